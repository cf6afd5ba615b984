// Fits the matcher of automatic tags and writes models/decision/tag-matcher.json with its card.
//
//   npx tsx bench/decision/fit-tags.ts
//
// Does a message belong to a tag that is only described ("Where a parcel is, shipping times")? A
// description is no example: topic-matcher finds 3 in 100 of them. Each trade is left out in turn.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  atThreshold,
  auroc,
  type Detected,
  recallAtFpr,
} from '../../apps/cli/src/eval/detection-metrics.ts';
import {
  describedAs,
  describedFeatures,
  describedScore,
  type TagMatcherFile,
} from '../../apps/server/src/modules/escalation/signals/tags.ts';
import { linearFit } from './linear-fit.ts';
import { cachedEmbed, productEmbedder } from './vector-cache.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const MODELS = join(HERE, '../../models/decision');
const embed = cachedEmbed(productEmbedder);
/** A wrong tag is a nuisance, a missing one a small loss: on trades left out 4 of 5 given are right. */
const LINE = 0.5;
const NAMES = ['whole', 'nearest', 'mean'] as const;

interface Tag {
  trade: string;
  tag: string;
  description: string;
  messages: string[];
}
interface Row {
  trade: string;
  features: Record<string, number>;
  positive: boolean;
}

const { tags, others } = readPhrases();
const rows = await rowsOf();
const trades = [...new Set(tags.map(({ trade }) => trade))];
const lines = trades.map((left) => {
  const file = fitOn(rows.filter(({ trade }) => trade !== left));
  return line(
    `${left} left out`,
    scored(
      file,
      rows.filter(({ trade }) => trade === left),
    ),
    LINE,
  );
});
const file = fitOn(rows);
writeFileSync(join(MODELS, 'tag-matcher.json'), `${JSON.stringify(file, null, 1)}\n`);
writeFileSync(
  join(MODELS, 'tag-matcher.card.md'),
  `# tag-matcher

Does a message belong to a tag known by its description alone? Logistic regression over three
closenesses: to the whole description, to the nearest part of it (between commas, "and" and "or", and
the tag's own name), and to all parts on average. Example phrases of a tag, where the owner gave some,
are matched by topic-matcher; the surer of the two counts.

Made by \`npx tsx bench/decision/fit-tags.ts\` from ${tags.length} described tags of ${trades.length} trades with ${tags.reduce((sum, { messages }) => sum + messages.length, 0)} messages, and
${others.length} messages that belong to none: our own writing, MIT. Every message is a negative for every other tag.

| set | n | AUROC | recall at 5 % | recall | precision | false alarms |
|---|---|---|---|---|---|---|
${lines.join('\n')}

Limits: a small set by one hand, English. About a third of what a tag is for is missed when it has a
description only; a few example phrases help more than a longer description.
`,
);
process.stdout.write(`tag-matcher\n${lines.join('\n')}\n`);
process.exit(0);

function line(name: string, all: Detected[], threshold: number): string {
  const { recall, precision, fpr } = atThreshold(all, threshold);
  const f = (value: number) => value.toFixed(3);
  return `| ${name} | ${all.length} | ${f(auroc(all))} | ${f(recallAtFpr(all, 0.05))} | ${f(recall)} | ${f(precision)} | ${f(fpr)} |`;
}

function fitOn(train: Row[]): TagMatcherFile {
  const { weights, bias } = linearFit(train, NAMES);
  const { whole = 0, nearest = 0, mean = 0 } = weights;
  return { kind: 'tag-matcher', version: '1', whole, nearest, mean, bias, threshold: LINE };
}

function scored(matcher: TagMatcherFile, some: Row[]): Detected[] {
  return some.map(({ features, positive }) => ({
    positive,
    score: describedScore(matcher, features as never),
  }));
}

async function rowsOf(): Promise<Row[]> {
  const all: Row[] = [];
  for (const trade of new Set(tags.map((each) => each.trade))) {
    const own = tags.filter((each) => each.trade === trade);
    const messages = [
      ...own.flatMap(({ tag, messages: said }) => said.map((text) => ({ tag, text }))),
      ...others.map((text) => ({ tag: '', text })),
    ];
    const vectors = await embed(messages.map(({ text }) => text));
    for (const { tag, description } of own) {
      const parts = await embed(describedAs(tag, description));
      messages.forEach((message, at) =>
        all.push({
          trade,
          features: { ...describedFeatures(vectors[at] as Float32Array, parts) },
          positive: message.tag === tag,
        }),
      );
    }
  }
  return all;
}

function readPhrases() {
  const found: Tag[] = [];
  const none: string[] = [];
  let into = none;
  for (const text of readFileSync(join(HERE, 'phrases/tags.txt'), 'utf8').split('\n')) {
    if (text === '' || text.startsWith('#')) continue;
    const [, head] = /^\[(.*)\]$/.exec(text) ?? [];
    if (head === undefined) into.push(text);
    else if (head === '-') into = none;
    else {
      const [trade = '', tag = '', description = ''] = head.split(' | ');
      into = [];
      found.push({ trade, tag, description, messages: into });
    }
  }
  return { tags: found, others: none };
}
