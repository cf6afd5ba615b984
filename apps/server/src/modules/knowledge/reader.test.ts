import { deflateSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { createReader, type Reader } from './reader.ts';
import { makePdf } from './testing/make-pdf.ts';

// A thread that runs from source starts slowly on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

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

test('a file that unpacks beyond all bounds is given up, and the next one is read', async () => {
  reader = createReader({ memoryBytes: 250 * 1024 * 1024 });
  const result = await reader.read({ kind: 'file', name: 'bomb.pdf', bytes: pdfBomb() });
  expect(result).toMatchObject({ detail: expect.stringContaining('too much memory') });
  expect(await reader.read(file(large))).toHaveProperty('passages');
});

test('a text of more than a kilobyte is not read in place: its parser may take its square', async () => {
  reader = createReader({ withinMs: 1 });
  const read = (text: string) => reader.read({ kind: 'text', title: 'Lamps', text });
  expect(await read('It shines. '.repeat(90))).toHaveProperty('passages');
  expect(await read('*a_ '.repeat(4_000))).toMatchObject({
    detail: expect.stringContaining('too long'),
  });
});

test('a web page is never read in place, however small: what it nests may take for ever', async () => {
  reader = createReader({ withinMs: 1 });
  const html = Buffer.from(`<h1>Returns</h1>${'<p>Send it back within 30 days.</p>'.repeat(40)}`);
  expect(await reader.read({ kind: 'file', name: 'a.html', bytes: html })).toMatchObject({
    detail: expect.stringContaining('too long'),
  });
});

/** One page, whose content is half a gigabyte of blanks. */
function pdfBomb(): Buffer {
  const page = makePdf([[{ text: 'bomb', y: 60 }]]).toString('latin1');
  const content = deflateSync(Buffer.alloc(1024 ** 3 / 2, ' ')).toString('latin1');
  const stream = `<< /Filter /FlateDecode /Length ${content.length} >>\nstream\n${content}\nendstream`;
  return Buffer.from(
    page.replace(/<< {2}\/Length \d+ >>\nstream\n[^]*?\nendstream/, () => stream),
    'latin1',
  );
}
