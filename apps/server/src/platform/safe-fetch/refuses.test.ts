import { afterAll, describe, expect, it } from 'vitest';
import { createSafeFetch } from './safe-fetch.ts';

const guarded = createSafeFetch({ userAgent: 'test' });
const intranet = createSafeFetch({ userAgent: 'test', allowPrivate: true });
afterAll(async () => {
  await guarded.close();
  await intranet.close();
});

describe('an address is refused by its spelling', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1:8080/hook',
    'http://2130706433/',
    'http://10.1.2.3./',
    'https://[::1]/',
    'https://[fd00::1]/',
    'http://[::ffff:192.168.0.1]/',
    'http://localhost:3000/',
    'http://localhost./',
    'http://LOCALHOST/',
    'http://api.localhost/',
  ])('%s leads into a private network, which an operator may open', (url) => {
    expect(guarded.refuses(url)?.code).toBe('private_address');
    expect(intranet.refuses(url)).toBeNull();
  });

  it.each(['http://169.254.169.254/', 'http://[fd00:ec2::254]/'])('%s whatever is open', (url) => {
    expect(guarded.refuses(url)?.code).toBe('private_address');
    expect(intranet.refuses(url)?.code).toBe('private_address');
  });

  it.each([
    ['nonsense', 'bad_url'],
    ['ftp://a.example/', 'scheme'],
    ['https://me:secret@a.example/', 'credentials'],
    ['https://a.example:25/', 'port'],
  ])('%s: %s', (url, code) => {
    expect(guarded.refuses(url)?.code).toBe(code);
  });

  it.each(['https://a.example/', 'https://notlocalhost/', 'https://93.184.215.14:8443/'])(
    '%s may be tried',
    (url) => {
      expect(guarded.refuses(url)).toBeNull();
    },
  );
});
