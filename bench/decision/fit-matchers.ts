// Fits two small matchers and writes models/decision/{topic-matcher,pair-matcher}.json with cards.
//
//   npx tsx bench/decision/fit-matchers.ts
//
// topic-matcher   does a message belong to a topic known from ten examples? Fitted on topics drawn from
//                 CLINC150, Banking77 and Bitext; each source left out in turn for the report.
// pair-matcher    do two messages ask the same? Fitted on StackFAQ's human rephrasings against the
//                 nearest other questions; MQP and CANARD are measured with, never fitted on.

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  atThreshold,
  auroc,
  type Detected,
  recallAtFpr,
} from '../../apps/cli/src/eval/detection-metrics.ts';
import { dot } from '../../apps/server/src/modules/escalation/core/text/text-head.ts';
import {
  pairFeatures,
  type PairMatcherFile,
  samePair,
} from '../../apps/server/src/modules/escalation/signals/repeated-question.ts';
import {
  matchFeatures,
  type TopicMatcherFile,
} from '../../apps/server/src/modules/escalation/signals/topics.ts';
import { linearFit } from './linear-fit.ts';
import { sample, seeded, shuffle } from './seeded.ts';
import { banking77, bitext, clinc, jsonLines, type Labelled } from './sources.ts';
import { cachedEmbed, productEmbedder } from './vector-cache.ts';

const MODELS = join(dirname(fileURLToPath(import.meta.url)), '../../models/decision');
const embed = cachedEmbed(productEmbedder);
/** Rather miss one than hand off for nothing: about 1 % and 5 % false alarms on sources left out. */
const TOPIC_LINE = 0.7;
const PAIR_LINE = 0.8;
const line = (name: string, scored: Detected[], threshold: number): string => {
  const { recall, precision, fpr } = atThreshold(scored, threshold);
  const f = (value: number) => value.toFixed(3);
  return `| ${name} | ${scored.length} | ${f(auroc(scored))} | ${f(recallAtFpr(scored, 0.05))} | ${f(recall)} | ${f(precision)} | ${f(fpr)} |`;
};
const HEAD =
  '| set | n | AUROC | recall at 5 % | recall | precision | false alarms |\n|---|---|---|---|---|---|---|';

await fitTopics();
await fitPairs();
process.exit(0);

async function fitTopics(): Promise<void> {
  const names = ['nearest', 'nearestThree', 'centroid'] as const;
  const sources = { clinc: clinc(), banking77: banking77(), bitext: bitext() };
  const rows = new Map<string, { features: Record<string, number>; positive: boolean }[]>();
  for (const [name, texts] of Object.entries(sources)) rows.set(name, await topicRows(texts));
  const fitOn = (chosen: string[]): TopicMatcherFile => {
    const train = chosen.flatMap((name) => rows.get(name) ?? []);
    const { weights, bias } = linearFit(train, names);
    const file = {
      kind: 'topic-matcher' as const,
      version: '1',
      nearest: 0,
      nearestThree: 0,
      centroid: 0,
      ...weights,
      bias,
      threshold: TOPIC_LINE,
    };
    return file;
  };
  const scoresOf = (file: TopicMatcherFile, name: string): Detected[] =>
    (rows.get(name) ?? []).map(({ features, positive }) => ({
      positive,
      score: matchScore(file, features),
    }));
  const lines = Object.keys(sources).map((left) => {
    const file = fitOn(Object.keys(sources).filter((name) => name !== left));
    return line(`${left} left out`, scoresOf(file, left), file.threshold);
  });
  const file = fitOn(Object.keys(sources));
  writeFileSync(join(MODELS, 'topic-matcher.json'), `${JSON.stringify(file, null, 1)}\n`);
  writeFileSync(
    join(MODELS, 'topic-matcher.card.md'),
    `# topic-matcher

Does a message belong to a topic known from about ten example phrases? Logistic regression over three
closenesses (nearest example, mean of the three nearest, centre). Negatives weigh ten to one, as most
messages touch no topic.

Made by \`npx tsx bench/decision/fit-matchers.ts\` from CLINC150 (CC-BY-3.0), Banking77 (CC-BY-4.0) and
Bitext (CDLA-Sharing-1.0): topics drawn from each, ten examples a topic.

${HEAD}
${lines.join('\n')}

Limits: a topic described by phrases of one kind is found in that kind only; English.
`,
  );
  process.stdout.write(`topic-matcher\n${lines.join('\n')}\n`);
}

function matchScore(file: TopicMatcherFile, features: Record<string, number>): number {
  const sum =
    file.nearest * (features['nearest'] ?? 0) +
    file.nearestThree * (features['nearestThree'] ?? 0) +
    file.centroid * (features['centroid'] ?? 0) +
    file.bias;
  return 1 / (1 + Math.exp(-sum));
}

async function topicRows(texts: Labelled[]) {
  const random = seeded(5);
  const byLabel = new Map<string, string[]>();
  for (const { text, label } of texts) byLabel.set(label, [...(byLabel.get(label) ?? []), text]);
  const labels = sample([...byLabel.keys()], 25, random);
  const others = sample(texts, 400, random);
  const otherVectors = await embed(others.map(({ text }) => text));
  const rows: { features: Record<string, number>; positive: boolean }[] = [];
  for (const label of labels) {
    const own = shuffle([...(byLabel.get(label) ?? [])], random);
    const examples = await embed(own.slice(0, 10));
    for (const vector of await embed(own.slice(10, 30)))
      rows.push({ features: matchFeatures(vector, examples), positive: true });
    others.forEach((other, at) => {
      if (other.label !== label && at % 2 === 0)
        rows.push({
          features: matchFeatures(otherVectors[at] as Float32Array, examples),
          positive: false,
        });
    });
  }
  return rows;
}

async function fitPairs(): Promise<void> {
  const faqs = jsonLines<{ id: string; question: string }>('eval/a_stackfaq_corpus.jsonl');
  const asked = jsonLines<{ query: string; rel: string[] }>('eval/a_stackfaq_queries.jsonl');
  const texts = asked.map(({ query, rel }) => ({ text: query, faq: rel[0] ?? '' }));
  const all = [...texts, ...faqs.map(({ id, question }) => ({ text: question, faq: id }))];
  const vectors = await embed(all.map(({ text }) => text));
  const at = all.map((each, index) => ({ ...each, vector: vectors[index] as Float32Array }));
  const random = seeded(9);
  const pairs: { features: Record<string, number>; positive: boolean; faq: string }[] = [];
  for (const one of at) {
    const same = at.filter((each) => each.faq === one.faq && each !== one);
    const other = at.filter((each) => each.faq !== one.faq);
    for (const each of sample(same, 3, random))
      pairs.push({ features: pairFeatures(one, each), positive: true, faq: one.faq });
    const hardest = other
      .map((each) => ({ each, cosine: dot(each.vector, one.vector) }))
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, 2);
    for (const { each } of hardest)
      pairs.push({ features: pairFeatures(one, each), positive: false, faq: one.faq });
    for (const each of sample(other, 2, random))
      pairs.push({ features: pairFeatures(one, each), positive: false, faq: one.faq });
  }
  const names = Object.keys(pairs[0]?.features ?? {});
  const asFile = ({ weights, bias }: ReturnType<typeof linearFit>): PairMatcherFile => ({
    kind: 'pair-matcher',
    version: '1',
    weights,
    bias,
    threshold: PAIR_LINE,
  });
  const half = (faq: string) => Number(faq.replace(/\D/gu, '')) % 2 === 0;
  const trial = asFile(
    linearFit(
      pairs.filter(({ faq }) => half(faq)),
      names,
    ),
  );
  const scored = (file: PairMatcherFile, rows: typeof pairs): Detected[] =>
    rows.map(({ features, positive }) => ({ positive, score: pairScore(file, features) }));
  const lines = [
    line(
      'StackFAQ, other half of the questions',
      scored(
        trial,
        pairs.filter(({ faq }) => !half(faq)),
      ),
      PAIR_LINE,
    ),
  ];
  const file = asFile(linearFit(pairs, names));
  for (const [name, path] of [['MQP (never fitted on)', 'eval/c_reform_mqp.jsonl']] as const) {
    const rows = sample(jsonLines<{ a: string; b: string; label: number }>(path), 800, random);
    const [a, b] = [await embed(rows.map((row) => row.a)), await embed(rows.map((row) => row.b))];
    lines.push(
      line(
        name,
        rows.map((row, index) => ({
          positive: row.label === 1,
          score: samePair(
            file,
            { text: row.a, vector: a[index] as Float32Array },
            { text: row.b, vector: b[index] as Float32Array },
          ),
        })),
        PAIR_LINE,
      ),
    );
  }
  writeFileSync(join(MODELS, 'pair-matcher.json'), `${JSON.stringify(file, null, 1)}\n`);
  writeFileSync(
    join(MODELS, 'pair-matcher.card.md'),
    `# pair-matcher

Do two messages ask the same? Logistic regression over sentence similarity and shared words, numbers
that differ, and brevity. Negatives are the nearest other questions and random ones.

Made by \`npx tsx bench/decision/fit-matchers.ts\` from StackFAQ (MIT, ML-Recipes/BERT-FAQ).

${HEAD}
${lines.join('\n')}

Limits: two questions about one thing that differ in a detail are told apart badly.
`,
  );
  process.stdout.write(`pair-matcher\n${lines.join('\n')}\n`);
}

function pairScore(file: PairMatcherFile, features: Record<string, number>): number {
  let sum = file.bias;
  for (const [name, weight] of Object.entries(file.weights)) sum += weight * (features[name] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
