// Fits the weights of apps/server/src/modules/knowledge/core/ranking.ts and shows what each fact is
// worth. Prints them; nothing is written.
//
//   npx tsx bench/retrieval/fit-ranking.ts ../shared/train
//
// Every help centre is ranked by weights fitted on the others.

import { type RankedQuestion, rankingMetrics } from '../../apps/cli/src/eval/ranking-metrics.ts';
import { indexDocuments, openEmbedder } from '@baton/server';
import { cachedEmbed } from '../decision/vector-cache.ts';
import { type HelpCentreTest, helpCentreTest, rowOf } from './help-centre-questions.ts';
import { type Choice, dot, fitWeights } from './listwise-fit.ts';

/** Licences: public domain, CC-BY-SA-4.0, MIT, MIT, CC-BY-4.0. */
const CENTRES = [
  '18F_handbook',
  'firefly-iii_docs',
  'railwayapp_docs',
  'sendgrid_docs',
  'MicrosoftDocs_microsoft-365-community',
];
const FACTS = ['text', 'view', 'neighbour', 'coverage', 'document'] as const;
/** Of each centre, so that none outweighs the others. */
const MOST_QUESTIONS = 150;
const RIVALS = 60;

interface Asked {
  candidates: { passageId: string; facts: number[] }[];
  rowId: string;
}

const folder = process.argv[2];
if (!folder) throw new Error('say where the help centres lie: fit-ranking.ts <folder>');
const embedder = await openEmbedder();
const embed = cachedEmbed(async () => (texts) => embedder.embed(texts, 'passage'));
const asked = new Map<string, Asked[]>();
for (const name of CENTRES) asked.set(name, await ask(helpCentreTest(folder, name)));
await embedder.close();

report('all five facts', [...FACTS]);
for (const left of FACTS)
  report(
    `without ${left}`,
    FACTS.filter((fact) => fact !== left),
  );
const everything = fit(CENTRES, [...FACTS]);
console.log(
  '\nweights:',
  FACTS.map((fact, i) => `${fact} ${everything[i]?.toFixed(1)}`).join(', '),
);

async function ask(test: HelpCentreTest): Promise<Asked[]> {
  const index = await indexDocuments(test.documents, embed);
  const out: Asked[] = [];
  for (const { question, rowId } of test.questions) {
    const [queryVector = null] = await embed([question]);
    const candidates = index.facts(question, { queryVector }).map(({ passageId, facts }) => ({
      passageId,
      facts: FACTS.map((fact) => facts[fact]),
    }));
    out.push({ candidates, rowId });
  }
  return out;
}

function fit(names: readonly string[], facts: readonly (typeof FACTS)[number][]): number[] {
  const columns = facts.map((fact) => FACTS.indexOf(fact));
  const choices = names.flatMap((name) =>
    (asked.get(name) ?? []).slice(0, MOST_QUESTIONS).flatMap(({ candidates, rowId }): Choice[] => {
      const pick = (all: number[]): number[] => columns.map((column) => all[column] as number);
      const sorted = [...candidates].sort((a, b) => simple(b.facts) - simple(a.facts));
      const right = sorted.find(({ passageId }) => rowOf(passageId) === rowId);
      if (!right) return [];
      const rivals = sorted.filter(({ passageId }) => rowOf(passageId) !== rowId).slice(0, RIVALS);
      return [[pick(right.facts), ...rivals.map(({ facts: theirs }) => pick(theirs))]];
    }),
  );
  return fitWeights(choices, facts.length);
}

/** Good enough to say who competes at all. */
function simple(facts: number[]): number {
  return facts.reduce((sum, value) => sum + value, 0);
}

function report(title: string, facts: readonly (typeof FACTS)[number][]): void {
  const columns = facts.map((fact) => FACTS.indexOf(fact));
  const scores = CENTRES.map((name) => {
    const others = CENTRES.filter((other) => other !== name);
    const weights = fit(others, facts);
    const ranked = (asked.get(name) ?? []).map(({ candidates, rowId }): RankedQuestion => {
      const score = (all: number[]): number =>
        dot(
          columns.map((column) => all[column] as number),
          weights,
        );
      const order = [...candidates].sort((a, b) => score(b.facts) - score(a.facts));
      const rows = order.map(({ passageId }) => rowOf(passageId));
      return { ranked: [...new Set(rows)], relevant: new Set([rowId]) };
    });
    return rankingMetrics(ranked).ndcg10;
  });
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  console.log(title.padEnd(20), mean.toFixed(3), scores.map((score) => score.toFixed(3)).join(' '));
}
