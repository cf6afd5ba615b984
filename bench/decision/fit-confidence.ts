// Fits the two calibrators: is the answer right (confidence), is the question answered at all
// (answerable). Writes models/decision/{confidence,answerable}.json with a card, and for confidence
// a *.curve.json: how it did on the help centre left out, which ships as the first diagram.
//
//   npx tsx bench/decision/fit-confidence.ts
//
// The report leaves one help centre out in turn; half of the questions have their article withdrawn.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { auroc } from '../../apps/cli/src/eval/detection-metrics.ts';
import { coverageAtRisk, ece } from '../../apps/cli/src/eval/risk-metrics.ts';
import {
  calibrated,
  calibratorId,
  type CalibratorFile,
} from '../../apps/server/src/modules/escalation/core/calibration/calibrator.ts';
import { confidenceRows, type ConfidenceRow } from './confidence-rows.ts';
import { helpCentre, helpCentreNames } from './help-centres.ts';
import { type HeldOut, shippedCurve } from './shipped-curve.ts';
import { cachedReader } from '../reader/reading-cache.ts';
import { cachedEmbed, productEmbedder } from './vector-cache.ts';

const MODELS = join(dirname(fileURLToPath(import.meta.url)), '../../models/decision');
const VERSION = '2';
/** Not facts about the find: sizes of a knowledge base would only name it. */
const LEFT_OUT = new Set([
  'passageCount',
  'documentCount',
  'embeddedShare',
  'queryTerms',
  'length',
  // Decides by itself: no question here is pinned.
  'pinned',
]);

type Target = 'correct' | 'answerable';

/** Where the reader does not run, search's own evidence is weighed by calibrators of its own. */
for (const withReader of [true, false]) await fitAll(withReader);
process.exit(0);

async function fitAll(withReader: boolean): Promise<void> {
  const rows = await allRows(withReader);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.features)))]
    .filter((name) => !LEFT_OUT.has(name))
    .sort();
  process.stdout.write(`${rows.length} questions, ${names.length} features\n`);
  for (const target of ['correct', 'answerable'] as const) {
    const name = `${target === 'correct' ? 'confidence' : 'answerable'}${withReader ? '' : '-by-search'}`;
    const lines: string[] = [];
    const held: HeldOut[] = [];
    for (const knowledge of new Set(rows.map((row) => row.knowledge))) {
      const test = rows.filter((row) => row.knowledge === knowledge);
      const model = fit(
        name,
        names,
        rows.filter((row) => row.knowledge !== knowledge),
        target,
      );
      const scored = test.map((row) => ({
        knowledge,
        answerable: row.answerable,
        confidence: calibrated(model, row.features),
        ok: row[target],
      }));
      held.push(...scored);
      if (test.length >= 80) lines.push(reportLine(knowledge, scored));
    }
    lines.push(reportLine('**all, each left out in turn**', held));
    const file = fit(name, names, rows, target);
    writeFileSync(join(MODELS, `${name}.json`), `${JSON.stringify(file, null, 1)}\n`);
    writeFileSync(join(MODELS, `${name}.card.md`), card(name, file, rows, lines));
    if (target === 'correct')
      writeFileSync(
        join(MODELS, `${name}.curve.json`),
        `${JSON.stringify(shippedCurve(calibratorId(file), held), null, 1)}\n`,
      );
    process.stdout.write(`\n${name}\n${lines.join('\n')}\n`);
  }
}

/** Rows are kept beside the vectors when BATON_ROWS names a file: trying features is then quick. */
async function allRows(withReader: boolean): Promise<ConfidenceRow[]> {
  const given = process.env['BATON_ROWS'];
  const kept = given === undefined ? undefined : `${given}${withReader ? '' : '-by-search'}`;
  if (kept !== undefined && existsSync(kept))
    return JSON.parse(readFileSync(kept, 'utf8')) as ConfidenceRow[];
  const embed = cachedEmbed(productEmbedder);
  const read = withReader ? cachedReader() : null;
  const found: ConfidenceRow[] = [];
  for (const name of helpCentreNames()) {
    process.stderr.write(`${name}\n`);
    found.push(...(await confidenceRows(await helpCentre(name, embed, read), embed)));
  }
  if (kept !== undefined) writeFileSync(kept, JSON.stringify(found));
  return found;
}

/** L2-regularised logistic regression on standardised features, each help centre weighing the same root of its size. */
function fit(
  name: string,
  names: readonly string[],
  train: readonly ConfidenceRow[],
  target: Target,
): CalibratorFile {
  const stats = names.map((feature) => {
    const values = train.map((row) => row.features[feature] ?? 0);
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const spread = Math.sqrt(
      values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length,
    );
    return { feature, mean, scale: Math.max(spread, 1e-3) };
  });
  const x = train.map((row) =>
    stats.map(({ feature, mean, scale }) => {
      const value = row.features[feature];
      return value === undefined ? 0 : Math.max(-4, Math.min(4, (value - mean) / scale));
    }),
  );
  const positives = train.filter((row) => row[target]).length;
  const t = train.map((row) =>
    row[target] ? (positives + 1) / (positives + 2) : 1 / (train.length - positives + 2),
  );
  const w = new Float64Array(stats.length + 1);
  const m = new Float64Array(w.length);
  const v = new Float64Array(w.length);
  const l2 = 4 / train.length;
  for (let step = 1; step <= 1_500; step += 1) {
    const g = new Float64Array(w.length);
    x.forEach((features, at) => {
      let z = w[stats.length] as number;
      for (let k = 0; k < features.length; k += 1) z += (w[k] as number) * (features[k] as number);
      const slope = (1 / (1 + Math.exp(-z)) - (t[at] as number)) / x.length;
      for (let k = 0; k < features.length; k += 1)
        g[k] = (g[k] as number) + slope * (features[k] as number);
      g[stats.length] = (g[stats.length] as number) + slope;
    });
    for (let k = 0; k < w.length; k += 1) {
      const slope = (g[k] as number) + (k < stats.length ? l2 * (w[k] as number) : 0);
      m[k] = 0.9 * (m[k] as number) + 0.1 * slope;
      v[k] = 0.999 * (v[k] as number) + 0.001 * slope * slope;
      const rate = 0.05 * (1 - step / 1_600);
      w[k] =
        (w[k] as number) -
        (rate * (m[k] as number)) /
          (1 - 0.9 ** step) /
          (Math.sqrt((v[k] as number) / (1 - 0.999 ** step)) + 1e-9);
    }
  }
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  return {
    kind: 'calibrator',
    name,
    version: VERSION,
    bias: round(w[stats.length] as number),
    features: Object.fromEntries(
      stats.map(({ feature, mean, scale }, k) => [
        feature,
        { weight: round(w[k] as number), mean: round(mean), scale: round(scale) },
      ]),
    ),
  };
}

function reportLine(name: string, scored: { confidence: number; ok: boolean }[]): string {
  const f = (value: number) => value.toFixed(3);
  const accuracy = scored.filter((each) => each.ok).length / scored.length;
  return `| ${name} | ${scored.length} | ${f(accuracy)} | ${f(auroc(scored.map(({ confidence, ok }) => ({ score: confidence, positive: ok }))))} | ${f(coverageAtRisk(scored, 0.05))} | ${f(coverageAtRisk(scored, 0.1))} | ${f(ece(scored))} |`;
}

function card(
  name: string,
  file: CalibratorFile,
  rows: readonly ConfidenceRow[],
  lines: string[],
): string {
  const what = name.startsWith('confidence')
    ? 'Probability that the best passage lies in an article that answers the question.'
    : 'Probability that the knowledge base answers the question at all.';
  return `# ${name}

${what} Logistic regression over ${Object.keys(file.features).length} numbers about the find (retrieval
evidence, and what escalation/signals/evidence.ts adds), with Platt's softened targets.

Made by \`npx tsx bench/decision/fit-confidence.ts\`.

## Data

Question-shaped headings of openly licensed help centres, and questions in people's own words
(bench/reader/questions), each asked with its article present and withdrawn. A heading that is asked is
taken out of the documents; every third or so is put in other words or misspelt. The reader saw none of
these while it learned. Text is not shipped, only these weights.

${[...new Set(rows.map((row) => row.knowledge))].map((each) => `- ${each}: ${rows.filter((row) => row.knowledge === each).length} questions`).join('\n')}

Licences: MIT (Railway, SendGrid, our questions), Apache-2.0 (Fly, Jitsi), CC-BY-SA-4.0 (Firefly III), CC0 (Veterans Affairs), public domain (18F).

## Measured, each help centre left out in turn

| help centre | n | right | AUROC | coverage at 5 % wrong | at 10 % | ECE |
|---|---|---|---|---|---|---|
${lines.join('\n')}

## Limits

Half of the questions here are unanswerable: where most are
answerable, confidence is too low (safe), and a refit from reviewed answers corrects it.
`;
}
