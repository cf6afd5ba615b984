/**
 * What the inbox costs to look at as it grows: every view, its later pages, its badges, and search.
 *
 *   npx tsx bench/load/inbox.ts [--sizes 100000,1000000] [--times 100] [--folder F] [--json]
 *
 * Asked as the API asks: `conversations.list`, 50 rows, with counts and cursor in one snapshot,
 * behind the wall between workspaces. `p50` and `p99` are what a caller waits; `CPU` is
 * PostgreSQL's and this process's time for one call, which says the same on a machine that others
 * use too. Filling takes 20 s (100,000) and 4 minutes (1,000,000) on a quiet machine; with `--folder`
 * it is kept, for a next time.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { InboxView } from '@baton/protocol';
import {
  connectDatabase,
  inWorkspace,
  lockDataDirectory,
  migrate,
  silentLog,
  startEmbeddedPostgres,
} from '@baton/server';
import pg from 'pg';
import type { Conversations } from '../../apps/server/src/modules/conversations/index.ts';
import { cpuTime, since } from './cpu-time.ts';
import { openConversations } from './desk.ts';
import { fillLargeInbox, teammate, words, workspaceId } from './large-inbox.ts';
import { percentile } from './spread.ts';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100000,1000000' },
    times: { type: 'string', default: '100' },
    folder: { type: 'string' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});
const sizes = options.sizes.split(',').map(Number);
const times = Number(options.times);

interface Question {
  name: string;
  view: InboxView;
  q?: string;
  /** As who: 1 has the most conversations, 20 the fewest. */
  as?: number;
  /** How many pages to turn first. */
  page?: number;
}

const questions = (size: number): Question[] => [
  { name: 'waiting', view: 'waiting' },
  { name: 'mine, of many', view: 'mine', as: 1 },
  { name: 'mine, of few', view: 'mine', as: 20 },
  { name: 'with the AI', view: 'ai' },
  { name: 'open', view: 'open' },
  { name: 'open, page 20', view: 'open', page: 20 },
  { name: 'snoozed', view: 'snoozed' },
  { name: 'resolved', view: 'resolved' },
  { name: 'resolved, page 20', view: 'resolved', page: 20 },
  { name: 'search: in every 2nd message', view: 'resolved', q: words.inEverySecond },
  { name: 'search: in 1 of 20', view: 'resolved', q: words.inOneOf20 },
  { name: 'search: in 1 of 400', view: 'resolved', q: words.inOneOf400 },
  { name: 'search: in 1 of 10,000', view: 'resolved', q: words.inOneOf10000 },
  { name: 'search: in 1 of 400, snoozed', view: 'snoozed', q: words.inOneOf400 },
  { name: 'search: two words', view: 'open', q: `${words.inOneOf20} ${words.inOneOf400}` },
  { name: 'search: a number', view: 'resolved', q: `LM-${Math.floor(size / 2)}` },
  { name: 'search: as typed so far', view: 'open', q: words.inOneOf20.slice(0, 3) },
  { name: 'search: a name', view: 'open', q: '0ina' },
  { name: 'search: an address', view: 'resolved', q: `.${Math.floor(size / 3)}@customer` },
  { name: 'search: nothing found', view: 'open', q: 'xylophone' },
];

interface Figures {
  size: number;
  name: string;
  rows: number;
  p50: number;
  p99: number;
  cpuMs: number;
}

const folder =
  options.folder === undefined
    ? await mkdtemp(join(tmpdir(), 'baton-bench-'))
    : resolve(options.folder);
await mkdir(folder, { recursive: true });
const lock = await lockDataDirectory(folder, 'bench');
const postgres = await startEmbeddedPostgres({ dataDir: folder, log: silentLog() });
const figures: Figures[] = [];
try {
  for (const size of sizes) figures.push(...(await measure(await filled(size), size)));
  if (options.json) console.log(JSON.stringify(figures, null, 2));
} finally {
  await postgres.stop();
  await lock.release();
  if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
}

/** The database of this size, made unless it is there. */
async function filled(size: number): Promise<string> {
  const name = `large_${size}`;
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    // Under another name until it is whole.
    const making = new URL(postgres.url);
    making.pathname = '/making';
    await admin.query('drop database if exists making with (force)');
    await admin.query('create database making');
    await migrate({ url: making.href, log: silentLog() });
    await fillLargeInbox(making.href, size);
    await admin.query(`alter database making rename to ${name}`);
  }
  await admin.end();
  await migrate({ url: url.href, log: silentLog() });
  return url.href;
}

async function measure(url: string, size: number): Promise<Figures[]> {
  const database = connectDatabase({
    url,
    applicationName: 'bench',
    poolSize: 2,
    log: silentLog(),
  });
  const conversations = openConversations(database);
  const found: Figures[] = [];
  try {
    await inWorkspace(workspaceId, async () => {
      for (const question of questions(size)) {
        if (!question.name.includes(options.only)) continue;
        const one = await ask(conversations, question);
        found.push({ size, name: question.name, ...one });
        if (!options.json) tell(found.at(-1) as Figures);
      }
      const counts = await repeat(async () => {
        await conversations.counts({ workspaceId }, teammate(1));
        return 1;
      });
      found.push({ size, name: 'badges alone', ...counts });
      if (!options.json) tell(found.at(-1) as Figures);
    });
  } finally {
    await database.close();
  }
  return found;
}

async function ask(conversations: Conversations, question: Question) {
  const { view, q = null, as = 1 } = question;
  let page: string | null = null;
  const list = async () => {
    const request = { view, teammateId: teammate(as), page, q, limit: 50 };
    const answer = await conversations.list({ workspaceId }, request);
    if (!('conversations' in answer)) throw new Error(`refused: ${answer.detail}`);
    return answer;
  };
  for (let n = 0; n < (question.page ?? 0); n += 1) page = (await list()).nextPage;
  return repeat(async () => (await list()).conversations.length);
}

/** Until it was done often enough, or for long enough to know. */
async function repeat(work: () => Promise<number>): Promise<Omit<Figures, 'size' | 'name'>> {
  let rows = 0;
  for (let n = 0; n < 3; n += 1) rows = await work();
  const took: number[] = [];
  const began = performance.now();
  const before = cpuTime(postgres.pid());
  while (took.length < times && performance.now() - began < 10_000) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  const { postgres: theirs, here } = since(before, cpuTime(postgres.pid()));
  return {
    rows,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    cpuMs: (theirs + here) / took.length / 1000,
  };
}

function tell({ size, name, rows, p50, p99, cpuMs }: Figures): void {
  const ms = (value: number) => value.toFixed(1).padStart(7);
  console.log(
    `${String(size).padStart(8)}  ${name.padEnd(30)} ${String(rows).padStart(3)} rows  ` +
      `p50 ${ms(p50)} ms  p99 ${ms(p99)} ms  CPU ${ms(cpuMs)} ms`,
  );
}
