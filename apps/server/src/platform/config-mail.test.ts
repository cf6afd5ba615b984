/** The mail server that the environment names: all of it, or words for what is missing. */
import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

const server = {
  BATON_SMTP_URL: 'smtp://mail.lumen.example',
  BATON_MAIL_FROM: 'help@lumen.example',
};
const address = { BATON_PUBLIC_URL: 'https://support.lumen.example' };

test('without any, no mail is sent', () => {
  expect(loadConfig({}).mail).toBeNull();
});

test.each([
  [
    'smtp://mail.lumen.example',
    { host: 'mail.lumen.example', port: 587, secure: false, user: null, password: null },
  ],
  [
    'smtps://ana%40lumen.example:p%2Fss@mail.lumen.example',
    {
      host: 'mail.lumen.example',
      port: 465,
      secure: true,
      user: 'ana@lumen.example',
      password: 'p/ss',
    },
  ],
  ['smtp://[::1]:2525/', { host: '::1', port: 2525, secure: false, user: null, password: null }],
])('%s is understood', (BATON_SMTP_URL, expected) => {
  expect(loadConfig({ ...server, ...address, BATON_SMTP_URL }).mail).toEqual({
    ...expected,
    from: { name: 'Baton', address: 'help@lumen.example' },
  });
});

test.each([
  ['help@lumen.example', 'Baton'],
  ['Lumen help <help@lumen.example>', 'Lumen help'],
  ['"Lumen, help" <help@lumen.example>', 'Lumen, help'],
  ['<help@lumen.example>', 'Baton'],
])('mail may come from %s', (BATON_MAIL_FROM, name) => {
  const { mail } = loadConfig({ ...server, ...address, BATON_MAIL_FROM });
  expect(mail?.from).toEqual({ name, address: 'help@lumen.example' });
});

test.each<[Record<string, string>, string]>([
  [{ ...server }, 'BATON_PUBLIC_URL must be set too, as BATON_SMTP_URL is'],
  [
    { ...address, BATON_SMTP_URL: server.BATON_SMTP_URL },
    'BATON_MAIL_FROM must be set too, as BATON_SMTP_URL is',
  ],
  [{ BATON_MAIL_FROM: 'a@b.example' }, 'BATON_SMTP_URL must be set too, as BATON_MAIL_FROM is'],
  [{ BATON_SMTP_URL: 'https://mail.example' }, 'BATON_SMTP_URL must look like'],
  [{ BATON_SMTP_URL: 'mail.example:587' }, 'BATON_SMTP_URL must look like'],
  [{ BATON_SMTP_URL: 'smtp://mail.example?secure=true' }, 'BATON_SMTP_URL must look like'],
  [{ BATON_SMTP_URL: 'smtp://%zz@mail.example' }, 'BATON_SMTP_URL must look like'],
  [{ BATON_SMTP_URL: 'smtp://:secret@mail.example' }, 'BATON_SMTP_URL must look like'],
  [{ BATON_MAIL_FROM: 'Lumen' }, 'BATON_MAIL_FROM must be an address'],
  [{ BATON_MAIL_FROM: 'a@b.example, c@d.example' }, 'BATON_MAIL_FROM must be an address'],
  [{ BATON_MAIL_FROM: 'A\u000d\u000aBcc: x <a@b.example>' }, 'BATON_MAIL_FROM must be an address'],
])('%o is told', (env, words) => {
  expect(() => loadConfig(env)).toThrow(ConfigError);
  expect(() => loadConfig(env)).toThrow(words);
});

test('a password never stands in what is told', () => {
  const load = () => loadConfig({ BATON_SMTP_URL: 'smpt://ana:hunter2@mail.example' });
  expect(load).toThrow(/^(?![^]*hunter2)/);
});
