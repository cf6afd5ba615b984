// The embedder that ships: a model in one worker thread of our own.
//
//   embed() → two queues (queries first) → at most two texts in flight → worker → promises
//
// Two in flight keep the worker busy while an answer travels, and let a query wait for at most two
// passages. A worker that dies takes nothing along: its texts go back to the front and a new one
// starts; a text that was in flight at two deaths is given up, as it may be what kills.

import { Worker } from 'node:worker_threads';
import type { Embedder } from './embedder.ts';
import { quietOnnxruntime } from '../quiet-onnxruntime.ts';
import { findWorkerFile } from '../worker-file.ts';
import type { EngineChoice, FromWorker, ToWorker, WorkerSettings } from './worker-messages.ts';

const IN_FLIGHT = 2;
const GIVE_UP_AFTER_DEATHS = 2;
const RESTARTS_IN_A_ROW = 3;
/** A thread that is ended while it embeds takes the process along; on a machine that is overrun it is slow. */
const CLOSE_WITHIN_MS = 8_000;

export interface EmbedderOptions {
  engine?: EngineChoice;
  /** Told in plain words when the worker died and is started again, or the slow engine is used. */
  onTrouble?: (message: string) => void;
  /** For tests: another worker. */
  workerFile?: URL;
}

interface Waiting {
  text: string;
  deaths: number;
  resolve(vector: Float32Array): void;
  reject(error: Error): void;
}

/** Ready when it resolves. Rejects when no engine runs on this machine. */
export async function openEmbedder(options: EmbedderOptions = {}): Promise<Embedder> {
  const embedder = new WorkerEmbedder(options);
  await embedder.opened();
  return embedder;
}

class WorkerEmbedder implements Embedder {
  id = '';
  dimensions = 0;
  private readonly options: EmbedderOptions;
  private readonly queries: Waiting[] = [];
  private readonly passages: Waiting[] = [];
  private readonly inFlight = new Map<number, Waiting>();
  private worker: Worker | null = null;
  private ready: Promise<void> = Promise.resolve();
  private isReady = false;
  private nextRequest = 1;
  private deathsInARow = 0;
  private closing = false;

  constructor(options: EmbedderOptions) {
    this.options = options;
  }

  opened(): Promise<void> {
    if (!this.worker) this.start();
    return this.ready;
  }

  embed(texts: string[], kind: 'query' | 'passage'): Promise<Float32Array[]> {
    if (this.closing) return Promise.reject(new Error('the embedder is closed'));
    const queue = kind === 'query' ? this.queries : this.passages;
    const vectors = texts.map(
      (text) =>
        new Promise<Float32Array>((resolve, reject) =>
          queue.push({ text, deaths: 0, resolve, reject }),
        ),
    );
    if (!this.worker) this.start();
    this.pump();
    return Promise.all(vectors);
  }

  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    this.rejectAll(new Error('the embedder is closed'));
    const worker = this.worker;
    if (!worker) return;
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage({ type: 'close' } satisfies ToWorker);
    const late = setTimeout(() => void worker.terminate(), CLOSE_WITHIN_MS);
    await gone;
    clearTimeout(late);
  }

  private start(): void {
    const file = this.options.workerFile ?? findWorkerFile('./embedder/embedder-worker.ts');
    quietOnnxruntime();
    const worker = new Worker(file, {
      workerData: { engine: this.options.engine ?? 'auto' } satisfies WorkerSettings,
      execArgv: [],
    });
    this.worker = worker;
    this.isReady = false;
    this.ready = new Promise((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'ready') resolve();
        if (message.type === 'unusable') reject(new Error(message.error));
        this.hear(message);
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the embedding worker stopped')));
    });
    // Callers of embed() learn of a failure by their own promise.
    this.ready.catch(() => {});
    let reason = 'it stopped';
    worker.once('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.once('exit', () => this.died(worker, reason));
  }

  private hear(message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        this.id = message.id;
        this.dimensions = message.dimensions;
        this.isReady = true;
        if (message.note) this.options.onTrouble?.(message.note);
        break;
      case 'unusable':
        this.rejectAll(new Error(message.error));
        break;
      case 'embedded':
        this.deathsInARow = 0;
        this.take(message.request)?.resolve(message.vector);
        break;
      case 'failed':
        this.take(message.request)?.reject(new Error(message.error));
        break;
    }
    this.pump();
  }

  private take(request: number): Waiting | undefined {
    const waiting = this.inFlight.get(request);
    this.inFlight.delete(request);
    return waiting;
  }

  private pump(): void {
    if (!this.worker || !this.isReady) return;
    // After a death one at a time, so that the guilty text is told from its neighbour.
    const limit = this.deathsInARow > 0 ? 1 : IN_FLIGHT;
    while (this.inFlight.size < limit) {
      const waiting = this.queries.shift() ?? this.passages.shift();
      if (!waiting) break;
      const request = this.nextRequest++;
      this.inFlight.set(request, waiting);
      this.worker.postMessage({ type: 'embed', request, text: waiting.text } satisfies ToWorker);
    }
    // An idle worker keeps no process alive.
    if (this.inFlight.size + this.queries.length + this.passages.length > 0) this.worker.ref();
    else this.worker.unref();
  }

  private died(worker: Worker, reason: string): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.isReady = false;
    if (this.closing) return;
    this.deathsInARow += 1;
    this.options.onTrouble?.(`the embedding worker died: ${reason}`);
    for (const waiting of [...this.inFlight.values()].reverse()) {
      waiting.deaths += 1;
      if (waiting.deaths >= GIVE_UP_AFTER_DEATHS)
        waiting.reject(new Error(`the embedding worker died on this text: ${reason}`));
      else this.queries.unshift(waiting);
    }
    this.inFlight.clear();
    if (this.deathsInARow >= RESTARTS_IN_A_ROW) {
      this.deathsInARow = 0;
      this.rejectAll(new Error(`the embedding worker keeps dying: ${reason}`));
    } else if (this.queries.length + this.passages.length > 0) this.start();
  }

  private rejectAll(error: Error): void {
    for (const waiting of [...this.inFlight.values(), ...this.queries, ...this.passages])
      waiting.reject(error);
    this.inFlight.clear();
    this.queries.length = 0;
    this.passages.length = 0;
  }
}
