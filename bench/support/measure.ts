// How the shipped support model does on what it never saw: the written test part, sentences made from
// help centres that it did not learn from, and sentences in other languages than their passages.
//
//   BATON_EVAL_DATA=<folder with train/> npx tsx bench/support/measure.ts

import { dot, VECTOR_SIZE } from '../../apps/server/src/modules/escalation/core/text/text-head.ts';
import { lexicalWords } from '../../apps/server/src/modules/escalation/core/text/lexical-features.ts';
import { wilson } from '../../apps/server/src/modules/escalation/core/calibration/intervals.ts';
import { shippedModels } from '../../apps/server/src/modules/escalation/models.ts';
import { type Embed, rememberingEmbed } from '../../apps/server/src/modules/escalation/ports.ts';
import { checkSentence } from '../../apps/server/src/modules/escalation/signals/sentence-support.ts';
import { seeded } from '../decision/seeded.ts';
import { cachedEmbed, productEmbedder } from '../decision/vector-cache.ts';
import { HELD_OUT, made } from './made.ts';
import { auroc, aurocInterval, thresholdFor } from './metrics.ts';
import { type Claim, written } from './written.ts';

const PASSAGES_A_SOURCE = 80;
const PASSING = 0.05;

interface Checked extends Claim {
  score: number;
  passed: boolean;
  why: string | null;
}

const { support } = shippedModels();
const embed = rememberingEmbed(cachedEmbed(productEmbedder), 400_000);
const say = (line = '') => process.stdout.write(`${line}\n`);
const share = (k: number, n: number) => {
  const { low, high } = wilson(k, n);
  return `${(k / n).toFixed(3)} (${low.toFixed(2)}–${high.toFixed(2)})`;
};

const checked = (claims: readonly Claim[]): Promise<Checked[]> =>
  inTurn(claims, async (claim) => {
    const { score, supported, why } = await checkSentence(
      support,
      embed,
      claim.sentence,
      claim.passages,
    );
    return { ...claim, score, passed: supported, why };
  });

const test = await checked(written('written.test.jsonl'));
const fresh = await checked(HELD_OUT.flatMap((source) => made(source, PASSAGES_A_SOURCE)));
const foreign = await checked(written('written.languages.jsonl'));

say(`threshold ${support.threshold}`);
for (const [name, rows] of [
  ['written test', test],
  ['made, other help centres', fresh],
] as const) {
  say(`\n## ${name}: ${rows.length} sentences\n`);
  say('| | AUROC | kept at 5 % passing |\n|---|---|---|');
  await line('support model', rows);
  await line('words shared', await rescored(rows, wordsShared));
  await line('cosine', await rescored(rows, cosine));
  const right = rows.filter(({ supported }) => supported);
  const wrong = rows.filter(({ supported }) => !supported);
  say(`\nkept ${share(right.filter(({ passed }) => passed).length, right.length)}`);
  say(
    `passed though not carried ${share(wrong.filter(({ passed }) => passed).length, wrong.length)}`,
  );
  say('\n| caught | n | share |\n|---|---|---|');
  for (const kind of [...new Set(wrong.map((row) => row.kind))].sort()) {
    const own = wrong.filter((row) => row.kind === kind);
    say(
      `| ${kind} | ${own.length} | ${share(own.filter(({ passed }) => !passed).length, own.length)} |`,
    );
  }
  const bins = [0, 0.2, 0.4, 0.6, 0.8].map((from) => {
    const own = rows.filter(
      ({ score }) => score >= from && score < from + 0.2 + (from === 0.8 ? 1 : 0),
    );
    const carried = own.filter(({ supported }) => supported).length;
    return `${from.toFixed(1)}+: ${(carried / own.length).toFixed(2)} of ${own.length}`;
  });
  say(`\ncarried by score: ${bins.join(', ')}`);
}
say('\n## other languages\n\n| language | kept | caught |\n|---|---|---|');
for (const language of ['de', 'fr', 'es', 'en']) {
  const own = foreign.filter((row) => row.language === language);
  const right = own.filter(({ supported }) => supported);
  const wrong = own.filter(({ supported }) => !supported);
  say(
    `| ${language} | ${right.filter(({ passed }) => passed).length} of ${right.length} | ${wrong.filter(({ passed }) => !passed).length} of ${wrong.length} |`,
  );
}
if (process.argv.includes('--show'))
  for (const row of [...test, ...foreign].filter(({ supported, passed }) => supported !== passed))
    say(
      `${row.supported ? 'lost' : 'passed'} ${row.score.toFixed(2)} ${row.kind} | ${row.sentence} | ${row.why ?? ''}`,
    );
process.exit(0);

async function line(name: string, rows: readonly Checked[]): Promise<void> {
  const [low, high] = aurocInterval(rows, seeded(3), 400);
  const at = thresholdFor(rows, PASSING);
  const right = rows.filter(({ supported }) => supported);
  const kept = right.filter(({ score }) => score >= at).length / right.length;
  say(
    `| ${name} | ${auroc(rows).toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)}) | ${kept.toFixed(3)} |`,
  );
}

async function rescored(
  rows: readonly Checked[],
  scoreOf: (claim: Claim, embed: Embed) => Promise<number>,
): Promise<Checked[]> {
  return inTurn(rows, async (row) => ({ ...row, score: await scoreOf(row, embed) }));
}

/** As signals/support.ts counts for a quoted answer. */
async function wordsShared({ sentence, passages }: Claim): Promise<number> {
  const known = new Set(
    passages.flatMap(({ title, heading, text }) =>
      `${title}\n${heading}\n${text}`.split('\n').flatMap(lexicalWords),
    ),
  );
  const words = lexicalWords(sentence).filter((word) => word.length > 3);
  return words.filter((word) => known.has(word)).length / Math.max(1, words.length);
}

async function cosine({ sentence, passages }: Claim): Promise<number> {
  const [own = new Float32Array(VECTOR_SIZE), ...others] = await embed([
    sentence,
    ...passages.map(({ text }) => text.slice(0, 900)),
  ]);
  return Math.max(...others.map((other) => dot(own, other)));
}

async function inTurn<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}
