// Reads documents without ever stalling the server: small ones where they are, large ones in a
// worker thread, one at a time, which is ended when a document takes too long. So ten megabytes of
// the nastiest Markdown cost a customer nothing.

import { Worker } from 'node:worker_threads';
import type { DocumentInput, Rejection } from './documents.ts';
import { type PreparedDocument, prepareDocument } from './prepare-document.ts';
import { findWorkerFile } from './worker-file.ts';

export interface Reader {
  read(input: DocumentInput): Promise<PreparedDocument | Rejection>;
  close(): Promise<void>;
}

export interface ReaderOptions {
  /** Bytes up to which a document is read in place: a few milliseconds. */
  inPlaceBytes?: number;
  /** How long one document may take. */
  withinMs?: number;
}

const IN_PLACE_BYTES = 16 * 1024;
const WITHIN_MS = 60_000;
/** The thread leaves after this long without a document. */
const IDLE_MS = 5_000;

export function createReader({
  inPlaceBytes = IN_PLACE_BYTES,
  withinMs = WITHIN_MS,
}: ReaderOptions = {}): Reader {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function readInWorker(input: DocumentInput): Promise<PreparedDocument | Rejection> {
    clearTimeout(idle);
    worker ??= new Worker(findWorkerFile('./reader-worker.ts'), {
      resourceLimits: { maxOldGenerationSizeMb: 1_024 },
    });
    const reading = worker;
    reading.ref();
    return new Promise((resolve) => {
      const settle = (result: PreparedDocument | Rejection): void => {
        clearTimeout(timer);
        for (const event of ['message', 'error', 'exit']) reading.removeAllListeners(event);
        resolve(result);
      };
      const fail = (reason: string): void => {
        if (worker === reading) worker = null;
        void reading.terminate();
        settle({ code: 'unreadable', detail: `It could not be read (${reason}).` });
      };
      let timer: NodeJS.Timeout | undefined;
      reading.on('message', (message: 'reading' | PreparedDocument | Rejection) => {
        if (message !== 'reading') settle(message);
        // The clock starts with the reading: a thread that is still starting cannot be ended well.
        else timer = setTimeout(() => fail('it takes too long; split it'), withinMs);
      });
      reading.once('error', (error: Error) => fail(error.message));
      reading.once('exit', () => fail('reading stopped'));
      reading.postMessage(input);
    });
  }

  function rest(): void {
    // A resting thread keeps no process alive.
    worker?.unref();
    idle = setTimeout(() => {
      void worker?.terminate();
      worker = null;
    }, IDLE_MS).unref();
  }

  return {
    read(input) {
      if (sizeOf(input) <= inPlaceBytes) return prepareDocument(input);
      const result = last.then(() => readInWorker(input));
      last = result.finally(rest);
      return result;
    },
    async close() {
      clearTimeout(idle);
      await worker?.terminate();
      worker = null;
    },
  };
}

function sizeOf(input: DocumentInput): number {
  if (input.kind === 'qa') return input.answer.length;
  return input.kind === 'text' ? input.text.length : input.bytes.length;
}
