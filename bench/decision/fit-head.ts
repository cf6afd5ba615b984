// Fits one text head: the linear part, the anchors, and scores for what it was not fitted on.

import type { Detected } from '../../apps/cli/src/eval/detection-metrics.ts';
import { LEXICAL_BUCKETS } from '../../apps/server/src/modules/escalation/core/text/lexical-features.ts';
import {
  textHead,
  type TextHeadFile,
} from '../../apps/server/src/modules/escalation/core/text/text-head.ts';
import { gist } from '../../apps/server/src/modules/escalation/core/text/text-shape.ts';
import {
  NAMED_FACTS,
  textView,
} from '../../apps/server/src/modules/escalation/core/text/text-view.ts';
import type { HeadRecipe, HeadText } from './head-recipes.ts';
import { kernelRidge } from './kernel-ridge.ts';
import { type Example, fit, type Fitted } from './logistic-regression.ts';
import { platt } from './platt.ts';
import { seeded, shuffle } from './seeded.ts';
import type { SourceName } from './sources.ts';
import type { Embed } from './vector-cache.ts';

const EMBEDDER = 'minilm-l6-int8';
const VERSION = '2';
const FOLDS = 3;

type ClassWeights = TextHeadFile['classes'][string];

export type Row = HeadText & Example;

export async function rowsOf(recipe: HeadRecipe, embed: Embed): Promise<Row[]> {
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

/** Fitted, neither calibrated nor with a threshold of its own. */
function train(recipe: HeadRecipe, rows: readonly Row[]): TextHeadFile {
  const fitted = fit(rows, {
    rows: recipe.classes.length === 1 ? 1 : recipe.classes.length + 1,
    named: NAMED_FACTS,
    epochs: 12,
    rate: 0.03,
    l2Dense: recipe.l2 ?? 2e-5,
    l2Lexical: recipe.l2 ?? 1e-4,
    seed: 1,
  });
  const names = recipe.classes.length === 1 ? recipe.classes : [...recipe.classes, 'none'];
  const near = anchorsOf(recipe, rows, names.length);
  return {
    kind: 'text-head',
    name: recipe.name,
    version: VERSION,
    embedder: EMBEDDER,
    classes: Object.fromEntries(
      names.map((name, at) => [
        name,
        { ...packed(fitted[at] as Fitted), anchors: near?.weights[at] ?? [] },
      ]),
    ),
    anchors: near?.anchors ?? null,
    calibration: { slope: 1, intercept: 0 },
    threshold: 0.5,
  };
}

/** The phrases that stay in the head as they are, and what nearness to each of them is worth. */
function anchorsOf({ anchors: wanted }: HeadRecipe, rows: readonly Row[], classes: number) {
  if (wanted === undefined) return null;
  const chosen = chooseAnchors(rows, wanted.most, classes);
  const scale = Math.max(...chosen.map(({ view }) => Math.max(...view.vector.map(Math.abs)))) / 127;
  const bytes = Buffer.concat(
    chosen.map(({ view }) =>
      Buffer.from(Int8Array.from(view.vector, (x) => Math.round(x / scale))),
    ),
  );
  const targets = Array.from({ length: classes }, (_, at) =>
    chosen.map(({ label }) => (label === at ? 1 : -1)),
  );
  const alphas = kernelRidge(
    chosen.map(({ view }) => view.vector),
    chosen.map(({ weight }) => weight),
    targets,
    wanted,
  );
  return {
    anchors: { width: wanted.width, scale, vectors: bytes.toString('base64') },
    weights: alphas.map((own) => Array.from(own, (each) => round(each * wanted.strength))),
  };
}

/** Our own phrases first, then what has a class, then the rest: as many as there is room for. */
function chooseAnchors(rows: readonly Row[], most: number, classes: number): Row[] {
  const random = seeded(11);
  const plain = rows.filter((row) => !row.augmented && row.kept !== false);
  const own = plain.filter((row) => row.source === 'own');
  const rest = shuffle(
    plain.filter((row) => row.source !== 'own'),
    random,
  );
  const labelled = rest.filter(({ label }) => label >= 0 && label < Math.max(1, classes - 1));
  const room = Math.max(0, most - own.length);
  const some = labelled.slice(0, Math.floor(room / 2));
  const none = rest.filter((row) => !labelled.includes(row)).slice(0, room - some.length);
  return [...own, ...some, ...none];
}

function packed({ bias, dense, lexical, named }: Fitted): Omit<ClassWeights, 'anchors'> {
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

/** Score of "one of the classes" (for binary heads, of the class). */
export function anyClass(recipe: HeadRecipe, file: TextHeadFile, rows: readonly Row[]): Detected[] {
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

/** Calibrated on scores of rows left out of the fit, with the threshold of its recipe. */
export function fitHead(
  recipe: HeadRecipe,
  rows: readonly Row[],
): { file: TextHeadFile; held: Detected[] } {
  const raw = outOfFold(recipe, rows);
  // Many classes: a temperature alone, so that a class and the rest still sum to one.
  const line = platt(raw);
  const calibration = recipe.classes.length === 1 ? line : { ...line, intercept: 0 };
  const held = raw.map((each) => ({ ...each, score: rescore(each.score, calibration) }));
  const threshold = chooseThreshold(held, recipe.falseAlarms);
  return { file: { ...train(recipe, rows), calibration, threshold }, held };
}

/** The same head from every source but those left out, with the calibration it ships with. */
export function fitWithout(
  recipe: HeadRecipe,
  rows: readonly Row[],
  { calibration, threshold }: Pick<TextHeadFile, 'calibration' | 'threshold'>,
  leftOut: readonly SourceName[],
): TextHeadFile {
  const kept = rows.filter(({ source }) => !leftOut.includes(source));
  return { ...train(recipe, kept), calibration, threshold };
}

function rescore(score: number, { slope, intercept }: TextHeadFile['calibration']): number {
  const held = Math.min(1 - 1e-12, Math.max(1e-12, score));
  return 1 / (1 + Math.exp(-(slope * Math.log(held / (1 - held)) + intercept)));
}
