// The worker thread that reads large documents, one after the other. See reader.ts.

import { parentPort } from 'node:worker_threads';
import type { DocumentInput } from './documents.ts';
import { prepareDocument } from './prepare-document.ts';

async function read(input: DocumentInput): Promise<void> {
  parentPort?.postMessage('reading');
  parentPort?.postMessage(await prepareDocument(input));
}

parentPort?.on('message', (input: DocumentInput) => void read(input));
