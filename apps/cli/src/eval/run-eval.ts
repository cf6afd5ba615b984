// `baton eval <task> …`: reads the arguments, runs the task over the product's engine and gives back
// the object to print. Throws EvalUsageError for arguments, EvalInputError for files.

import { parseArgs } from 'node:util';
import { evalAnswers, evalPairs } from './answers.ts';
import { evalConversations } from './conversations.ts';
import { type EvalEngine, openEngine } from './engine.ts';
import { evalHistory } from './history.ts';
import { evalRetrieval } from './retrieval.ts';
import { evalTopics } from './topics.ts';
import { evalTriggers, readTriggerRows, TRIGGERS, type Trigger } from './triggers.ts';

export class EvalUsageError extends Error {
  constructor(detail: string) {
    super(`${detail}\n\n${EVAL_USAGE}`);
    this.name = 'EvalUsageError';
  }
}

export const EVAL_USAGE = `baton eval retrieval     --corpus FILE --queries FILE
baton eval answers       --corpus FILE --questions FILE [--budget 0.05]
baton eval answers       --pairs FILE [--budget 0.05]
baton eval topics        --train FILE|none --test FILE
baton eval triggers      --trigger ${TRIGGERS.join('|')} --data FILE [--label FIELD]
baton eval history       --train FILE --test FILE
baton eval conversations --corpus FILE --scripts FILE`;

const FLAGS = [
  'corpus',
  'queries',
  'questions',
  'pairs',
  'budget',
  'train',
  'test',
  'trigger',
  'data',
  'label',
  'scripts',
] as const;
type Flag = (typeof FLAGS)[number];
type Flags = Partial<Record<Flag, string>>;

const TASKS: Record<string, (flags: Flags) => Promise<object>> = {
  async retrieval(flags) {
    const files = { corpusPath: need(flags, 'corpus'), queriesPath: need(flags, 'queries') };
    return withEngine(({ embed, read }) => evalRetrieval(files, embed, read));
  },
  async answers(flags) {
    const budget = budgetOf(flags);
    if (flags.pairs !== undefined) {
      const { pairs } = flags;
      return withEngine((engine) => evalPairs(engine, pairs, budget));
    }
    const files = { corpusPath: need(flags, 'corpus'), questionsPath: need(flags, 'questions') };
    return withEngine((engine) => evalAnswers(engine, files, budget));
  },
  async topics(flags) {
    const train = need(flags, 'train');
    const files = { trainPath: train === 'none' ? null : train, testPath: need(flags, 'test') };
    return withEngine((engine) => evalTopics(engine, files));
  },
  async triggers(flags) {
    const trigger = need(flags, 'trigger');
    if (!isTrigger(trigger))
      throw new EvalUsageError(
        `There is no trigger "${trigger}". There are ${TRIGGERS.join(', ')}.`,
      );
    const rows = readTriggerRows(need(flags, 'data'), trigger, flags.label ?? null);
    return withEngine((engine) => evalTriggers(engine, trigger, rows));
  },
  async history(flags) {
    return evalHistory({ trainPath: need(flags, 'train'), testPath: need(flags, 'test') });
  },
  async conversations(flags) {
    const files = { corpusPath: need(flags, 'corpus'), scriptsPath: need(flags, 'scripts') };
    return withEngine((engine) => evalConversations(engine, files));
  },
};

/** `argv` without "eval": the task and its flags. */
export async function runEval(argv: readonly string[]): Promise<object> {
  const [task, ...rest] = argv;
  const run = task === undefined ? undefined : TASKS[task];
  if (run === undefined)
    throw new EvalUsageError(
      task === undefined
        ? 'Which task?'
        : `There is no task "${task}". There are ${Object.keys(TASKS).join(', ')}.`,
    );
  return run(flagsOf(rest));
}

function flagsOf(argv: readonly string[]): Flags {
  const options = Object.fromEntries(FLAGS.map((flag) => [flag, { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...argv], options: { ...options, json: { type: 'boolean' } } })
      .values as Flags;
  } catch (error) {
    throw new EvalUsageError((error as Error).message);
  }
}

function need(flags: Flags, flag: Flag): string {
  const value = flags[flag];
  if (value === undefined) throw new EvalUsageError(`--${flag} is missing.`);
  return value;
}

function budgetOf(flags: Flags): number | null {
  if (flags.budget === undefined) return null;
  const budget = Number(flags.budget);
  if (!(budget > 0 && budget < 1))
    throw new EvalUsageError(`--budget must lie between 0 and 1, not ${flags.budget}.`);
  return budget;
}

const isTrigger = (name: string): name is Trigger => (TRIGGERS as readonly string[]).includes(name);

async function withEngine<T>(task: (engine: EvalEngine) => Promise<T>): Promise<T> {
  const engine = await openEngine();
  try {
    return await task(engine);
  } finally {
    await engine.close();
  }
}
