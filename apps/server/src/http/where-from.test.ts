import { describe, expect, it } from 'vitest';
import { createApi } from './described.ts';
import {
  clientAddress,
  networkOf,
  ownOriginsOfUpgrade,
  ownOrigins,
  type Whereabouts,
} from './where-from.ts';

async function ask(where: Whereabouts, headers: Record<string, string>) {
  const app = createApi();
  app.get('/', (c) => c.json({ address: clientAddress(c, where), origins: ownOrigins(c, where) }));
  const socket = { remoteAddress: '10.0.0.7' };
  const response = await app.request(
    'http://baton.internal:3000/',
    { headers },
    {
      incoming: { socket },
    },
  );
  return (await response.json()) as { address: string; origins: string[] };
}

const behindProxy = {
  'x-forwarded-for': '6.6.6.6, 203.0.113.9',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'support.example',
};

describe('where a request came from', () => {
  it('is what the connection says; what a stranger claims to be changes nothing', async () => {
    const where = { publicUrl: null, trustProxy: false };
    expect(await ask(where, behindProxy)).toEqual({
      address: '10.0.0.7',
      origins: ['http://baton.internal:3000'],
    });
  });

  it('is what our own proxy says, when it is to be trusted, and not what came before it', async () => {
    const where = { publicUrl: null, trustProxy: true };
    expect(await ask(where, behindProxy)).toEqual({
      address: '203.0.113.9',
      origins: ['https://support.example'],
    });
  });

  it('may name the public address as well as the one it reached us by', async () => {
    const where = { publicUrl: 'https://support.example/baton', trustProxy: false };
    expect((await ask(where, {})).origins).toEqual([
      'https://support.example',
      'http://baton.internal:3000',
    ]);
  });

  it('is told the same way for a socket', () => {
    const request = {
      headers: { host: 'baton.internal:3000', ...behindProxy },
      socket: {},
    } as never;
    expect(ownOriginsOfUpgrade(request, { publicUrl: null, trustProxy: true })).toEqual([
      'https://support.example',
    ]);
    expect(
      ownOriginsOfUpgrade(request, { publicUrl: 'https://help.example', trustProxy: false }),
    ).toEqual(['https://help.example', 'http://baton.internal:3000']);
  });
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
  ['2001:DB8:0000:0007:ffff:ffff:ffff:fffe', '2001:db8:0:7::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
  ['unknown', 'unknown'],
])('limits count %s as %s', (address, network) => expect(networkOf(address)).toBe(network));
