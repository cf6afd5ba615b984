/**
 * What Baton's adapter costs beside the bare SDK, to the first token and per token, against the
 * same fake provider (a process of its own) in the same run.
 *
 *   npx tsx bench/models/overhead.ts [--calls 200] [--tokens 400]
 *
 *   streamText   the AI SDK as its manual shows it, over Node's fetch
 *   Baton        the same provider behind our port: guarded network, time limits, thoughts dropped,
 *                circuit, and a meter that only counts
 *
 * The variants take turns, call by call, so that a noisy machine is noisy for both. "CPU" is of this
 * process: what a server that streams to many customers pays. Log-probabilities, which Baton asks
 * for, are in no row but the last: they make every part of the stream several times longer.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import { startFakeProvider } from '@baton/testkit/provider';
import {
  type LanguageModel,
  metered,
  openModels,
} from '../../apps/server/src/modules/answering/models/index.ts';
import { silentLog, systemClock } from '../../apps/server/src/platform/index.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '200' },
    tokens: { type: 'string', default: '400' },
    provider: { type: 'boolean', default: false },
  },
});
const TOKENS = Number(values.tokens);
const CALLS = Number(values.calls);
const WARM_UP = 30;
const MODEL = 'bench';
/** A prompt of the size that an answer has: about 1,200 tokens. */
const SYSTEM = 'Answer from the passages, and name them. '.repeat(20);
const QUESTION = 'The warranty lasts twelve months from the day of delivery. '.repeat(70);

if (values.provider) {
  const tokens = Array.from({ length: TOKENS }, (_, index) =>
    index % 12 === 11 ? ' [1].' : ' word',
  );
  const { url } = await startFakeProvider([], { otherwise: () => ({ says: '', tokens }) });
  process.send?.(url);
  process.once('disconnect', () => process.exit());
} else await measure();

interface Taken {
  firstMs: number;
  totalMs: number;
  cpuMs: number;
}

/** Yields once per part with text. */
type Call = () => AsyncIterable<unknown>;

async function measure(): Promise<void> {
  const provider = fork(fileURLToPath(import.meta.url), ['--provider', '--tokens', `${TOKENS}`]);
  const url = await new Promise<string>((resolve) =>
    provider.once('message', (sent) => resolve(String(sent))),
  );
  const models = openModels({ allowPrivate: true, clock: systemClock, log: silentLog() });
  const model = metered(
    models.of({ kind: 'compatible', model: MODEL, url, key: 'none', trusted: false }),
    { reserve: async () => ({ settle: async () => {} }) },
    { workspaceId: 'w', aiAgentId: 'a', conversationId: null },
  );
  const variants: Record<string, Call> = {
    streamText: () => bare(url),
    Baton: () => ours(model, false),
    'Baton, log-probabilities': () => ours(model, true),
  };
  const taken = new Map<string, Taken[]>(Object.keys(variants).map((name) => [name, []]));
  for (let round = -WARM_UP; round < CALLS; round++) {
    for (const [name, call] of Object.entries(variants)) {
      const one = await time(call);
      if (round >= 0) taken.get(name)?.push(one);
    }
  }
  provider.disconnect();
  await models.close();
  print(taken);
}

function bare(url: string): AsyncIterable<unknown> {
  const provider = createOpenAICompatible({
    name: 'bench',
    baseURL: url,
    apiKey: 'none',
    includeUsage: true,
  });
  const { textStream } = streamText({
    model: provider.chatModel(MODEL),
    system: SYSTEM,
    messages: [{ role: 'user', content: QUESTION }],
    maxOutputTokens: 1_000,
    temperature: 0,
    maxRetries: 0,
  });
  return textStream;
}

async function* ours(model: LanguageModel, logprobs: boolean): AsyncGenerator {
  const parts = model.write({
    purpose: 'answer',
    system: SYSTEM,
    messages: [{ role: 'user', text: QUESTION }],
    maxOutputTokens: 1_000,
    temperature: 0,
    logprobs,
    signal: new AbortController().signal,
  });
  for await (const part of parts) if (part.type === 'text') yield part;
}

async function time(call: Call): Promise<Taken> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let firstMs = 0;
  let parts = 0;
  for await (const part of call()) {
    if (parts++ === 0) firstMs = performance.now() - began;
    void part;
  }
  if (parts !== TOKENS) throw new Error(`${parts} of ${TOKENS} parts came.`);
  const { user, system } = process.cpuUsage(cpu);
  return { firstMs, totalMs: performance.now() - began, cpuMs: (user + system) / 1000 };
}

function print(taken: Map<string, Taken[]>): void {
  const rows = [...taken].map(([name, all]) => ({
    name,
    first: median(all.map(({ firstMs }) => firstMs)),
    p90: quantile(
      all.map(({ firstMs }) => firstMs),
      0.9,
    ),
    perToken: median(all.map(({ firstMs, totalMs }) => ((totalMs - firstMs) / TOKENS) * 1000)),
    cpu: median(all.map(({ cpuMs }) => (cpuMs / TOKENS) * 1000)),
  }));
  const [base] = rows;
  if (base === undefined) return;
  const lines = rows.map(({ name, first, p90, perToken, cpu }) => {
    const ratio = (a: number, b: number): string => `${(a / b).toFixed(2)} ×`;
    return `| ${name} | ${first.toFixed(2)} ms (p90 ${p90.toFixed(2)}) | ${ratio(first, base.first)} | ${perToken.toFixed(1)} µs | ${ratio(perToken, base.perToken)} | ${cpu.toFixed(1)} µs |`;
  });
  const head =
    '| | to the first token | beside streamText | per token | beside streamText | CPU per token |';
  process.stdout.write(`${[head, '|---|---|---|---|---|---|', ...lines].join('\n')}\n`);
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}
