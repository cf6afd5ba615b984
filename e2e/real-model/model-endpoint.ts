// A real model behind OpenAI's chat protocol, as llama.cpp's own server has it: streaming, usage,
// an error for what does not fit its context, and it stops when the caller hangs up.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { Ingredients } from './ingredients.ts';

const CONTEXT = 2_048;

interface ChatRequest {
  messages: { role: string; content: string }[];
  stream?: boolean;
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
}

/** What we use of the bindings, which are not installed where this is type-checked. */
interface Bindings {
  getLlama(options: object): Promise<{ loadModel(options: object): Promise<Model> }>;
}
interface Model {
  createContext(options: object): Promise<{ getSequence(): Sequence }>;
  tokenize(text: string, special: boolean): number[];
  detokenize(tokens: number[]): string;
  isEogToken(token: number): boolean;
  dispose(): Promise<void>;
}
interface Sequence {
  clearHistory(): Promise<void>;
  evaluate(tokens: number[], options: object): AsyncIterable<number>;
}

export interface ModelEndpoint {
  /** The address before `/chat/completions`. */
  url: string;
  counts: { calls: number; hungUp: number; tokens: number; refused: number };
  close(): Promise<void>;
}

export async function startModelEndpoint(from: Ingredients): Promise<ModelEndpoint> {
  const { getLlama } = (await import(pathToFileURL(from.bindings).href)) as Bindings;
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error' });
  const model = await llama.loadModel({ modelPath: from.weights });
  // One thread a core: with more than there are, each token waits for threads that spin (50 × slower here).
  const threads = availableParallelism();
  const context = await model.createContext({ contextSize: CONTEXT, sequences: 1, threads });
  const sequence = context.getSequence();
  const counts = { calls: 0, hungUp: 0, tokens: 0, refused: 0 };
  /** One sequence: callers wait for each other. */
  let turn: Promise<void> = Promise.resolve();

  async function answer(request: ChatRequest, response: ServerResponse): Promise<void> {
    const prompt = model.tokenize(templated(request.messages), true);
    const most = request.max_completion_tokens ?? request.max_tokens ?? 128;
    if (prompt.length + 16 > CONTEXT) {
      counts.refused += 1;
      return refuse(response, prompt.length);
    }
    const room = Math.min(most, CONTEXT - prompt.length - 1);
    const written: number[] = [];
    let sent = '';
    let finish = 'length';
    await sequence.clearHistory();
    if (request.stream) response.writeHead(200, { 'content-type': 'text/event-stream' });
    for await (const token of sequence.evaluate(prompt, {
      temperature: request.temperature ?? 0,
    })) {
      if (response.destroyed) {
        counts.hungUp += 1;
        return;
      }
      if (model.isEogToken(token)) {
        finish = 'stop';
        break;
      }
      written.push(token);
      counts.tokens += 1;
      const text = model.detokenize(written);
      // Half a character waits for its other half.
      if (request.stream && !text.endsWith('\uFFFD')) {
        send(response, { delta: { content: text.slice(sent.length) }, finish_reason: null });
        sent = text;
      }
      if (written.length >= room) break;
    }
    const usage = { prompt_tokens: prompt.length, completion_tokens: written.length };
    if (!request.stream) {
      const message = { role: 'assistant', content: model.detokenize(written) };
      const body = { choices: [{ index: 0, message, finish_reason: finish }], usage };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    send(response, { delta: {}, finish_reason: finish }, usage);
    response.end('data: [DONE]\n\n');
  }

  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      counts.calls += 1;
      turn = turn
        .then(async () => {
          if (!response.destroyed) await answer(body, response);
        })
        .catch((error: unknown) => void response.destroy(error as Error));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    counts,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await turn;
      await model.dispose();
    },
  };
}

/** TinyLlama's own (Zephyr) chat template. */
const templated = (messages: ChatRequest['messages']): string =>
  `${messages.map(({ role, content }) => `<|${role}|>\n${content}</s>\n`).join('')}<|assistant|>\n`;

function send(response: ServerResponse, choice: object, usage?: object): void {
  const chunk = { object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }], usage };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

function refuse(response: ServerResponse, tokens: number): void {
  const message = `the request exceeds the available context size (${tokens} of ${CONTEXT} tokens)`;
  const error = { code: 400, message, type: 'exceed_context_size_error' };
  response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}

async function readJson(request: IncomingMessage): Promise<ChatRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
}
