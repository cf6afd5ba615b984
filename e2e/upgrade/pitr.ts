/**
 * `npx tsx e2e/upgrade/pitr.ts`: brings a desk back to a moment, from a base backup that was taken
 * while customers wrote and the log that PostgreSQL archived since; then holds it against the laws.
 * Needs the built server and a PostgreSQL with its tools. Exit status 0: everything held.
 *
 *   … writing ── base backup ── writing ── the moment ── writing ── the machine burns
 *                                              ╰── restored to here, and served again
 */
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationPage } from '@baton/protocol';
import { TeammateApi } from '../chaos/api.ts';
import { gather, owedAnswers, toldBefore } from '../chaos/evidence.ts';
import { brokenLaws, type Sent } from '../chaos/laws/index.ts';
import { Customer } from '../chaos/people/customer.ts';
import { BusyTeammate } from '../chaos/people/teammate.ts';
import { chanceOf, pause } from '../support/random.ts';
import { freePort, ServerUnderTest } from '../support/server-under-test.ts';
import { aWorld } from '../support/world.ts';
import { hear } from './hear.ts';
import { lend, type OwnPostgres, startPostgres, tool } from './own-postgres.ts';
import { connected } from './rows.ts';
import { until } from './story.ts';

const WRITE_MS = 4_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const place = mkdtempSync(join(tmpdir(), 'baton-pitr-'));
const [data, base, archive] = ['data', 'base', 'archive'].map((name) => join(place, name)) as [
  string,
  string,
  string,
];
const secretKey = randomBytes(32).toString('base64');
const port = await freePort();
const broken: string[] = [];
let postgres: OwnPostgres | undefined;
let server: ServerUnderTest | undefined;

try {
  lend(place);
  mkdirSync(archive);
  lend(archive);
  await tool('initdb', ['-D', data, '-U', 'baton', '-E', 'UTF8', '-A', 'trust'], place);
  appendFileSync(
    join(data, 'postgresql.conf'),
    `listen_addresses = '127.0.0.1'
unix_socket_directories = ''
archive_mode = on
archive_command = 'test ! -f ${archive}/%f && cp %p ${archive}/%f'
archive_timeout = 60
`,
  );
  postgres = await startPostgres(data, port);
  const { url } = postgres;
  server = await aServer(url);
  await server.start();
  const link = await server.printed(/http:\S+\/setup\?token=\S+/);
  const { owner, aiAgent } = await aWorld({
    server,
    base: server.base,
    setUpLink: link.replace('localhost', '127.0.0.1'),
  });

  const chance = chanceOf(5);
  const stop = { stopped: false };
  const customers = [1, 2, 3].map(
    (n) =>
      new Customer({
        base: owner.base,
        widgetKey: aiAgent.widgetKey,
        chance: chance.fork(`customer ${n}`),
      }),
  );
  const teammate = new BusyTeammate(owner, chance.fork('teammate'));
  const people = Promise.all([...customers.map((each) => each.talk(stop)), teammate.work(stop)]);
  people.catch(() => {});
  const sent = (): Sent[] => [...customers, teammate].flatMap((each) => each.sent);

  await pause(WRITE_MS);
  say('a base backup, while they write');
  const basebackup = ['-D', base, '-h', '127.0.0.1', '-p', String(port), '-U', 'baton'];
  await tool('pg_basebackup', [...basebackup, '--checkpoint=fast'], place);
  await pause(WRITE_MS);

  const before = sent()
    .filter(({ acknowledged }) => acknowledged)
    .map((each) => ({ ...each }));
  const moment = await theMoment(url);
  const seenByThen = new Set(sent().map(({ clientMessageId }) => clientMessageId));
  say(`the moment: ${moment}; ${before.length} messages were acknowledged before it`);
  await pause(WRITE_MS);
  const { cursor: late } = await owner.get<ConversationPage>('/api/conversations?view=open');
  stop.stopped = true;
  await people;
  const afterwards = sent().filter(({ clientMessageId }) => !seenByThen.has(clientMessageId));
  await archived(url);

  say(`${afterwards.length} more were written; then the machine burns`);
  await server.kill();
  await postgres.kill();
  rmSync(data, { recursive: true });

  cpSync(base, data, { recursive: true, preserveTimestamps: true });
  handOver(data);
  appendFileSync(
    join(data, 'postgresql.conf'),
    `restore_command = 'cp ${archive}/%f %p'
recovery_target_time = '${moment}'
recovery_target_action = 'promote'
`,
  );
  writeFileSync(join(data, 'recovery.signal'), '');
  lend(join(data, 'recovery.signal'));
  const began = Date.now();
  postgres = await startPostgres(data, port);
  say(`restored to the moment in ${((Date.now() - began) / 1_000).toFixed(1)} s`);

  const told = await toldBefore(url);
  const again = await aServer(url);
  server = again;
  await again.start();
  const signedIn = new TeammateApi(again.base);
  await signedIn.post('/api/session', {
    email: 'olga@lumen.example',
    password: 'correct horse battery',
  });
  if ((await hear(again.base, signedIn.cookie, late)) !== 'reset')
    broken.push('a screen from after the moment was not told to load afresh');

  // Numbers of transactions are given out again: soon they pass those that the screen has seen.
  const newcomer = new Customer({
    base: again.base,
    widgetKey: aiAgent.widgetKey,
    chance: chance.fork('newcomer'),
  });
  await newcomer.askOnce();
  await passed(url, late);
  if ((await hear(again.base, signedIn.cookie, late)) !== 'reset')
    broken.push('a screen from after the moment was taken for one of today');

  await until('nobody is owed an answer', async () => (await owedAnswers(url)) === 0);
  newcomer.leave();
  const stored = await gather(url);
  const ids = new Set(stored.messages.map(({ clientMessageId }) => clientMessageId));
  for (const { clientMessageId } of before)
    if (!ids.has(clientMessageId))
      broken.push(`acknowledged before the moment, and lost: ${clientMessageId}`);
  for (const { clientMessageId } of afterwards)
    if (ids.has(clientMessageId))
      broken.push(`sent after the moment, and there: ${clientMessageId}`);
  // What was under way at the moment may be there or not.
  const there = sent().filter(({ clientMessageId }) => ids.has(clientMessageId));
  broken.push(
    ...brokenLaws({
      ...stored,
      feed: [...told, ...stored.feed],
      sent: [...there, ...newcomer.sent],
      claims: [],
      screens: [],
      badges: [],
      lostJobs: [],
    }),
  );
  say(`${stored.conversations.length} conversations, ${stored.messages.length} messages`);
} catch (error) {
  broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  say(server?.output.slice(-3_000) ?? '');
} finally {
  await server?.stop();
  await postgres?.kill();
  rmSync(place, { recursive: true, force: true });
}
for (const each of broken) process.stdout.write(`BROKEN ${each}\n`);
process.stdout.write(`point-in-time recovery: ${broken.length} broken\n`);
process.exit(broken.length === 0 ? 0 : 1);

async function aServer(databaseUrl: string): Promise<ServerUnderTest> {
  return new ServerUnderTest({
    dataDir: join(place, 'unused'),
    port: await freePort(),
    env: {
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      BATON_SECRET_KEY: secretKey,
      BATON_RATE_LIMITS: 'off',
    },
  });
}

/** By the database's clock: everything that was acknowledged by now is older. */
async function theMoment(url: string): Promise<string> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ now: string }>('select clock_timestamp()::text as now');
    return rows[0]?.now ?? '';
  });
}

/** The log up to here has left the machine. */
async function archived(url: string): Promise<void> {
  await connected(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select pg_walfile_name(pg_switch_wal()) as name',
    );
    const wanted = rows[0]?.name ?? '';
    await until('the log is archived', async () => {
      const { rows: last } = await client.query<{ name: string | null }>(
        'select last_archived_wal as name from pg_stat_archiver',
      );
      return (last[0]?.name ?? '') >= wanted;
    });
  });
}

/** Uses up numbers of transactions until those given out reach the one in the cursor. */
async function passed(url: string, cursor: string): Promise<void> {
  const xid = BigInt(cursor.split('.')[0] ?? '0') % 10n ** 12n;
  await connected(url, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ now: string }>(
        'select pg_current_xact_id()::text as now',
      );
      if (BigInt(rows[0]?.now ?? '0') > xid + 10n) return;
    }
  });
}

/** Copied by us, owned by PostgreSQL. */
function handOver(folder: string): void {
  lend(folder);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lend(join(folder, name));
}
