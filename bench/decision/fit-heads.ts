// Fits the text heads and writes models/decision/<name>.json with a card beside each.
//
//   npx tsx bench/decision/fit-heads.ts [name …]
//
// Calibration and threshold come from out-of-fold scores; the card also reports each source left
// out in turn, which is what an unseen company will see.

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  atThreshold,
  auroc,
  type Detected,
  recallAtFpr,
} from '../../apps/cli/src/eval/detection-metrics.ts';
import { LEXICAL_BUCKETS } from '../../apps/server/src/modules/escalation/core/lexical-features.ts';
import {
  textHead,
  type TextHeadFile,
} from '../../apps/server/src/modules/escalation/core/text-head.ts';
import { gist } from '../../apps/server/src/modules/escalation/core/text-shape.ts';
import { NAMED_FACTS, textView } from '../../apps/server/src/modules/escalation/core/text-view.ts';
import { type HeadRecipe, type HeadText, recipes } from './head-recipes.ts';
import { type Example, fit, type Fitted } from './logistic-regression.ts';
import { platt } from './platt.ts';
import { seeded } from './seeded.ts';
import { LICENCES, type SourceName } from './sources.ts';
import { cachedEmbed, packagedMiniLm } from './vector-cache.ts';

const MODELS = join(dirname(fileURLToPath(import.meta.url)), '../../models/decision');
const EMBEDDER = 'all-MiniLM-L6-v2';
const VERSION = '1';
const FOLDS = 4;

type Row = HeadText & Example;

const embed = cachedEmbed(packagedMiniLm);

async function rowsOf(recipe: HeadRecipe): Promise<Row[]> {
  const texts = recipe.texts.map((each) => gist(each.text));
  const vectors = await embed(texts);
  // A head of one class has an implied rest; with more, the rest is a row of its own, the last.
  const none = recipe.classes.length === 1 ? -1 : recipe.classes.length;
  return recipe.texts.map((each, at) => ({
    ...each,
    view: textView(texts[at] ?? '', vectors[at] as Float32Array),
    label: each.label === null ? none : recipe.classes.indexOf(each.label),
  })) as unknown as Row[];
}

function train(recipe: HeadRecipe, rows: readonly Row[]): TextHeadFile {
  const fitted = fit(rows, {
    rows: recipe.classes.length === 1 ? 1 : recipe.classes.length + 1,
    named: NAMED_FACTS,
    epochs: 25,
    rate: 0.03,
    l2Dense: recipe.l2 ?? 2e-5,
    l2Lexical: recipe.l2 ?? 1e-4,
    seed: 1,
  });
  const names = recipe.classes.length === 1 ? recipe.classes : [...recipe.classes, 'none'];
  return {
    kind: 'text-head',
    name: recipe.name,
    version: VERSION,
    embedder: EMBEDDER,
    classes: Object.fromEntries(names.map((name, at) => [name, packed(fitted[at] as Fitted)])),
    calibration: { slope: 1, intercept: 0 },
    threshold: 0.5,
  };
}

function packed({ bias, dense, lexical, named }: Fitted): TextHeadFile['classes'][string] {
  const lexicalScale = Math.max(...lexical.map(Math.abs), 1e-9) / 127;
  const bytes = Int8Array.from(lexical, (weight) => Math.round(weight / lexicalScale));
  if (bytes.length !== LEXICAL_BUCKETS) throw new Error('lexical weights of a wrong length');
  return {
    bias: round(bias),
    dense: Array.from(dense, round),
    lexical: Buffer.from(bytes.buffer).toString('base64'),
    lexicalScale,
    named: Object.fromEntries(NAMED_FACTS.map((name, at) => [name, round(named[at] ?? 0)])),
  };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Raw score of "one of the classes" (for binary heads, of the class). */
function anyClass(recipe: HeadRecipe, file: TextHeadFile, rows: readonly Row[]): Detected[] {
  const head = textHead(file);
  return rows.map((row) => {
    const scores = head.score(row.view);
    const score =
      recipe.classes.length === 1
        ? (scores[recipe.classes[0] ?? ''] ?? 0)
        : 1 - (scores['none'] ?? 0);
    return { score, positive: row['label'] !== -1 && row['label'] < recipe.classes.length };
  });
}

function outOfFold(recipe: HeadRecipe, rows: readonly Row[]): Detected[] {
  // A misspelt copy stays with its original: folds go by the order within the recipe, not by text.
  const random = seeded(3);
  const foldOf = new Map<string, number>();
  const fold = rows.map((row) => {
    const key =
      row.text
        .toLowerCase()
        .replace(/[^\p{L}]/gu, '')
        .slice(0, 6) + row.source;
    const known = foldOf.get(key) ?? Math.floor(random() * FOLDS);
    foldOf.set(key, known);
    return known;
  });
  const all: Detected[] = [];
  for (let at = 0; at < FOLDS; at += 1) {
    const file = train(
      recipe,
      rows.filter((_, row) => fold[row] !== at),
    );
    all.push(
      ...anyClass(
        recipe,
        file,
        rows.filter((row, index) => fold[index] === at && !row.augmented),
      ),
    );
  }
  return all;
}

function chooseThreshold(scored: readonly Detected[], falseAlarms: number): number {
  const negatives = scored.filter((each) => !each.positive).map((each) => each.score);
  negatives.sort((a, b) => b - a);
  const at = negatives[Math.floor(negatives.length * falseAlarms)] ?? 0.5;
  return Math.min(0.95, Math.max(0.3, round(at + 1e-3)));
}

const line = (name: string, scored: Detected[], threshold: number): string => {
  const { precision, recall, fpr } = atThreshold(scored, threshold);
  const n = scored.filter((each) => each.positive).length;
  const f = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(3));
  return `| ${name} | ${n} / ${scored.length - n} | ${f(auroc(scored))} | ${f(recallAtFpr(scored, 0.002))} | ${f(recallAtFpr(scored, 0.05))} | ${f(recall)} | ${f(precision)} | ${(fpr * 100).toFixed(2)} % |`;
};

for (const make of recipes) {
  const recipe = make();
  const only = process.argv.slice(2);
  if (only.length > 0 && !only.includes(recipe.name)) continue;
  const rows = await rowsOf(recipe);
  const held = outOfFold(recipe, rows);
  // Many classes: the softmax is used as it is; its margin against "none" is what is thresholded.
  const calibration = recipe.classes.length === 1 ? platt(held) : { slope: 1, intercept: 0 };
  const file = { ...train(recipe, rows), calibration };
  const calibrated = (scored: Detected[]): Detected[] =>
    scored.map((each) => ({ ...each, score: rescore(each.score, calibration) }));
  file.threshold = chooseThreshold(calibrated(held), recipe.falseAlarms);
  const lines = [line('out of fold, all sources', calibrated(held), file.threshold)];
  const sources = [...new Set(rows.map((row) => row.source))] as SourceName[];
  for (const source of sources) {
    const test = rows.filter((row) => row.source === source && !row.augmented);
    if (!test.some((row) => row.label >= 0 && row.label < recipe.classes.length)) continue;
    if (
      !rows.some(
        (row) => row.source !== source && row.label >= 0 && row.label < recipe.classes.length,
      )
    )
      continue;
    const without = train(
      recipe,
      rows.filter((row) => row.source !== source),
    );
    lines.push(
      line(`${source} left out`, calibrated(anyClass(recipe, without, test)), file.threshold),
    );
  }
  writeFileSync(join(MODELS, `${recipe.name}.json`), `${JSON.stringify(file)}\n`);
  writeFileSync(join(MODELS, `${recipe.name}.card.md`), card(recipe, rows, file, lines));
  process.stdout.write(`${recipe.name} (threshold ${file.threshold})\n${lines.join('\n')}\n\n`);
}

function rescore(score: number, { slope, intercept }: TextHeadFile['calibration']): number {
  const held = Math.min(1 - 1e-12, Math.max(1e-12, score));
  return 1 / (1 + Math.exp(-(slope * Math.log(held / (1 - held)) + intercept)));
}

function card(
  recipe: HeadRecipe,
  rows: readonly Row[],
  file: TextHeadFile,
  lines: string[],
): string {
  const counts = (source: string) =>
    rows.filter((row) => row.source === source && !row.augmented).length;
  const sources = [...new Set(rows.map((row) => row.source))];
  return `# ${recipe.name}

${recipe.task} A linear model over a MiniLM sentence vector (384), hashed spelling features
(${LEXICAL_BUCKETS}, int8) and ${NAMED_FACTS.length} named facts; Platt-calibrated on out-of-fold scores.
Classes: ${recipe.classes.join(', ')}. Threshold ${file.threshold}: at most ${recipe.falseAlarms * 100} % of
out-of-fold negatives cross it.

Made by \`npx tsx bench/decision/fit-heads.ts ${recipe.name}\`.

## Data

${sources.map((source) => `- ${source}: ${counts(source)} texts, ${LICENCES[source]}`).join('\n')}

## Measured

| set | positive / negative | AUROC | recall at 0.2 % | recall at 5 % | recall | precision | false alarms |
|---|---|---|---|---|---|---|---|
${lines.join('\n')}

## Limits

Best in English; other languages are known by spelling alone and from few phrases each. A source
left out is the honest row: expect that on a company it has not seen.
`;
}
