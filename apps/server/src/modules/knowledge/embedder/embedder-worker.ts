// The worker thread's entry: opens an engine, then answers one text after the other, in order.
// Bundled on its own to dist/embedder-worker.js.

import { parentPort, workerData } from 'node:worker_threads';
import type { EmbeddingEngine } from './embedding-engine.ts';
import { openOnnxEngine } from './onnx-engine.ts';
import { openWasmEngine } from './wasm-engine.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './worker-messages.ts';

const port = parentPort;
if (!port) throw new Error('embedder-worker.ts runs as a worker thread');

const say = (message: FromWorker, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

async function open(): Promise<{ engine: EmbeddingEngine; note: string | null }> {
  const choice = (workerData as WorkerSettings).engine;
  if (choice === 'wasm') return { engine: await openWasmEngine(), note: null };
  try {
    return { engine: await openOnnxEngine(), note: null };
  } catch (error) {
    if (choice === 'onnx') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return {
      engine: await openWasmEngine(),
      note: `the fast engine did not start (${reason}); using the slower one`,
    };
  }
}

function serve(engine: EmbeddingEngine): void {
  let last: Promise<void> = Promise.resolve();
  const answer = async (request: number, text: string): Promise<void> => {
    try {
      const vector = await engine.embed(text);
      say({ type: 'embedded', request, vector }, [vector.buffer as ArrayBuffer]);
    } catch (error) {
      say({
        type: 'failed',
        request,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  };
  port?.on('message', (message: ToWorker) => {
    last =
      message.type === 'embed'
        ? last.then(() => answer(message.request, message.text))
        : last.then(() => engine.close()).then(() => port.close());
  });
}

try {
  const { engine, note } = await open();
  serve(engine);
  say({ type: 'ready', id: engine.id, dimensions: engine.dimensions, note });
} catch (error) {
  say({ type: 'unusable', error: error instanceof Error ? error.message : String(error) });
}
