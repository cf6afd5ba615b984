// Fits the text heads and writes models/decision/<name>.json with a card beside each.
//
//   npx tsx bench/decision/fit-heads.ts [name …]
//
// Calibration and threshold come from out-of-fold scores; the card also reports each source left
// out of the fit in turn, which is what an unseen company will see.

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  atThreshold,
  auroc,
  type Detected,
  recallAtFpr,
} from '../../apps/cli/src/eval/detection-metrics.ts';
import { LEXICAL_BUCKETS } from '../../apps/server/src/modules/escalation/core/text/lexical-features.ts';
import type { TextHeadFile } from '../../apps/server/src/modules/escalation/core/text/text-head.ts';
import { NAMED_FACTS } from '../../apps/server/src/modules/escalation/core/text/text-view.ts';
import { anyClass, fitHead, fitWithout, type Row, rowsOf } from './fit-head.ts';
import { type HeadRecipe, recipes } from './head-recipes.ts';
import { LICENCES, type SourceName } from './sources.ts';
import { cachedEmbed, productEmbedder } from './vector-cache.ts';

const MODELS = join(dirname(fileURLToPath(import.meta.url)), '../../models/decision');
const embed = cachedEmbed(productEmbedder);

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
  const rows = await rowsOf(recipe, embed);
  const { file, held } = fitHead(recipe, rows);
  const lines = [line('out of fold, all sources', held, file.threshold)];
  for (const source of new Set(rows.map((row) => row.source))) {
    const positive = ({ label }: Row) => label >= 0 && label < recipe.classes.length;
    const test = rows.filter((row) => row.source === source && !row.augmented);
    if (source === 'own' || !test.some(positive)) continue;
    const without = fitWithout(recipe, rows, file, [source]);
    lines.push(line(`${source} left out`, anyClass(recipe, without, test), file.threshold));
  }
  writeFileSync(join(MODELS, `${recipe.name}.json`), `${JSON.stringify(file)}\n`);
  writeFileSync(join(MODELS, `${recipe.name}.card.md`), card(recipe, rows, file, lines));
  process.stdout.write(`${recipe.name} (threshold ${file.threshold})\n${lines.join('\n')}\n\n`);
}
process.exit(0);

function card(
  recipe: HeadRecipe,
  rows: readonly Row[],
  file: TextHeadFile,
  lines: string[],
): string {
  const counts = (source: SourceName) =>
    rows.filter((row) => row.source === source && !row.augmented).length;
  const sources = [...new Set(rows.map((row) => row.source))];
  const anchors = Object.values(file.classes)[0]?.anchors.length ?? 0;
  const near =
    anchors === 0
      ? ''
      : `, and nearness to ${anchors} phrases that it keeps as\nint8 vectors (kernel ridge regression)`;
  return `# ${recipe.name}

${recipe.task} A linear model over the sentence vector as served (${file.embedder}, 384), hashed spelling
features (${LEXICAL_BUCKETS}, int8) and ${NAMED_FACTS.length} named facts${near}. Calibrated on out-of-fold scores.
Classes: ${recipe.classes.join(', ')}. Threshold ${file.threshold}: at most ${recipe.falseAlarms * 100} % of
out-of-fold negatives cross it.

Made by \`npx tsx bench/decision/fit-heads.ts ${recipe.name}\`.

## Data

${sources.map((source) => `- ${source}: ${counts(source)} texts, ${LICENCES[source]}`).join('\n')}

## Measured

A source left out is the honest row: expect that on a company it has not seen. How other languages and the sets of docs/evaluation.md come out is told there.

| set | positive / negative | AUROC | recall at 0.2 % | recall at 5 % | recall | precision | false alarms |
|---|---|---|---|---|---|---|---|
${lines.join('\n')}

## Limits

${recipe.limits}
`;
}
