/**
 * `npm run fuzz`: random and mutated input through every door that strangers' bytes come in by.
 *
 *   npm run fuzz -- [--target name,…] [--inputs 1000000] [--seed N] [--json]
 *
 * Inputs are shared out among the targets. Exit status 0: no find, nothing hung, nothing grew. Each
 * find is written below `finds/`, where `npm test` runs it from then on.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepFind, keptFinds } from './engine/finds.ts';
import { fuzzInThread } from './engine/in-thread.ts';
import { targets } from './targets/index.ts';

/** The API with its database is run by vitest, which starts one. */
const API = 'api';
const options = {
  target: { type: 'string' },
  inputs: { type: 'string', default: '1000000' },
  seed: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
const values = readArguments();
const API_SHARE = 1;
/** Heap that a run may keep: caches that are meant to fill, and have an end. */
const MOST_GROWN_MB = 64;

const all = [...targets.map(({ name }) => name), API];
if (values.help) {
  process.stdout.write(usage());
  process.exit(0);
}
const chosen = values.target?.split(',') ?? all;
const inputs = Number(values.inputs);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const unknown = chosen.filter((name) => !all.includes(name));
if (unknown.length > 0 || !Number.isInteger(inputs) || inputs < 1 || !Number.isInteger(seed)) {
  const what = unknown.length > 0 ? `there is no target ${unknown.join(', ')}` : 'not a number';
  process.stderr.write(`${what}\n\n${usage()}`);
  process.exit(2);
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const shareOf = (name: string): number =>
  name === API ? API_SHARE : (targets.find((target) => target.name === name)?.share ?? 1);
const shares = chosen.reduce((sum, name) => sum + shareOf(name), 0);
const results: object[] = [];
let total = 0;
let wrong = 0;

say(`seed ${seed}`);
for (const name of chosen) {
  const wanted = Math.max(1, Math.round((inputs * shareOf(name)) / shares));
  if (name === API) await fuzzApi(wanted);
  else await fuzzOne(name, wanted);
}
say(`${total.toLocaleString('en')} inputs, ${wrong} finds (seed ${seed})`);
if (values.json) process.stdout.write(`${JSON.stringify({ seed, total, wrong, results })}\n`);
process.exitCode = wrong === 0 ? 0 : 1;

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage()}`);
    process.exit(2);
  }
}

function usage(): string {
  const width = Math.max(...targets.map(({ name }) => name.length));
  return [
    'usage: npm run fuzz -- [--target name,…] [--inputs N] [--seed N] [--json]',
    '',
    '  --target   these alone; else all of them',
    '  --inputs   how many, shared out among them; else a million',
    '  --seed     the same again; else a new one, which is printed',
    '  --json     figures on standard output',
    '',
    'targets:',
    ...targets.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`),
    `  ${API.padEnd(width)}  every route, with a database`,
    '',
  ].join('\n');
}

async function fuzzOne(name: string, wanted: number): Promise<void> {
  const corpus = keptFinds(name).map(({ input }) => input);
  let seen = 0;
  const { fuzzed, ended, grown, handles } = await fuzzInThread(
    { target: name, inputs: wanted, seed, corpus },
    (done) => {
      seen = done;
    },
  );
  total += fuzzed?.inputs ?? seen;
  const finds = [...(fuzzed?.finds ?? []), ...(ended === null ? [] : [ended])];
  const rate = fuzzed === null ? 0 : fuzzed.executions / fuzzed.seconds;
  say(
    `${name.padEnd(22)} ${String(fuzzed?.inputs ?? seen).padStart(8)} inputs ${rate.toFixed(0).padStart(7)}/s ` +
      `${(fuzzed?.reached ?? 0).toFixed(0).padStart(3)} % of its code ${String(fuzzed?.kept ?? '?').padStart(5)} kept ${finds.length} finds`,
  );
  for (const { words, input } of finds) {
    say(`  ✗ ${words}\n    ${keepFind(name, input)} (${input.length} bytes)`);
  }
  if (grown > MOST_GROWN_MB) say(`  ✗ the heap grew by ${grown.toFixed(0)} MB in the second half`);
  if (handles.length > 0) say(`  ✗ left open: ${handles.join(', ')}`);
  wrong += finds.length + (grown > MOST_GROWN_MB ? 1 : 0) + (handles.length > 0 ? 1 : 0);
  results.push({
    ...fuzzed,
    target: name,
    grown: Math.round(grown),
    finds: finds.map(({ words }) => words),
  });
}

async function fuzzApi(wanted: number): Promise<void> {
  const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(
      process.execPath,
      [vitest, 'run', '--project=pg', 'e2e/fuzz/api/api.pg.test.ts', '--disable-console-intercept'],
      {
        cwd: join(import.meta.dirname, '../..'),
        env: { ...process.env, FUZZ_API_INPUTS: String(wanted), FUZZ_SEED: String(seed) },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    child.on('exit', resolve);
  });
  total += wanted;
  if (code !== 0) wrong += 1;
  results.push({ target: API, inputs: wanted, code });
}
