// The reader in a thread of its own, so that a question being read stalls nobody else. A thread that
// dies takes the questions it had with it (they are answered without the reader) and the next
// question starts another; after a few deaths in a row it stays down until the next start.

import { Worker } from 'node:worker_threads';
import { quietOnnxruntime } from '../quiet-onnxruntime.ts';
import { findWorkerFile } from '../worker-file.ts';
import type { AnswerReader, PassageToRead, Places } from './answer-reader.ts';

/** `close` is the last one: what was not begun is not read any more. */
export type ToReader = ToBeRead | 'close';

export interface ToBeRead {
  request: number;
  question: string;
  passages: PassageToRead[];
  places: Places;
}

export type FromReader =
  | { type: 'ready'; id: string }
  | { type: 'unusable'; error: string }
  | { type: 'read'; request: number; odds: number[] }
  | { type: 'failed'; request: number; error: string };

export interface AnswerReaderOptions {
  /** Told in words when a thread dies. */
  onTrouble?: (what: string) => void;
  /** For tests: another worker. */
  workerFile?: URL;
}

interface Waiting {
  resolve(odds: number[]): void;
  reject(error: Error): void;
}

const DEATHS_IN_A_ROW = 3;
/** A pair takes milliseconds; on a machine that is overrun, seconds. */
const CLOSE_WITHIN_MS = 8_000;

/** Ready when it resolves. Rejects when the model does not run on this machine. */
export async function openAnswerReader(options: AnswerReaderOptions = {}): Promise<AnswerReader> {
  const reader = new WorkerAnswerReader(options);
  await reader.opened();
  return reader;
}

class WorkerAnswerReader implements AnswerReader {
  id = '';
  private readonly options: AnswerReaderOptions;
  private readonly waiting = new Map<number, Waiting>();
  private worker: Worker | null = null;
  private ready: Promise<void> = Promise.resolve();
  private nextRequest = 1;
  private deaths = 0;
  private closed = false;

  constructor(options: AnswerReaderOptions) {
    this.options = options;
  }

  opened(): Promise<void> {
    if (!this.worker) this.start();
    return this.ready;
  }

  async read(question: string, passages: PassageToRead[], places: Places): Promise<number[]> {
    if (passages.length === 0) return [];
    if (this.closed || this.deaths >= DEATHS_IN_A_ROW) throw new Error('the reader is not running');
    await this.opened();
    const worker = this.worker;
    if (!worker) throw new Error('the reader is not running');
    const request = this.nextRequest++;
    return new Promise((resolve, reject) => {
      this.waiting.set(request, { resolve, reject });
      // Only a thread with work keeps the process alive.
      worker.ref();
      worker.postMessage({ request, question, passages, places } satisfies ToReader);
    });
  }

  /** Waits for the pair that is being read: a thread that is ended within it takes the process along. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const { worker } = this;
    if (!worker) return;
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.ref();
    worker.postMessage('close' satisfies ToReader);
    const late = setTimeout(() => void worker.terminate(), CLOSE_WITHIN_MS);
    await gone;
    clearTimeout(late);
  }

  private start(): void {
    const file =
      this.options.workerFile ?? findWorkerFile('./answer-reader/answer-reader-worker.ts');
    quietOnnxruntime();
    const worker = new Worker(file, { execArgv: [] });
    this.worker = worker;
    let reason = 'it stopped';
    this.ready = new Promise((resolve, reject) => {
      worker.on('message', (message: FromReader) => {
        if (message.type === 'ready') {
          this.id = message.id;
          worker.unref();
          resolve();
        } else if (message.type === 'unusable') {
          reason = message.error;
          reject(new Error(reason));
          void worker.terminate();
        } else this.settle(message);
      });
      worker.once('error', (error: Error) => {
        reason = error.message;
        reject(error);
      });
      worker.once('exit', () => {
        reject(new Error(reason));
        this.died(worker, reason);
      });
    });
    // Whoever waits for it learns of a failure by their own promise.
    this.ready.catch(() => {});
  }

  private settle(message: Extract<FromReader, { request: number }>): void {
    const waiting = this.waiting.get(message.request);
    this.waiting.delete(message.request);
    if (message.type === 'read') {
      this.deaths = 0;
      waiting?.resolve(message.odds);
    } else waiting?.reject(new Error(message.error));
    if (this.waiting.size === 0) this.worker?.unref();
  }

  private died(worker: Worker, reason: string): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const { reject } of this.waiting.values())
      reject(new Error(`the reader's thread died: ${reason}`));
    this.waiting.clear();
    if (this.closed) return;
    this.deaths += 1;
    this.options.onTrouble?.(`the reader's thread died: ${reason}`);
  }
}
