/**
 * What Baton adds to a whole answer beside the bare SDK: prompt, sentences, and the check of every
 * sentence by the local support model, against the same fake provider in the same run.
 *
 *   npx tsx bench/models/answer.ts [--answers 40] [--pace 12]
 *
 *   streamText   the AI SDK; "first sentence" is when its first sentence is complete
 *   Baton        `writeAnswer`; "first sentence" is when a customer sees the first checked one
 *
 * `--pace` is the milliseconds between tokens, 12 as a quick hosted model has; 0 shows the bare work.
 * The variants take turns.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { startFakeProvider } from '@baton/testkit/provider';
import { streamText } from 'ai';
import { openModels } from '../../apps/server/src/modules/answering/models/index.ts';
import { writeAnswer } from '../../apps/server/src/modules/answering/writing/index.ts';
import { createEscalation } from '../../apps/server/src/modules/escalation/index.ts';
import { openEmbedder } from '../../apps/server/src/modules/knowledge/index.ts';
import { silentLog, systemClock } from '../../apps/server/src/platform/index.ts';

const { values } = parseArgs({
  options: {
    answers: { type: 'string', default: '40' },
    pace: { type: 'string', default: '12' },
    provider: { type: 'boolean', default: false },
  },
});
const ANSWERS = Number(values.answers);
const PACE = Number(values.pace);
const WARM_UP = 3;
const QUESTION = 'How do I reset my lamp, and what is lost?';
const passages = [
  'Hold the button on the base for ten seconds until the light blinks twice. The lamp forgets its Wi-Fi network and its schedules. Your account keeps its scenes.',
  'Every lamp has a warranty of two years from the day of delivery. Batteries are covered for six months.',
  'Press the button on the lamp and the plus key on the remote control at the same time for three seconds.',
].map((text, at) => ({
  passageId: `psg_${at}`,
  documentId: `doc_${at}`,
  documentTitle: ['Reset your lamp', 'Warranty', 'Remote control'][at] ?? '',
  url: null,
  heading: '',
  text,
  score: 1 - at / 10,
}));
const ANSWER = [
  'Hold the button on the base for ten seconds. [1] The light blinks twice when it is done. [1]',
  'The lamp then forgets its Wi-Fi network and its schedules. [1] Scenes stay in your account. [1]',
].join(' ');
const tokens = ANSWER.split(/(?= )/u);

if (values.provider) {
  const { url } = await startFakeProvider([], {
    otherwise: () => ({ says: '', tokens, delayMs: PACE }),
  });
  process.send?.(url);
  process.once('disconnect', () => process.exit());
} else await measure();

interface Taken {
  sentenceMs: number;
  totalMs: number;
}

async function measure(): Promise<void> {
  const provider = fork(fileURLToPath(import.meta.url), ['--provider', '--pace', `${PACE}`]);
  const url = await new Promise<string>((resolve) =>
    provider.once('message', (sent) => resolve(String(sent))),
  );
  const embedder = await openEmbedder({});
  const escalation = createEscalation({ embed: (texts) => embedder.embed(texts, 'query') });
  const models = openModels({ allowPrivate: true, clock: systemClock, log: silentLog() });
  const access = { kind: 'compatible', model: 'bench', url, key: null, trusted: false } as const;
  const variants: Record<string, () => Promise<Taken>> = {
    streamText: () => bare(url),
    Baton: async () => {
      const began = performance.now();
      let sentenceMs = 0;
      await writeAnswer(
        {
          model: models.of(access),
          selfCheck: false,
          check: escalation.checkSentence,
          documentUrl: (id) => `/articles/${id}`,
          now: () => performance.now(),
        },
        {
          agentName: 'Lumi',
          workspaceName: 'Lumen',
          voice: { tone: 'friendly', length: 'medium', language: 'customer', instructions: '' },
          question: QUESTION,
          standalone: null,
          history: [],
          passages,
          language: 'en',
          signal: new AbortController().signal,
        },
        () => {
          if (sentenceMs === 0) sentenceMs = performance.now() - began;
        },
      );
      return { sentenceMs, totalMs: performance.now() - began };
    },
  };
  const taken = new Map<string, Taken[]>(Object.keys(variants).map((name) => [name, []]));
  for (let round = -WARM_UP; round < ANSWERS; round++)
    for (const [name, variant] of Object.entries(variants)) {
      const one = await variant();
      if (round >= 0) taken.get(name)?.push(one);
    }
  provider.disconnect();
  await models.close();
  await embedder.close();
  print(taken);
}

async function bare(url: string): Promise<Taken> {
  const provider = createOpenAICompatible({ name: 'bench', baseURL: url, includeUsage: true });
  const began = performance.now();
  let text = '';
  let sentenceMs = 0;
  const { textStream } = streamText({
    model: provider.chatModel('bench'),
    system: 'Answer from the passages.',
    messages: [{ role: 'user', content: `${passages.map((each) => each.text)}\n${QUESTION}` }],
    maxRetries: 0,
  });
  for await (const piece of textStream) {
    text += piece;
    if (sentenceMs === 0 && text.includes('. [1] ')) sentenceMs = performance.now() - began;
  }
  return { sentenceMs, totalMs: performance.now() - began };
}

function print(taken: Map<string, Taken[]>): void {
  const rows = [...taken].map(([name, all]) => ({
    name,
    sentence: median(all.map(({ sentenceMs }) => sentenceMs)),
    total: median(all.map(({ totalMs }) => totalMs)),
  }));
  const [base] = rows;
  if (base === undefined) return;
  const beside = (a: number, b: number): string =>
    `${(a / b).toFixed(2)} × (+${(a - b).toFixed(1)} ms)`;
  const lines = rows.map(
    ({ name, sentence, total }) =>
      `| ${name} | ${sentence.toFixed(1)} ms | ${beside(sentence, base.sentence)} | ${total.toFixed(1)} ms | ${beside(total, base.total)} |`,
  );
  const head = `| ${tokens.length} tokens, ${PACE} ms apart | first sentence | beside streamText | whole answer | beside streamText |`;
  process.stdout.write(`${[head, '|---|---|---|---|---|', ...lines].join('\n')}\n`);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
