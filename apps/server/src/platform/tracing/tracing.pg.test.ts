/** What is traced, how it hangs together, and that without a collector nothing is there. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { acrossWorkspaces } from '../database/index.ts';
import { createJobRunner, enqueueJobs } from '../jobs/index.ts';
import { silentLog } from '../log.ts';
import { openSpan, startTracing, traced, traceParent } from './index.ts';

interface Seen {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: number;
  status: { code: number };
}

let testDatabase: TestDatabase;
let collector: Server;
let seen: Seen[];
let sent: string[];
let env: Record<string, string>;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  seen = [];
  sent = [];
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.push(Buffer.concat(chunks).toString());
      const { resourceSpans } = JSON.parse(sent.at(-1) ?? '') as {
        resourceSpans: { scopeSpans: { spans: Seen[] }[] }[];
      };
      seen.push(...resourceSpans.flatMap((each) => each.scopeSpans.flatMap(({ spans }) => spans)));
      response.end('{}');
    });
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  const { port } = collector.address() as AddressInfo;
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${port}`;
  env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
});
afterEach(async () => {
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  collector.closeAllConnections();
  collector.close();
  await testDatabase.drop();
});

const named = (name: string): Seen => {
  const found = seen.find((span) => span.name === name);
  if (found === undefined) throw new Error(`no span ${name}: ${seen.map((each) => each.name)}`);
  return found;
};

it('a request, its transaction and the job that it left are one trace', async () => {
  const database = testDatabase.connect();
  const tracing = await startTracing(env);
  const payloads: unknown[] = [];
  const runner = createJobRunner({
    database,
    log: silentLog(),
    handlers: {
      answer: {
        timeoutMs: 10_000,
        run: async ({ payload }) => {
          payloads.push(payload);
          openSpan('model call', {}).end();
        },
      },
    },
  });
  await acrossWorkspaces('the command line', () =>
    traced('POST /messages', {}, () =>
      database.transaction((tx) => enqueueJobs(tx, [{ kind: 'answer', payload: { turn: 1 } }])),
    ),
  );
  runner.start();
  await eventually(() => expect(payloads).toEqual([{ turn: 1 }]));
  await runner.stop();
  await tracing.close();

  const request = named('POST /messages');
  const job = named('job answer');
  expect(new Set(seen.map(({ traceId }) => traceId))).toEqual(new Set([request.traceId]));
  expect(named('transaction').parentSpanId).toBe(request.spanId);
  expect(job.parentSpanId).toBe(named('transaction').spanId);
  expect(named('model call').parentSpanId).toBe(job.spanId);
});

it('what fails is marked, and nothing of what it said is sent', async () => {
  const tracing = await startTracing(env);
  const failing = traced('GET /secret', {}, async () => {
    throw new TypeError('the customer wrote: canary');
  });
  await expect(failing).rejects.toThrow('canary');
  await tracing.close();
  expect(named('GET /secret').status.code).toBe(2);
  expect(sent.join()).toContain('TypeError');
  expect(sent.join()).not.toContain('canary');
});

it('a transaction in the background begins no trace', async () => {
  const database = testDatabase.connect();
  const tracing = await startTracing(env);
  await acrossWorkspaces('the command line', () =>
    database.transaction((tx) => tx.query('select 1')),
  );
  openSpan('something else', {}).end();
  await tracing.close();
  expect(seen.map(({ name }) => name)).toEqual(['something else']);
});

it('without a collector nothing is traced, carried along, or sent', async () => {
  const tracing = await startTracing({});
  expect(await traced('GET /', {}, async () => traceParent())).toBeUndefined();
  openSpan('model call', {}).end();
  await tracing.close();
  expect(sent).toEqual([]);
});

it.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'must be an address'],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'speaks http/json'],
  [{ OTEL_TRACES_SAMPLER_ARG: '12' }, 'a share between 0 and 1'],
])('a setting that makes no sense is said at the start: %o', async (wrong, said) => {
  await expect(startTracing({ ...env, ...wrong })).rejects.toThrow(said);
});
