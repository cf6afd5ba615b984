import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openModel } from '../embedder/model-folder.ts';
import { WordPieces } from '../embedder/word-pieces.ts';
import type { AnswerReader, PassageToRead } from './answer-reader.ts';
import { pairOf } from './read-pair.ts';
import { openAnswerReader } from './worker-answer-reader.ts';

/** Nobody knows which is best, so all are read. */
const alike = (texts: string[]): PassageToRead[] =>
  texts.map((text) => ({ text, score: 0.5, pinned: 0 }));

describe('the reader', () => {
  let reader: AnswerReader;
  beforeAll(async () => {
    reader = await openAnswerReader();
  });
  afterAll(() => reader.close());

  it('tells the passage that answers from one about the same thing', async () => {
    const [answers, resembles] = await reader.read(
      'how long do i have to send something back?',
      alike([
        'Returns\nYou can return any item within 30 days of delivery. We pay the postage.',
        'Returns\nThe returns desk moved to the second floor. Ring the bell twice.',
      ]),
      'all',
    );
    expect(answers).toBeGreaterThan(resembles as number);
  });

  it('says the same of the same pair, whatever is read beside it', async () => {
    const text = 'Orders\nOpen the order and choose Cancel.';
    const [alone] = await reader.read('cancel my order', alike([text]), 'all');
    const among = await reader.read(
      'cancel my order',
      alike(['Lamps\nIt shines.', text, 'x']),
      'all',
    );
    expect(among[1]).toBe(alone);
  });

  it('reads whatever it is given', async () => {
    const odd = ['', '😀😀', 'word '.repeat(20_000), '\u0000', 'مرحبا 你好'];
    for (const question of odd)
      for (const odds of await reader.read(question, alike(odd), 'all'))
        expect(odds).toBeTypeOf('number');
    expect(await reader.read('nothing to read', [], 'all')).toEqual([]);
  });

  it('reads no further than what could still come first', async () => {
    const passages = alike(Array(10).fill('Orders\nOpen the order and choose Cancel.'));
    const clear = passages.map((passage, at) => ({ ...passage, score: at === 0 ? 0.95 : 0.1 }));
    expect(await reader.read('cancel my order', clear, 'first')).toHaveLength(4);
    expect(await reader.read('cancel my order', clear, 'all')).toHaveLength(10);
  });

  it('ends cleanly in the middle of reading: what was not begun is refused', async () => {
    const busy = await openAnswerReader();
    const reading = busy.read('how long?', alike(Array(500).fill('word '.repeat(400))), 'all');
    const refused = expect(reading).rejects.toThrow('closed');
    // Until it reads: the thread has had the question for a moment.
    await new Promise((done) => setTimeout(done, 30));
    await busy.close();
    await refused;
  });

  it('refuses once it is closed', async () => {
    const closed = await openAnswerReader();
    await closed.close();
    await expect(closed.read('a', alike(['b']), 'all')).rejects.toThrow('not running');
  });
});

describe('a reader whose thread dies', () => {
  const worker = (code: string): URL => {
    const file = join(mkdtempSync(join(tmpdir(), 'baton-reader-')), 'worker.mjs');
    writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${code}`);
    return pathToFileURL(file);
  };

  it('rejects what it held, reads again in a new one, and stays down after three deaths', async () => {
    const troubles: string[] = [];
    const reader = await openAnswerReader({
      onTrouble: (what) => troubles.push(what),
      workerFile: worker(`
        parentPort.on('message', (message) => {
          if (message === 'close') return parentPort.close();
          const { question, request, passages } = message;
          if (question === 'die') process.exit(1);
          parentPort.postMessage({ type: 'read', request, odds: passages.map(() => 1) });
        });
        parentPort.postMessage({ type: 'ready', id: 'scripted' });`),
    });
    await expect(reader.read('die', alike(['x']), 'all')).rejects.toThrow('died');
    expect(await reader.read('live', alike(['x', 'y']), 'all')).toEqual([1, 1]);
    for (let n = 0; n < 3; n++)
      await expect(reader.read('die', alike(['x']), 'all')).rejects.toThrow('died');
    await expect(reader.read('live', alike(['x']), 'all')).rejects.toThrow('not running');
    expect(troubles).toHaveLength(4);
    await reader.close();
  });

  it('is told of at opening when the model does not run', async () => {
    const workerFile = worker(`parentPort.postMessage({ type: 'unusable', error: 'no engine' });`);
    await expect(openAnswerReader({ workerFile })).rejects.toThrow('no engine');
  });
});

describe('what the reader is shown', () => {
  const pieces = new WordPieces(openModel('reader-l6-int8').read('vocab.txt').toString('utf8'));

  it('is two texts side by side, each counted from its own beginning', () => {
    const { ids, places, segments } = pairOf(pieces, 'reset it', 'Hold the button.');
    const split = segments.indexOf(1);
    expect(ids[0]).toBe(ids[split]);
    expect(places.slice(split)).toEqual([...Array(ids.length - split).keys()]);
    expect(segments).toEqual(ids.map((_, at) => (at < split ? 0 : 1)));
  });

  it('is bounded, and a long question leaves room for the passage', () => {
    const { ids, segments } = pairOf(pieces, 'why '.repeat(500), 'because '.repeat(500));
    expect(ids).toHaveLength(224);
    expect(segments.filter((which) => which === 0)).toHaveLength(48);
  });
});
