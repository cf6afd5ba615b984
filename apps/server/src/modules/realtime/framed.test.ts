import type { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { type Framed, framed, inOnePiece } from './framed.ts';

test('whatever the text, another implementation reads it from the frame', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(read(framed(text))).toEqual([text]);
    }),
  );
  for (const length of [0, 125, 126, 127, 65_535, 65_536, 70_000]) {
    const text = 'x'.repeat(length);
    expect(read(framed(text))).toEqual([text]);
  }
});

test('several frames in one piece are read one by one; none at all are nothing', () => {
  const texts = ['', 'für', '{}'.repeat(40_000)];
  expect(read(inOnePiece(texts.map(framed)) as Framed)).toEqual(texts);
  expect(inOnePiece([])).toBeNull();
});

/** Exported by the package, unknown to its types. */
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable };

function read(piece: Buffer): string[] {
  const receiver = new Receiver({ isServer: false, allowSynchronousEvents: true });
  const texts: string[] = [];
  receiver.on('message', (data: Buffer) => texts.push(data.toString()));
  receiver.write(piece);
  return texts;
}
