/**
 * A server that speaks the wire protocols of language models and does as it is told: one behaviour
 * per request, in order. It keeps every request it got.
 *
 *   const provider = await startFakeProvider();
 *   provider.says('It opens at nine. [1]').fails(429, { headers: { 'retry-after': '1' } });
 *   … createModel({ url: provider.url }) …
 *   provider.requests[0].body;
 *   await provider.requests[0].ended;        // 'answered', or 'hung_up' when the caller went away
 *
 * The path decides the protocol: `/chat/completions`, `/responses`, `/messages`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises';
import { messagesEvents } from './anthropic-messages.ts';
import type { Behaviour, Fails, Says } from './behaviour.ts';
import { errorBody, type Protocol } from './error-bodies.ts';
import { chatEvents, type Flavour } from './openai-chat.ts';
import { responsesEvents } from './openai-responses.ts';
import type { Asked, SseEvent } from './sse.ts';
import { planOf } from './wire.ts';

export interface ProviderRequest {
  protocol: Protocol;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  /** Every text of the prompt, in order. */
  texts: string[];
  /** How it came to its end. */
  ended: Promise<'answered' | 'hung_up'>;
}

export interface FakeProviderOptions {
  /** Default: any free one. */
  port?: number;
  /** How its chat looks on the wire. Default: `openai`. */
  flavour?: Flavour;
  /** Callers without this key are refused. */
  key?: string;
  /** Parameters of the body that this server does not take, with the words of its refusal. */
  refuses?: Record<string, string>;
  /** This model speaks the responses protocol only. */
  onlyResponses?: boolean;
  /** Answers when the script is over. Default: a refusal that says so. */
  otherwise?: (request: ProviderRequest) => Behaviour;
}

export interface FakeProvider {
  /** As an AI agent's engine takes it: the address before `/chat/completions`. */
  readonly url: string;
  readonly requests: readonly ProviderRequest[];
  /** Each adds to the end of the script. */
  says(text: string, more?: Omit<Says, 'says'>): FakeProvider;
  fails(status: number, more?: Omit<Fails, 'fails'>): FakeProvider;
  plays(...behaviours: Behaviour[]): FakeProvider;
  /** From now on, whenever the script is over. */
  answers(otherwise: (request: ProviderRequest) => Behaviour): FakeProvider;
  close(): Promise<void>;
}

const PATHS: Record<string, Protocol> = {
  '/chat/completions': 'chat',
  '/responses': 'responses',
  '/messages': 'messages',
};

export async function startFakeProvider(
  script: readonly Behaviour[] = [],
  options: FakeProviderOptions = {},
): Promise<FakeProvider> {
  const steps = [...script];
  const requests: ProviderRequest[] = [];
  let otherwise = options.otherwise ?? scriptIsOver;

  const server = createServer((incoming, response) => {
    response.on('error', () => {});
    void answer(incoming, response).catch(() => response.destroy());
  });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(incoming.url ?? '/', 'http://fake').pathname.replace(/^\/v1/, '');
    const protocol = PATHS[path];
    if (protocol === undefined || incoming.method !== 'POST') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
      return;
    }
    const body = await bodyOf(incoming);
    const request: ProviderRequest = {
      protocol,
      path,
      headers: incoming.headers,
      body,
      texts: textsIn(body),
      ended: new Promise((resolve) => {
        response.once('finish', () => resolve('answered'));
        response.once('close', () => resolve('hung_up'));
      }),
    };
    requests.push(request);
    const step = refusalOf(request, options) ?? steps.shift() ?? otherwise(request);
    if ('silent' in step) return;
    if ('resets' in step) incoming.socket.resetAndDestroy();
    else if ('fails' in step) {
      response
        .writeHead(step.fails, {
          'content-type': step.contentType ?? 'application/json',
          ...step.headers,
        })
        .end(step.body ?? errorBody(protocol, step));
    } else await speak(request, step, response, options.flavour ?? 'openai');
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const provider: FakeProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    says: (says, more) => provider.plays({ says, ...more }),
    fails: (fails, more) => provider.plays({ fails, ...more }),
    plays: (...behaviours) => {
      steps.push(...behaviours);
      return provider;
    },
    answers: (given) => {
      otherwise = given;
      return provider;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return provider;
}

async function speak(
  { protocol, body }: ProviderRequest,
  says: Says,
  response: ServerResponse,
  flavour: Flavour,
): Promise<void> {
  const plan = planOf(eventsOf(protocol, says, askedIn(body), flavour), says, protocol);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  const gone = new Promise((resolve) => response.once('close', resolve));
  response.socket?.setNoDelay(true);
  for (const { bytes, waitMs } of plan.writes) {
    if (waitMs > 0) await wait(waitMs);
    else if (says.wire?.bytesPerWrite !== undefined) await breathe();
    if (response.destroyed) return;
    // Nothing is written on while the caller does not read, so that one who hangs up is noticed.
    if (!response.write(bytes)) {
      await Promise.race([gone, new Promise((resolve) => response.once('drain', resolve))]);
    }
  }
  if (plan.end === 'clean') response.end();
  // What was written must have left before the connection breaks.
  else if (plan.end === 'reset') response.write('', () => setImmediate(() => response.destroy()));
}

function eventsOf(protocol: Protocol, says: Says, asked: Asked, flavour: Flavour): SseEvent[] {
  switch (protocol) {
    case 'chat':
      return chatEvents(says, asked, flavour);
    case 'responses':
      return responsesEvents(says, asked);
    case 'messages':
      return messagesEvents(says, asked);
  }
}

function refusalOf(request: ProviderRequest, options: FakeProviderOptions): Fails | null {
  const { key, refuses = {}, onlyResponses = false } = options;
  const { headers, body, protocol } = request;
  const given = headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '') ?? '';
  if (key !== undefined && given !== key) {
    const code = 'invalid_api_key';
    return { fails: 401, message: `Incorrect API key provided: ${String(given)}.`, code };
  }
  if (onlyResponses && protocol === 'chat') {
    const message = 'This model is only supported in v1/responses and not in v1/chat/completions.';
    return { fails: 404, message, param: 'model' };
  }
  const refused = Object.keys(refuses).find((name) => body[name] !== undefined);
  if (refused === undefined) return null;
  return {
    fails: 400,
    message: refuses[refused] ?? '',
    param: refused,
    code: 'unsupported_parameter',
  };
}

function scriptIsOver(): Behaviour {
  return { fails: 418, message: 'The script of the fake provider is over.' };
}

async function bodyOf(incoming: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

function askedIn(body: Record<string, unknown>): Asked {
  const include = body['include'];
  const stream = body['stream_options'] as { include_usage?: boolean } | undefined;
  return {
    model: String(body['model']),
    logprobs:
      body['logprobs'] === true ||
      (Array.isArray(include) && include.includes('message.output_text.logprobs')),
    usage: stream?.include_usage === true,
    inputTokens: textsIn(body).join(' ').split(/\s+/).length,
  };
}

/** The texts of a prompt in any of the protocols. */
function textsIn(body: Record<string, unknown>): string[] {
  const texts = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (Array.isArray(value)) return value.flatMap(texts);
    if (typeof value !== 'object' || value === null) return [];
    const { content, text } = value as { content?: unknown; text?: unknown };
    return [...texts(content), ...texts(text)];
  };
  return [...texts(body['system']), ...texts(body['messages']), ...texts(body['input'])];
}
