import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Embedder } from './embedder.ts';
import { openEmbedder } from './worker-embedder.ts';

const opened: Embedder[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((embedder) => embedder.close()));
});

async function open(workerFile?: URL): Promise<Embedder> {
  const embedder = await openEmbedder(workerFile ? { workerFile } : {});
  opened.push(embedder);
  return embedder;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

/** A worker whose vectors say in which order texts came; "die" kills it. */
function scriptedWorker(): URL {
  const path = join(mkdtempSync(join(tmpdir(), 'baton-worker-')), 'worker.mjs');
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads';
     let order = 0;
     parentPort.postMessage({ type: 'ready', id: 'scripted', dimensions: 1, note: null });
     parentPort.on('message', (message) => {
       if (message.type === 'close') return parentPort.close();
       if (message.text === 'die') process.exit(3);
       if (message.text === 'fail') return parentPort.postMessage({ type: 'failed', request: message.request, error: 'no' });
       setTimeout(() => parentPort.postMessage({ type: 'embedded', request: message.request, vector: Float32Array.of(order++) }), 5);
     });`,
  );
  return pathToFileURL(path);
}

describe('the model that ships', () => {
  test('texts that mean the same lie closer than texts that do not', async () => {
    const embedder = await open();
    const [question, near, far] = (await embedder.embed(
      [
        'How do I reset my password?',
        'I forgot the login secret and cannot sign in',
        'Our office closes at five on Fridays',
      ],
      'passage',
    )) as [Float32Array, Float32Array, Float32Array];
    expect(question.length).toBe(embedder.dimensions);
    expect(dot(question, question)).toBeCloseTo(1, 4);
    expect(dot(question, near)).toBeGreaterThan(dot(question, far) + 0.2);
  });

  test('a text gets the same vector whatever it is embedded beside', async () => {
    const embedder = await open();
    const alone = await embedder.embed(['Refunds take five days.'], 'query');
    const beside = await embedder.embed(['Refunds take five days.', 'x '.repeat(500)], 'passage');
    expect(beside[0]).toEqual(alone[0]);
  });

  test('empty, endless and odd texts still get a vector', async () => {
    const embedder = await open();
    const vectors = await embedder.embed(
      ['', 'word '.repeat(5_000), '\u0000😀 שלום 日本'],
      'passage',
    );
    for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 4);
  });
});

describe('the queue', () => {
  test('a query overtakes the passages that wait', async () => {
    const embedder = await open(scriptedWorker());
    const passages = embedder.embed(
      Array.from({ length: 20 }, () => 'passage'),
      'passage',
    );
    const [query] = await embedder.embed(['query'], 'query');
    await passages;
    expect(query?.[0]).toBeLessThanOrEqual(2);
  });

  test('a text that kills the worker is given up, and every other text is embedded', async () => {
    const embedder = await open(scriptedWorker());
    const before = embedder.embed(['a', 'b'], 'passage');
    const deadly = embedder.embed(['die'], 'passage');
    const after = embedder.embed(['c', 'd'], 'passage');
    await expect(deadly).rejects.toThrow('died on this text');
    expect(await before).toHaveLength(2);
    expect(await after).toHaveLength(2);
  });

  test('one text that fails does not fail its neighbours of other calls', async () => {
    const embedder = await open(scriptedWorker());
    const bad = embedder.embed(['fail'], 'passage');
    const good = embedder.embed(['good'], 'passage');
    await expect(bad).rejects.toThrow('no');
    expect(await good).toHaveLength(1);
  });

  test('closing rejects what waits and ends the thread', async () => {
    const embedder = await open(scriptedWorker());
    const waiting = embedder.embed(['a', 'b', 'c', 'd'], 'passage');
    const rejected = expect(waiting).rejects.toThrow('closed');
    await embedder.close();
    await rejected;
    await expect(embedder.embed(['e'], 'query')).rejects.toThrow('closed');
  });
});
