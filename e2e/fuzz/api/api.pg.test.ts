/**
 * Every route of the API and of the widget's API, with a database behind it, asked in ways that
 * nobody would: whatever comes, the answer is one that the route may give, and never a 500.
 *
 * A few hundred requests with every `npm test`; `npm run fuzz -- --target api` sends as many as you
 * like, guided by which branches of the server they reach.
 */
import { PROBLEMS } from '@baton/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createScene, type Scene } from '../../../apps/server/src/http/testing/scene.ts';
import { describedRoutes } from '../../../apps/server/src/http/testing/hollow-app.ts';
import { createTestApp, type TestApp } from '../../../apps/server/src/http/testing/test-app.ts';
import { SESSION_COOKIE } from '../../../apps/server/src/http/session-cookie.ts';
import { createLog } from '../../../apps/server/src/platform/log.ts';
import { startCoverage } from '../engine/coverage.ts';
import { keepFind, keptFinds } from '../engine/finds.ts';
import { fuzz } from '../engine/fuzz.ts';
import { bytesOf, promise, type Target } from '../engine/target.ts';
import { anyBody } from './any-body.ts';
import { type JsonSchema, sampleOf } from './sample-body.ts';

const asked = process.env['FUZZ_API_INPUTS'];
const inputs = Number(asked ?? 300);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
/** Made by fast-check, which shrinks what it finds. */
const bodies = asked === undefined ? 60 : Math.ceil(inputs / 4);

/** What an input says; whatever is not so is left out. */
interface Ask {
  m?: unknown;
  p?: unknown;
  /** 'teammate', 'customer', or nobody. */
  as?: unknown;
  h?: unknown;
  b?: unknown;
  /** Sent as it is, instead of JSON. */
  raw?: unknown;
}

let test: TestApp;
let scene: Scene;
let ids: Record<string, string> = {};
let teammate: string;
let customer: string;
let surprises: string[] = [];
const codes = new Set(Object.keys(PROBLEMS));

async function newScene(): Promise<void> {
  scene = await createScene(test);
  const [conversation, waiting, decided, document, website, action, form] = [
    await scene.claimed(),
    await scene.waiting(),
    await scene.decided(),
    await scene.document(),
    await scene.website(),
    await scene.awaitingApproval(),
    await scene.form(),
  ];
  const found = JSON.stringify([
    [conversation.id, decided, document, website, action.actionId, action.runId, form.form],
    [scene.aiAgent, scene.teammate, scene.workspaceId],
    (await scene.browser.get(`/api/documents/${document.id}`)).body,
    (await scene.browser.get(`/api/conversations/${waiting.id}`)).body,
  ]);
  ids = Object.fromEntries(
    [...found.matchAll(/"(([a-z]{3})_[0-9a-z]{20,})"/gi)].map(([, id = '', prefix = '']) => [
      prefix,
      id,
    ]),
  );
  ids['cnv'] = conversation.id;
  ids['key'] = scene.aiAgent.widgetKey;
  teammate = scene.browser.session() ?? '';
  const opened = await scene.browser.post('/widget/v1/session', {
    key: scene.aiAgent.widgetKey,
    token: null,
    identity: null,
  });
  customer = opened.body?.token ?? '';
}

beforeAll(async () => {
  const log = createLog({
    level: 'error',
    pretty: false,
    write: (line) => void surprises.push(line),
  });
  test = await createTestApp({ log, rateLimits: false });
  await newScene();
}, 120_000);
afterAll(() => test.drop());

const filled = (text: string): string =>
  text.replace(/\{(\w{3})\}/g, (whole, prefix: string) => ids[prefix] ?? whole);

/** Which id a place in a path wants. */
const PLACES: Record<string, string> = {
  conversations: 'cnv',
  documents: 'doc',
  'ai-agents': 'agt',
  decisions: 'dec',
  teammates: 'tmt',
  sources: 'src',
  actions: 'act',
  'action-runs': 'run',
  passages: 'psg',
  invites: 'inv',
};

/** Filled in when it is sent: a later scene has other ids. */
const places = (): Record<string, string> =>
  Object.fromEntries(Object.keys(ids).map((prefix) => [prefix, `{${prefix}}`]));

/** What each route is asked, and the shape of its body; undefined where it takes none. */
function questions(): { ask: Ask; body: JsonSchema | undefined }[] {
  return describedRoutes().map(({ method, path, request }) => {
    const content = (request?.body as { content?: Record<string, { schema?: unknown }> })?.content;
    const schema = content?.['application/json']?.schema;
    const query = (request?.query as { shape?: object } | undefined)?.shape;
    const place = path.replace(
      /([\w-]+)\/\{\w+\}/g,
      (_, before: string) => `${before}/{${PLACES[before] ?? 'xxx'}}`,
    );
    const asks =
      query === undefined
        ? ''
        : `?${Object.keys(query)
            .map((name) => `${name}=1`)
            .join('&')}`;
    return {
      ask: {
        m: method.toUpperCase(),
        p: `${place}${asks}`,
        as: path.startsWith('/widget') ? 'customer' : 'teammate',
        h: {},
      },
      body:
        schema instanceof z.ZodType
          ? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
          : undefined,
    };
  });
}

const seeds = (): Uint8Array[] =>
  questions().map(({ ask, body }) =>
    bytesOf(JSON.stringify({ ...ask, b: body && sampleOf(body, places()) })),
  );

const METHODS = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']);

async function send(input: Uint8Array): Promise<void> {
  surprises = [];
  const ask = readAsk(input);
  const method = METHODS.has(String(ask.m)) ? String(ask.m) : 'GET';
  const url = addressOf(ask.p);
  if (url === null) return;
  const headers = new Headers({ 'sec-fetch-site': 'same-origin' });
  if (typeof ask.h === 'object' && ask.h !== null)
    for (const [name, value] of Object.entries(ask.h)) putHeader(headers, name, String(value));
  if (ask.as === 'teammate') headers.append('cookie', `${SESSION_COOKIE}=${teammate}`);
  if (ask.as === 'customer') headers.set('authorization', `Bearer ${customer}`);
  let body: string | undefined;
  if (method !== 'GET' && method !== 'HEAD') {
    if (typeof ask.raw === 'string') body = ask.raw;
    else if (ask.b !== undefined) body = filled(JSON.stringify(ask.b));
    if (body !== undefined && !headers.has('content-type'))
      headers.set('content-type', 'application/json');
  }
  const response = await test.app.request(
    url,
    { method, headers, ...(body !== undefined && { body }) },
    { incoming: { socket: { remoteAddress: '10.0.0.1' } } as never },
  );
  const text = await response.text();
  const about = `${method} ${url.pathname.replace(/_[0-9a-z]{20,}/gi, '_…')}`;
  promise(
    response.status < 500 && surprises.length === 0,
    `${about} → ${response.status} ${surprises.join(' ').slice(0, 700)}`,
  );
  if ((response.headers.get('content-type') ?? '').includes('problem+json')) {
    const { code } = JSON.parse(text) as { code: string };
    promise(codes.has(code), `${about}: a problem that is known: ${code}`);
    // It signed itself out, changed its password or took its own rights: somebody new goes on.
    if (code === 'unauthenticated' && ask.as === 'teammate') await newScene();
  }
}

function readAsk(input: Uint8Array): Ask {
  try {
    const value: unknown = JSON.parse(Buffer.from(input).toString('utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return { m: 'POST', p: '/api/session', raw: Buffer.from(input).toString('latin1') };
  }
}

function addressOf(path: unknown): URL | null {
  try {
    return new URL(filled(String(path)).replace(/^\/*/, '/'), 'http://localhost');
  } catch {
    return null;
  }
}

function putHeader(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {
    // No client could send it.
  }
}

it(
  'answers every request in a way that it may, whatever is asked',
  async () => {
    const target: Target = {
      name: 'api',
      about: 'every route, with a database',
      seeds,
      words:
        '"as":"teammate"~"as":"customer"~"as":null~"m":"DELETE"~"m":"PATCH"~"raw":"{~?q=%00~&page=~&limit=~&view=open~{cnv}~{doc}~{agt}~{tmt}~{src}~{act}~{run}~{dec}~{key}~/../~//~%2f~%ff~content-type~multipart/form-data; boundary=x~cookie~if-none-match~origin'.split(
          '~',
        ),
      covers: /\/apps\/server\/src\//,
      open: async () => send,
    };
    const finds = keptFinds('api').map(({ input }) => input);
    for (const input of finds) await send(input);
    const coverage = startCoverage(target.covers);
    const began = performance.now();
    const fuzzed = await fuzz(target, send, coverage, {
      inputs,
      seed,
      corpus: finds,
      ...(asked === undefined && { slowMs: Number.POSITIVE_INFINITY }),
    });
    coverage.close();
    if (asked !== undefined) {
      const rate = fuzzed.executions / ((performance.now() - began) / 1_000);
      process.stderr.write(
        `api                    ${String(fuzzed.inputs).padStart(8)} inputs ${rate.toFixed(0).padStart(7)}/s ${fuzzed.reached.toFixed(0).padStart(3)} % of its code ${String(fuzzed.kept).padStart(5)} kept ${fuzzed.finds.length} finds\n`,
      );
      for (const { words, input } of fuzzed.finds)
        process.stderr.write(`  ✗ ${words}\n    ${keepFind('api', input)}\n`);
    }
    expect(fuzzed.finds.map(({ words }) => words)).toEqual([]);
  },
  asked === undefined ? 120_000 : 24 * 60 * 60_000,
);

it(
  'answers bodies of the right shape, and with something odd in them, in a way that it may',
  async () => {
    const withBody = questions().flatMap(({ ask, body }) =>
      body === undefined ? [] : [anyBody(body, places()).map((b): Ask => ({ ...ask, b }))],
    );
    expect(withBody.length).toBeGreaterThan(50);
    await fc.assert(
      fc.asyncProperty(fc.oneof(...withBody), async (ask) => send(bytesOf(JSON.stringify(ask)))),
      { numRuns: bodies, seed, endOnFailure: asked === undefined },
    );
  },
  asked === undefined ? 120_000 : 24 * 60 * 60_000,
);
