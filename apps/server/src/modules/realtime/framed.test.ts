import type { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { type Framed, framed, inOnePiece } from './framed.ts';

test('whatever the text, another implementation reads it from the frame', async () => {
  const lengths = fc.oneof(fc.nat(300), fc.constantFrom(125, 126, 127, 65_535, 65_536, 70_000));
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), lengths, async (some, length) => {
      const text = some.length === 0 ? 'x'.repeat(length) : some.repeat(length % 7);
      expect(await read([framed(text)])).toEqual([text]);
    }),
    { numRuns: 25 },
  );
});

test('several frames in one piece are read one by one; none at all are nothing', async () => {
  const texts = ['', 'für', '{}'.repeat(40_000)];
  const piece = inOnePiece(texts.map(framed)) as Framed;
  expect(await read([piece])).toEqual(texts);
  expect(inOnePiece([])).toBeNull();
});

/** Exported by the package, unknown to its types. */
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable };

async function read(pieces: readonly Buffer[]): Promise<string[]> {
  const receiver = new Receiver({ isServer: false });
  const texts: string[] = [];
  receiver.on('message', (data: Buffer) => texts.push(data.toString()));
  for (const piece of pieces) receiver.write(piece);
  receiver.end();
  await new Promise((done) => receiver.once('finish', done));
  return texts;
}
