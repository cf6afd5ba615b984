// Do messages find the action they ask for, and do ordinary questions leave actions alone? Phrases
// of our own that no action's examples hold, and the example help centre's questions, which ask for
// documents. Prints one table; nothing is fitted here.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ActionField } from '@baton/protocol';
import { bareTurn, openEngine } from '../../apps/cli/src/eval/engine.ts';
import { nameValues } from '../../apps/server/src/modules/answering/actions/core/name-values.ts';
import { createEscalation, defaultPolicy } from '../../apps/server/src/modules/escalation/index.ts';

interface Listed {
  id: string;
  name: string;
  useWhen: string[];
  neverUseWhen: string[];
  fields: ActionField[];
  /** Articles of the help centre whose questions are as much for the action. */
  about: string[];
  asked: string[];
}

const HERE = dirname(fileURLToPath(import.meta.url));
const text = (...path: string[]) => readFileSync(join(HERE, ...path), 'utf8');
const actions = JSON.parse(text('actions/actions.json')) as Listed[];
const neither = text('actions/neither.txt').trim().split('\n');
const questions = text('lumen-desk/questions.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { query: string; rel_article?: string | null });

const engine = await openEngine();
const escalation = createEscalation({ embed: engine.embed });
const policy = defaultPolicy();

async function scoresOf(message: string) {
  const named = actions.map(({ id, name, useWhen, neverUseWhen, fields }) => {
    return { id, name, useWhen, neverUseWhen, text: nameValues(message, fields) };
  });
  const { signals } = await escalation.measure({ ...bareTurn(message), actions: named }, policy);
  return signals.actions.toSorted((a, b) => b.score - a.score);
}

const table: Record<string, Record<string, string | number>> = {};
for (const action of actions) {
  let [found, other] = [0, 0];
  for (const message of action.asked) {
    const [best] = await scoresOf(message);
    const fits = best !== undefined && best.score >= best.threshold;
    if (fits && best.id === action.id) found += 1;
    else {
      if (fits) other += 1;
      console.log(`missed  ${action.id}: “${message}” ${best?.id} ${best?.score.toFixed(2)}`);
    }
  }
  table[action.id] = { asked: action.asked.length, found, 'another action': other };
}
console.table(table);

let alarms = 0;
let strong = 0;
let asked = 0;
const judge = async (message: string, about: (action: Listed) => boolean) => {
  asked += 1;
  const fitting = (await scoresOf(message)).filter(
    ({ id, score, threshold }) =>
      score >= threshold && !actions.some((action) => action.id === id && about(action)),
  );
  const [best] = fitting;
  if (best === undefined) return;
  alarms += 1;
  if (best.score >= best.threshold + (2 / 3) * (1 - best.threshold)) strong += 1;
  console.log(`alarm   “${message}” ${best.id} ${best.score.toFixed(2)}`);
};
for (const { query, rel_article } of questions) {
  await judge(query, ({ about }) => about.includes(rel_article ?? ''));
}
for (const message of neither) await judge(message, () => false);
console.log(`false alarms: ${alarms} of ${asked} (${strong} of them strong)`);
await engine.close();
