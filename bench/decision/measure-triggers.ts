// What `baton eval` cannot measure by itself: a shipped head fitted again without the source it is
// judged on, and the languages of the widget on phrases of our own that nothing was fitted on.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareTurn, type EvalEngine, openEngine } from '../../apps/cli/src/eval/engine.ts';
import {
  evalTriggers,
  readTriggerRows,
  type Trigger,
  type TriggerRow,
} from '../../apps/cli/src/eval/triggers.ts';
import {
  textHead,
  type TextHeadFile,
} from '../../apps/server/src/modules/escalation/core/text/text-head.ts';
import { createEscalation } from '../../apps/server/src/modules/escalation/index.ts';
import {
  type DecisionModels,
  shippedModels,
} from '../../apps/server/src/modules/escalation/models.ts';
import { fitWithout, rowsOf } from './fit-head.ts';
import { directRequest, type HeadRecipe, sensitiveTopics } from './head-recipes.ts';
import { DATA, phrasesIn, type SourceName } from './sources.ts';
import { cachedEmbed } from './vector-cache.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const MODELS = join(HERE, '../../models/decision');
export const LANGUAGES = ['de', 'fr', 'es', 'it', 'pt', 'nl'] as const;

interface LeftOut {
  recipe: () => HeadRecipe;
  source: SourceName;
  trigger: Trigger;
  file: string;
  /** Every n-th row is judged. */
  every: number;
  /** Rows whose label is not clean for this trigger are not judged. */
  judged?: (row: { intent?: string }) => boolean;
  placed: (head: ReturnType<typeof textHead>) => Partial<DecisionModels>;
}

const asks = (head: ReturnType<typeof textHead>) => ({ directRequest: head });
const LEFT_OUT: Record<string, LeftOut> = {
  'bitext-left-out': {
    recipe: directRequest,
    source: 'bitext',
    trigger: 'direct_request',
    file: 'c_human_bitext',
    every: 2,
    judged: ({ intent }) => intent !== 'contact_customer_service',
    placed: asks,
  },
  'rasa-left-out': {
    recipe: directRequest,
    source: 'rasa',
    trigger: 'direct_request',
    file: 'c_human_rasa',
    every: 1,
    placed: asks,
  },
  'banking77-left-out': {
    recipe: sensitiveTopics,
    source: 'banking77',
    trigger: 'sensitive_topic',
    file: 'c_sensitive_banking77_train',
    every: 4,
    placed: (head) => ({ readyMade: head }),
  },
};

export const triggerTasks: Record<string, () => Promise<object>> = {
  ...Object.fromEntries(
    Object.entries(LEFT_OUT).map(([name, task]) => [name, () => measureLeftOut(task)]),
  ),
  ...Object.fromEntries(
    LANGUAGES.flatMap((language) =>
      (['direct_request', 'frustration'] as const).map((trigger) => [
        `language-${language}-${trigger}`,
        () =>
          withEngine((engine) => evalTriggers(engine, trigger, languageRows(language, trigger))),
      ]),
    ),
  ),
};

async function measureLeftOut(task: LeftOut): Promise<object> {
  return withEngine(async (engine) => {
    const recipe = task.recipe();
    const shipped = JSON.parse(
      readFileSync(join(MODELS, `${recipe.name}.json`), 'utf8'),
    ) as TextHeadFile;
    const embed = cachedEmbed(async () => engine.embed);
    const head = textHead(fitWithout(recipe, await rowsOf(recipe, embed), shipped, [task.source]));
    const escalation = createEscalation({
      embed: engine.embed,
      models: { ...shippedModels(), ...task.placed(head) },
    });
    const path = join(DATA, 'eval', `${task.file}.jsonl`);
    const raw = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as { intent?: string });
    const rows = readTriggerRows(path, task.trigger, null).filter(
      (_, at) => at % task.every === 0 && (task.judged?.(raw[at] ?? {}) ?? true),
    );
    return evalTriggers({ ...engine, escalation }, task.trigger, rows);
  });
}

function languageRows(language: string, trigger: 'direct_request' | 'frustration'): TriggerRow[] {
  return phrasesIn(join(HERE, 'test-phrases', `${language}.txt`)).map(({ text, label }, at) => ({
    turn: bareTurn(text),
    positive: label === trigger,
    group: String(at),
  }));
}

async function withEngine<T>(use: (engine: EvalEngine) => Promise<T>): Promise<T> {
  const engine = await openEngine();
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}
