// The worker thread that reads large documents, one after the other. See reader.ts.

import { parentPort } from 'node:worker_threads';
import { contentsOf } from './adding/contents-of.ts';
import { prepareDocument } from './adding/prepare-document.ts';
import type { ReaderTask } from './reader.ts';

async function work(task: ReaderTask): Promise<void> {
  parentPort?.postMessage('reading');
  const result =
    task.kind === 'read' ? await prepareDocument(task.input) : await contentsOf(task.input);
  parentPort?.postMessage(result);
}

parentPort?.on('message', (task: ReaderTask) => void work(task));
