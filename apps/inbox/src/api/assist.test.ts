import { describe, expect, it } from 'vitest';
import { linesOf } from './assist.ts';

const bytes = new TextEncoder();
async function lines(...pieces: Uint8Array[]) {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const read: string[] = [];
  for await (const line of linesOf(stream)) read.push(line);
  return read;
}

describe('a draft that comes line by line', () => {
  it('is read whole, wherever the network cut it, also inside a letter', async () => {
    const whole = bytes.encode('{"text":"Grüße"}\n{"text":"aus Köln"}\n');
    const cuts = Array.from({ length: whole.length }, (_, at) =>
      lines(whole.slice(0, at), whole.slice(at)),
    );
    for (const read of await Promise.all(cuts))
      expect(read).toEqual(['{"text":"Grüße"}', '{"text":"aus Köln"}']);
  });

  it('needs no line end at its end, and blank lines say nothing', async () => {
    expect(await lines(bytes.encode('{"a":1}\n\n{"b":2}'))).toEqual(['{"a":1}', '{"b":2}']);
  });
});
