import { afterEach, expect, test } from 'vitest';
import { createReader, type Reader } from './reader.ts';

let reader: Reader;
afterEach(() => reader.close());

const file = (text: string) => ({ kind: 'file' as const, name: 'a.md', bytes: Buffer.from(text) });
const large = Array.from({ length: 700 }, (_, i) => `## Part ${i}\n\nText about ${i}.`).join(
  '\n\n',
);

test('a large document is read the same as a small one, and the event loop goes on meanwhile', async () => {
  reader = createReader();
  let beats = 0;
  const timer = setInterval(() => {
    beats += 1;
  }, 5);
  const inWorker = await reader.read(file(large));
  clearInterval(timer);
  expect(beats).toBeGreaterThan(10);
  reader = createReader({ inPlaceBytes: large.length });
  expect(inWorker).toEqual(await reader.read(file(large)));
});

test('a document that takes too long is given up, and the next one is read', async () => {
  reader = createReader({ withinMs: 1 });
  expect(await reader.read(file(large))).toMatchObject({ code: 'unreadable' });
  reader = createReader();
  const [first, second] = await Promise.all([reader.read(file(large)), reader.read(file(large))]);
  expect(first).toHaveProperty('passages');
  expect(second).toEqual(first);
});
