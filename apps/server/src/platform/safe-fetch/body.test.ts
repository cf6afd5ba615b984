import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readBody } from './body.ts';
import { Refused } from './refusal.ts';

async function* sent(...chunks: Uint8Array[]) {
  yield* chunks;
}
const limits = { maxBytes: 10_000 };

it.each(['gzip', 'br', 'deflate', 'br, gzip'])(
  'what is not %s as it says is called damaged, once and for all',
  async (encoding) => {
    for (const bytes of [Buffer.from('no'), gzipSync('text').subarray(0, 12), gzipSync('text')]) {
      const read = readBody(sent(bytes), encoding, limits);
      if (encoding === 'gzip' && bytes.length > 12)
        expect(Buffer.from(await read).toString()).toBe('text');
      else await expect(read).rejects.toBeInstanceOf(Refused);
    }
  },
);

it('a line that breaks is no damaged body: the caller learns what broke', async () => {
  async function* breaks() {
    yield gzipSync('text').subarray(0, 8);
    throw new Error('ECONNRESET');
  }
  await expect(readBody(breaks(), 'gzip', limits)).rejects.toThrow('ECONNRESET');
});
