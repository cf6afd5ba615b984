// Measures every decision task on the tuning data and prints one JSON line each: the figures of
// docs/evaluation.md.
//
//   BATON_EVAL_DATA=/path/to/data npx tsx bench/decision/measure.ts [word …]    (all, or those named)

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runEval } from '../../apps/cli/src/eval/run-eval.ts';
import { triggerTasks } from './measure-triggers.ts';
import { DATA } from './sources.ts';

const at = (file: string) => join(DATA, 'eval', `${file}.jsonl`);

/** In-scope and out-of-scope test rows of CLINC150 lie in two files. */
function joined(files: string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'baton-measure-')), 'test.jsonl');
  writeFileSync(path, files.map((file) => readFileSync(at(file), 'utf8')).join('\n'));
  return path;
}

/** Every n-th row of a large set: enough for the interval that is printed. */
function thinned(file: string, every: number): string {
  const path = join(mkdtempSync(join(tmpdir(), 'baton-measure-')), `${file}.jsonl`);
  const rows = readFileSync(at(file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  writeFileSync(path, rows.filter((_, row) => row % every === 0).join('\n'));
  return path;
}

const trigger = (name: string, path: string, ...more: string[]) => [
  'triggers',
  '--trigger',
  name,
  '--data',
  path,
  ...more,
];
const topics = (train: string, test: string) => ['topics', '--train', at(train), '--test', test];

const evals: Record<string, () => string[]> = {
  ...Object.fromEntries(
    ['dnsimple', 'npm', 'obsidian', 'chatwoot'].map((name) => [
      `answers-${name}`,
      () => [
        'answers',
        '--corpus',
        at(`a_kb_${name}_corpus`),
        '--questions',
        at(`b_kb_${name}_removal`),
        '--budget',
        '0.1',
      ],
    ]),
  ),
  squad2: () => ['answers', '--pairs', at('b_squad2')],
  hint3: () => topics('b_hint3_sofmattress_train', at('b_hint3_sofmattress_test')),
  banking77oos: () => topics('b_banking77oos_train', at('b_banking77oos_valid')),
  clinc150: () => topics('b_clinc150_train', joined(['b_clinc150_val', 'b_clinc150_oos_val'])),
  rasa: () => trigger('direct_request', at('c_human_rasa')),
  bitext: () => trigger('direct_request', thinned('c_human_bitext', 2)),
  complaints: () => trigger('frustration', at('c_complaints')),
  airline: () => trigger('frustration', thinned('c_airline_negative', 8)),
  satisfaction: () => trigger('frustration', thinned('c_uss_SGD', 8), '--label', 'dissatisfied'),
  banking77: () => trigger('sensitive_topic', thinned('c_sensitive_banking77_train', 4)),
  mqp: () => trigger('repeated_question', thinned('c_reform_mqp', 2)),
  canard: () => trigger('repeated_question', thinned('c_reform_canard_neg', 2)),
};

const tasks: Record<string, () => Promise<object>> = {
  ...Object.fromEntries(Object.entries(evals).map(([name, argv]) => [name, () => runEval(argv())])),
  ...triggerTasks,
};

const asked = process.argv.slice(2);
for (const [name, measure] of Object.entries(tasks)) {
  if (asked.length > 0 && !asked.some((word) => name.includes(word))) continue;
  process.stdout.write(`${JSON.stringify({ task: name, ...(await measure()) }, rounded)}\n`);
}
process.exit(0);

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value;
}
