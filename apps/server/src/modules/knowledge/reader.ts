// Reads documents without ever stalling the server: small ones where they are, large ones (and all
// that must be unpacked) in a worker thread, one at a time, which is ended when a document takes too
// long or too much memory. So the nastiest file costs a customer nothing.

import { Worker } from 'node:worker_threads';
import { type Contents, contentsOf, type FileInput } from './adding/contents-of.ts';
import type { DocumentInput, Rejection } from './documents.ts';
import { formatOf } from './file-formats.ts';
import { type PreparedDocument, prepareDocument } from './adding/prepare-document.ts';
import { findWorkerFile } from './worker-file.ts';

export interface Reader {
  read(input: DocumentInput): Promise<PreparedDocument | Rejection>;
  /** Of an archive or a table. */
  unpack(input: FileInput): Promise<Contents>;
  close(): Promise<void>;
}

export interface ReaderOptions {
  /** Bytes up to which a text is read in place: a few milliseconds, whatever it is. */
  inPlaceBytes?: number;
  /** How long one document may take. */
  withinMs?: number;
  /** How much the process may grow while it reads one document. */
  memoryBytes?: number;
}

export type ReaderTask =
  | { kind: 'read'; input: DocumentInput }
  | { kind: 'unpack'; input: FileInput };

interface ResultOf {
  read: PreparedDocument | Rejection;
  unpack: Contents;
}

/**
 * Markdown can be written so that its parser takes time by the square of its length (`*a_ *a_ …`):
 * sixteen kilobytes of it took seconds.
 */
const IN_PLACE_BYTES = 1024;
const WITHIN_MS = 60_000;
const MEMORY_BYTES = 1.5 * 1024 ** 3;
const LOOK_EVERY_MS = 100;
/** The thread leaves after this long without a document. */
const IDLE_MS = 5_000;

export function createReader({
  inPlaceBytes = IN_PLACE_BYTES,
  withinMs = WITHIN_MS,
  memoryBytes = MEMORY_BYTES,
}: ReaderOptions = {}): Reader {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function inWorker<Task extends ReaderTask>(task: Task): Promise<ResultOf[Task['kind']]> {
    clearTimeout(idle);
    worker ??= new Worker(findWorkerFile('./reader-worker.ts'), {
      resourceLimits: { maxOldGenerationSizeMb: 1_024 },
    });
    const reading = worker;
    reading.ref();
    return new Promise((resolve) => {
      let timers: NodeJS.Timeout[] = [];
      const settle = (result: ResultOf[Task['kind']]): void => {
        for (const timer of timers) clearTimeout(timer);
        for (const event of ['message', 'error', 'exit']) reading.removeAllListeners(event);
        resolve(result);
      };
      const fail = (reason: string): void => {
        if (worker === reading) worker = null;
        settle({ code: 'unreadable', detail: `It could not be read (${reason}).` });
        // What a thread says while it ends concerns nobody.
        reading.on('error', () => {});
        void reading.terminate();
      };
      reading.on('message', (message: 'reading' | ResultOf[Task['kind']]) => {
        if (message !== 'reading') return settle(message);
        // The clock starts with the reading: a thread that is still starting cannot be ended well.
        const before = process.memoryUsage.rss();
        timers = [
          setTimeout(() => fail('it takes too long; split it'), withinMs),
          // A thread's own limit knows nothing of buffers, which is where bombs unpack.
          setInterval(() => {
            if (process.memoryUsage.rss() - before > memoryBytes)
              fail('it takes too much memory; split it');
          }, LOOK_EVERY_MS),
        ];
      });
      reading.once('error', (error: Error) => fail(inWords(error)));
      reading.once('exit', () => fail('reading stopped'));
      reading.postMessage(task);
    });
  }

  function oneAfterTheOther<Task extends ReaderTask>(task: Task): Promise<ResultOf[Task['kind']]> {
    const result = last.then(() => inWorker(task));
    last = result.finally(rest);
    return result;
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
      return isSmall(input, inPlaceBytes)
        ? prepareDocument(input)
        : oneAfterTheOther({ kind: 'read', input });
    },
    unpack(input) {
      return formatOf(input) === 'table' && input.bytes.length <= inPlaceBytes
        ? contentsOf(input)
        : oneAfterTheOther({ kind: 'unpack', input });
    },
    async close() {
      clearTimeout(idle);
      await worker?.terminate();
      worker = null;
    },
  };
}

/** A few bytes of PDF or Word may unpack to anything; of HTML, nest in ways that take for ever. */
function isSmall(input: DocumentInput, most: number): boolean {
  if (!('bytes' in input)) return (input.kind === 'qa' ? input.answer : input.text).length <= most;
  if (input.bytes.length > most) return false;
  const format = formatOf({ ...input, fromWebsite: input.kind === 'website' });
  return format !== 'pdf' && format !== 'docx' && format !== 'html';
}

function inWords(error: Error & { code?: string }): string {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'it takes too much memory; split it'
    : error.message;
}
