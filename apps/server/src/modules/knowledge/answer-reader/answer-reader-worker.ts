// The worker thread's entry: reads one pair after the other. Bundled on its own to
// dist/answer-reader-worker.js. See worker-answer-reader.ts.

import { parentPort } from 'node:worker_threads';
import { readUntilEnough } from './read-until-enough.ts';
import { openReaderModel, type ReaderModel } from './reader-model.ts';
import type { FromReader, ToBeRead, ToReader } from './worker-answer-reader.ts';

const port = parentPort;
if (!port) throw new Error('answer-reader-worker.ts runs as a worker thread');
const say = (message: FromReader): void => port.postMessage(message);
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

let closing = false;

async function answer(
  model: ReaderModel,
  { request, question, passages, places }: ToBeRead,
): Promise<void> {
  try {
    const odds = await readUntilEnough(passages, places, (text) => {
      if (closing) throw new Error('the reader is closed');
      return model.read(question, text);
    });
    say({ type: 'read', request, odds });
  } catch (error) {
    say({ type: 'failed', request, error: words(error) });
  }
}

try {
  const model = await openReaderModel();
  let last: Promise<void> = Promise.resolve();
  port.on('message', (message: ToReader) => {
    if (message === 'close') {
      closing = true;
      last = last.then(() => model.close()).then(() => port.close());
    } else last = last.then(() => answer(model, message));
  });
  say({ type: 'ready', id: model.id });
} catch (error) {
  say({ type: 'unusable', error: words(error) });
}
