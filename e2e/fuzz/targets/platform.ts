/** Addresses we are told to call, compressed bodies, settings, sealed values, backups, cursors. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { bytesOf, declared, promise, rawText, type Target, textOf } from '../engine/target.ts';

const covers = /\/src\/platform\//;

export const platformTargets: readonly Target[] = [
  {
    name: 'outgoing-address',
    about: 'addresses that the server is told to call, and the addresses that names resolve to',
    seeds: () =>
      [
        'https://shop.example:8443/a?b#c',
        'http://127.0.0.1/',
        'http://[::ffff:10.0.0.1]/',
        'http://0x7f.1/',
        'http://2130706433/',
        '64:ff9b::7f00:1',
        '::1',
        '10.0.0.1',
        'fe80::1%eth0',
      ].map(bytesOf),
    words: [
      'http://',
      'https://',
      'file://',
      'gopher://',
      '@',
      ':',
      '[',
      ']',
      '::',
      'ffff:',
      '127.0.0.1',
      '169.254.169.254',
      '0x',
      '0177',
      '.nip.io',
      '%',
      'localhost',
      ':22',
      ':6379',
      '\\',
      '\t',
      '。',
      '①',
      'xn--',
      '/..//',
    ],
    covers,
    open: async () => {
      const { targetOf, hostOf } = await import(
        '../../../apps/server/src/platform/safe-fetch/target.ts'
      );
      const { isPublicAddress, isNeverAllowed } = await import(
        '../../../apps/server/src/platform/safe-fetch/address.ts'
      );
      const { Refused } = await import('../../../apps/server/src/platform/safe-fetch/refusal.ts');
      const { isIP } = await import('node:net');
      return async (input) => {
        const text = textOf(input);
        const url = await declared([Refused], () =>
          targetOf(text, new URL('https://shop.example/x')),
        );
        if (url !== undefined) {
          promise(url.protocol === 'http:' || url.protocol === 'https:', 'only the web');
          promise(url.username === '' && url.password === '', 'no credentials');
          const host = hostOf(url);
          // What a name could be taken for is closed by the same list that connections are held to.
          if (isIP(host) === 4 && /^(?:127|10|0)\./.test(host))
            promise(!isPublicAddress(host), 'loopback and private are not public');
        }
        const open = isPublicAddress(text);
        promise(!open || isIP(text) !== 0, 'only an address is public');
        promise(!(open && isNeverAllowed(text)), 'never allowed is not public');
      };
    },
  },
  {
    name: 'compressed-body',
    about: 'bodies that are sent to us compressed: gzip, deflate, brotli, doubly',
    seeds: () => [
      Buffer.concat([Buffer.from('gzip|'), gzipSync('hello '.repeat(50))]),
      Buffer.concat([Buffer.from('br, gzip|'), gzipSync(brotliCompressSync('hello '.repeat(50)))]),
      bytesOf('identity|hello'),
    ],
    words: ['gzip', 'deflate', 'br', 'identity', ',', 'zstd', '|', '\u001f\u008b\u0008'],
    covers: /\/safe-fetch\//,
    share: 0.3,
    open: async () => {
      const { readBody } = await import('../../../apps/server/src/platform/safe-fetch/body.ts');
      const { Refused } = await import('../../../apps/server/src/platform/safe-fetch/refusal.ts');
      return async (input) => {
        const raw = rawText(input);
        const cut = Math.max(raw.indexOf('|'), 0);
        async function* body() {
          yield input.subarray(cut + 1);
        }
        await declared([Refused], async () => {
          const bytes = await readBody(body(), raw.slice(0, cut), { maxBytes: 20_000 });
          promise(bytes.length <= 20_000, 'never more than allowed');
        });
      };
    },
  },
  {
    name: 'settings',
    about: 'the environment',
    seeds: () => [
      bytesOf(
        '{"PORT":"3000","DATABASE_URL":"postgres://a:b@c/d","BATON_PUBLIC_URL":"https://a.example/","BATON_SECRET_KEY":"q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJAAA="}',
      ),
      bytesOf(
        '{"BATON_MODEL_PROVIDER":"openai","BATON_MODEL":"m","BATON_MODEL_KEY":"k","BATON_MODEL_URL":"https://m.example/v1","BATON_METRICS_TOKEN":"0123456789abcdef"}',
      ),
    ],
    words: [
      'PORT',
      'HOST',
      'BATON_DATA',
      'BATON_TRUST_PROXY',
      'on',
      'off',
      'BATON_DATABASE_POOL',
      'BATON_EMBEDDINGS_URL',
      'BATON_EMBEDDINGS_MODEL',
      'BATON_MODEL_PATIENCE',
      'BATON_SECRET_KEY_PREVIOUS',
      'BATON_DRAIN_SECONDS',
      'LOG_LEVEL',
      'postgres://',
      'http://',
      'BATON_METRICS_TOKEN',
    ],
    covers,
    share: 0.5,
    open: async () => {
      const { ConfigError, loadConfig } = await import(
        '../../../apps/server/src/platform/config.ts'
      );
      return async (input) => {
        const env = objectIn(input);
        await declared([ConfigError], () => loadConfig(env));
      };
    },
  },
  {
    name: 'sealed-value',
    about: 'secrets as they lie in the database, and keys as people write them down',
    seeds: () =>
      [
        'v1.0123456789abcdef.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
        'q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJAAA=',
      ].map(bytesOf),
    words: ['v1.', '.', '=', '-', '_', '+', '/'],
    covers,
    share: 0.5,
    open: async () => {
      const { createSecrets } = await import('../../../apps/server/src/platform/secrets/seal.ts');
      const { parseSecretKey } = await import(
        '../../../apps/server/src/platform/secrets/parse-secret-key.ts'
      );
      const secrets = createSecrets([Buffer.alloc(32, 7)]);
      const place = { purpose: 'fuzz', owner: ['a', 'b'] };
      return (input) => {
        const text = textOf(input);
        for (const sealed of [text, secrets.prefix + text])
          promise(
            secrets.open(sealed, place) === 'sealed_with_another_key',
            'nothing made up opens',
          );
        const key = parseSecretKey(text);
        promise(key === null || key.length === 32, 'a key has 32 bytes');
      };
    },
  },
  {
    name: 'cursor',
    about: "a client's place in the feed",
    seeds: () => ['1.2.3', 'a1.745.12', '0'].map(bytesOf),
    words: ['.', '-', ':', '9223372036854775807', '1e3', '0x1', '-1'],
    covers,
    share: 0.3,
    open: async () => {
      const { compareCursors, formatCursor, parseCursor } = await import(
        '../../../apps/server/src/platform/feed/cursor.ts'
      );
      const { Cursor } = await import('@baton/protocol');
      return (input) => {
        const text = textOf(input);
        const place = parseCursor(text);
        if (place === undefined) return;
        promise(parseCursor(formatCursor(place)) !== undefined, 'what is written can be read');
        if (Cursor.safeParse(text).success)
          promise(compareCursors(text, text) === 0, 'a place is its own');
      };
    },
  },
  {
    name: 'backup-file',
    about: 'a backup to be restored',
    seeds: () => [
      bytesOf('baton backup 1\n{"type":"manifest","version":"1"}\n{"type":"end","sha256":""}\n'),
    ],
    words: [
      'baton backup 1\n',
      '{"type":"manifest"',
      '{"type":"table"',
      '{"type":"rows","bytes":',
      '{"type":"end","sha256":"',
      '\n',
      '-1',
      '99999999999',
    ],
    covers: /\/platform\/backup\//,
    share: 0.05,
    open: async () => {
      const { openBackup } = await import('../../../apps/server/src/platform/backup/reader.ts');
      const { BackupError } = await import('../../../apps/server/src/platform/backup/errors.ts');
      const folder = mkdtempSync(join(tmpdir(), 'baton-fuzz-'));
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
      const file = join(folder, 'x.baton');
      return async (input) => {
        for (const bytes of [gzipSync(input, { level: 1 }), input]) {
          writeFileSync(file, bytes);
          await declared([BackupError], async () => {
            const backup = await openBackup(file);
            try {
              for (let records = 0; records < 1_000; records += 1) {
                const record = await backup.next();
                if (record === undefined) return;
                const { bytes: length } = record as { bytes?: unknown };
                if (typeof length === 'number') for await (const _piece of backup.bytes(length));
              }
            } finally {
              backup.close();
            }
          });
        }
      };
    },
  },
];

function objectIn(input: Uint8Array): Record<string, string> {
  try {
    const value: unknown = JSON.parse(textOf(input));
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, held]) =>
        typeof held === 'string' ? [[name, held]] : [],
      ),
    );
  } catch {
    // Not JSON: one variable.
    return { BATON_PUBLIC_URL: textOf(input) };
  }
}
