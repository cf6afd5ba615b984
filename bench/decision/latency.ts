// What one decision takes: a question looked up, read, quoted from, measured and judged, by the same
// code that serves customers (judgeTurn over the product's index, embedder, reader and escalation).
//
//   node --expose-gc --import tsx bench/decision/latency.ts [--sizes 0,1000,10000] [--rounds 3]
//
// Size 0 is the example help centre as it is. The baseline is search alone by the same index.
// p50 and p99 are what a clock says, one question after another; "CPU ms" is processor time of all
// threads, which other work on the machine does not change much. Every round begins with nothing
// remembered, for the product remembers vectors of texts it has seen.

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  askIndex,
  type Embed,
  judgeTurn,
  openAnswerReader,
  openEmbedder,
  type PassageIndex,
  type ReadTexts,
} from '@baton/server';
import { readRemovalQuestions } from '../../apps/cli/src/eval/answers.ts';
import { engineOver } from '../../apps/cli/src/eval/engine.ts';
import { percentile } from '../../apps/cli/src/eval/ranking-metrics.ts';
import { quoteFrom } from '../../apps/server/src/modules/knowledge/index.ts';
import { paddedIndex } from './padded-help-centre.ts';
import { type PartClock, partClock } from './part-clock.ts';

const LIMIT = 10;
/** Asked before the clock runs: code is compiled, the policy's examples are embedded. */
const WARMING = 10;
const PARTS = ['embedding', 'search', 'reading', 'quoting', 'signals'] as const;
type Part = (typeof PARTS)[number];
type Clock = PartClock<Part>;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '0,1000,10000' },
    rounds: { type: 'string', default: '3' },
  },
});
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('run it with node --expose-gc');

const file = fileURLToPath(new URL('lumen-desk/questions.jsonl', import.meta.url));
const asked = readRemovalQuestions(file).map(({ question }) => question);

// --- The models and what they weigh --------------------------------------------------------------

const sentence = 'How do I reset my lamp?';
const atFirst = resident();
const embedder = await openEmbedder();
const close = () => embedder.close();
const embed: Embed = (texts) => embedder.embed(texts, 'query');
await embed([sentence]);
const withEmbedder = resident();
const reader = await openAnswerReader().catch((error: Error) => {
  console.log(`The reader does not run here, so it is left out: ${error.message}\n`);
  return null;
});
await reader?.read(
  sentence,
  Array.from({ length: LIMIT }, () => ({ text: sentence.repeat(20), score: 0.5, pinned: 0 })),
  'all',
);
const withReader = resident();
const engine = engineOver(embed);
await engine.escalation.prepare(engine.policy);
const withHeads = resident();

console.log('| in memory | MB |\n|---|---|');
console.log(`| embedder, its thread and engine | ${withEmbedder - atFirst} |`);
if (reader) console.log(`| reader, its thread and engine | ${withReader - withEmbedder} |`);
console.log(`| heads, calibrators, examples of the policy | ${withHeads - withReader} |`);
console.log(`| the whole process | ${withHeads} |\n`);

// --- One decision --------------------------------------------------------------------------------

interface Way {
  name: string;
  /** What the time belongs to that no other part claims. */
  rest: Part;
  /** Begins with nothing remembered. */
  begin(index: PassageIndex): (question: string, clock: Clock) => Promise<boolean>;
}

const read: ReadTexts | null = reader && ((...asked) => reader.read(...asked));
const ways: Way[] = [
  {
    name: 'search alone (baseline)',
    rest: 'search',
    begin: (index) => async (question, clock) => {
      const timed: Embed = (texts) => clock.time('embedding', () => embed(texts));
      await askIndex(index, timed, question, { limit: LIMIT });
      return true;
    },
  },
  {
    name: 'decision without the reader',
    rest: 'signals',
    begin: (index) => decisions(index, null),
  },
  ...(read ? [withReaderToo(read)] : []),
];

function withReaderToo(reading: ReadTexts): Way {
  return { name: 'decision', rest: 'signals', begin: (index) => decisions(index, reading) };
}

function decisions(index: PassageIndex, reading: ReadTexts | null) {
  let clock: Clock = partClock();
  const timed: Embed = (texts) => clock.time('embedding', () => embed(texts));
  const timedReading: ReadTexts | null =
    reading && ((...asked) => clock.time('reading', async () => reading(...asked)));
  const quoter = { id: embedder.id, dimensions: embedder.dimensions, embed: timed, close };
  const { escalation, policy } = engineOver(timed);
  const tools: Parameters<typeof judgeTurn>[0] = {
    escalation,
    knowledge: {
      retrieve: (_scope, question, options) =>
        clock.time('search', () =>
          askIndex(index, timed, question, { limit: options?.limit ?? LIMIT, read: timedReading }),
        ),
    },
    draftTools: {
      quote: (passage, question) =>
        clock.time('quoting', () => quoteFrom(passage, question, quoter)),
      documentUrl: (id) => id,
    },
  };
  return async (question: string, current: Clock) => {
    clock = current;
    const episode = { before: [], pending: [question], question, leftOver: false };
    const scope = { workspaceId: 'bench', aiAgentId: 'bench' };
    return (await judgeTurn(tools, scope, policy, episode)).retrieval !== null;
  };
}

// --- Asking --------------------------------------------------------------------------------------

console.log(`| passages | | p50 ms | p99 ms | CPU ms | ${PARTS.join(' | ')} |`);
console.log(`|---|---|---|---|---|${'---|'.repeat(PARTS.length)}`);
for (const size of values.sizes.split(',').map(Number)) {
  const index = await paddedIndex(size, embed);
  for (const way of ways) await row(index, way);
}
console.log(
  `\n${asked.length - WARMING} questions, ${values.rounds} rounds. Parts are mean ms; what is decided without looking anything up has fewer of them.`,
);
await close();
await reader?.close();

async function row(index: PassageIndex, way: Way): Promise<void> {
  const times: number[] = [];
  const spent = new Map<Part, number>();
  const spend = (part: Part, ms: number) => spent.set(part, (spent.get(part) ?? 0) + ms);
  let processor = 0;
  let notLookedUp = 0;
  for (let round = 0; round < Number(values.rounds); round++) {
    const ask = way.begin(index);
    for (const question of asked.slice(0, WARMING)) await ask(question, partClock());
    const before = cpu();
    for (const question of asked.slice(WARMING)) {
      const clock: Clock = partClock();
      const start = performance.now();
      const lookedUp = await ask(question, clock);
      const took = performance.now() - start;
      if (!lookedUp) notLookedUp++;
      times.push(took);
      let left = took;
      for (const [part, ms] of clock.spent()) {
        spend(part, ms);
        left -= ms;
      }
      spend(way.rest, left);
    }
    processor += cpu() - before;
  }
  const mean = (ms: number | undefined) => (ms === undefined ? '' : (ms / times.length).toFixed(1));
  const cells = [
    String(index.passageCount),
    way.name + (notLookedUp > 0 ? ` (${notLookedUp} of ${times.length} at once)` : ''),
    percentile(times, 0.5).toFixed(1),
    percentile(times, 0.99).toFixed(1),
    mean(processor),
    ...PARTS.map((part) => mean(spent.get(part))),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** Milliseconds of processor time of the whole process. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** MB that the process holds once everything unused is gone. */
function resident(): number {
  collect?.();
  collect?.();
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}
