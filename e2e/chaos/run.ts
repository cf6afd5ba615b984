/**
 * `npm run chaos -- 50`: kills the server with SIGKILL that many times in the middle of scripted
 * conversations, then reads what is left and checks the laws of a conversation (checker.ts).
 *
 *   npm run chaos -- [kills] [--seed N] [--database-url URL] [--json]
 *
 * The whole run is one database and one history: every kill strikes what the ones before it left.
 * Exit status 0: no law broken. The seed is printed; with it the same choices are made again (what
 * the machine does in between is its own affair).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BusyTeammate, Customer } from './actors.ts';
import { TeammateApi } from './api.ts';
import { brokenLaws } from './checker.ts';
import { gather, owedAnswers } from './evidence.ts';
import { chanceOf, pause } from '../support/random.ts';
import { freePort, ServerUnderTest } from '../support/server-under-test.ts';
import { watchInbox } from './watcher.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    'database-url': { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const kills = Number(positionals[0] ?? 10);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  process.stderr.write(
    'usage: npm run chaos -- [kills, 1 or more] [--seed N] [--database-url URL]\n',
  );
  process.exit(2);
}

const CUSTOMERS = 4;
const TEAMMATES = 2;
const QUIET_WITHIN_MS = 60_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const dataDir = mkdtempSync(join(tmpdir(), 'baton-chaos-'));
const external = values['database-url'];
const server = new ServerUnderTest({
  dataDir,
  port: await freePort(),
  env: {
    LOG_LEVEL: 'warn',
    BATON_RATE_LIMITS: 'off',
    ...(external ? { DATABASE_URL: external } : {}),
  },
});

let broken: string[] = [];
let counted = { conversations: 0, messages: 0 };
try {
  say(`chaos: ${kills} kills, seed ${seed}`);
  await server.start();
  const api = await setUp();
  const session = await api.session();
  const aiAgent = session.aiAgents[0];
  if (aiAgent === undefined) throw new Error('set-up made no AI agent');
  await api.post(`/api/ai-agents/${aiAgent.id}/example`);

  const chance = chanceOf(seed);
  const stop = { stopped: false };
  const customers = Array.from(
    { length: CUSTOMERS },
    (_, n) => new Customer(server.base, aiAgent.widgetKey, chance.fork(`customer ${n}`)),
  );
  const teammates = Array.from(
    { length: TEAMMATES },
    (_, n) => new BusyTeammate(api, chance.fork(`teammate ${n}`)),
  );
  const watcher = await watchInbox(api);
  const people = Promise.all([
    ...customers.map((customer) => customer.talk(stop)),
    ...teammates.map((teammate) => teammate.work(stop)),
  ]);
  // A person who gives up ends the run at once, not after the last kill.
  people.catch(() => {});

  for (let kill = 1; kill <= kills; kill++) {
    await Promise.race([pause(chance.between(150, 2_500)), people]);
    await server.kill();
    await pause(chance.between(0, 300));
    await server.start();
    say(`  kill ${kill}/${kills}`);
  }
  stop.stopped = true;
  await people;
  const databaseUrl = external ?? (await embeddedUrl());
  const quiet = Date.now() + QUIET_WITHIN_MS;
  while ((await owedAnswers(databaseUrl)) > 0 && Date.now() < quiet) await pause(200);

  const evidence = await gather(
    databaseUrl,
    [...customers, ...teammates].map((person) => person.sent),
  );
  broken = [...brokenLaws(evidence), ...(await watcher.compare())];
  watcher.close();
  counted = { conversations: evidence.conversations.length, messages: evidence.messages.length };
} catch (error) {
  broken = [...broken, error instanceof Error ? (error.stack ?? error.message) : String(error)];
  say(server.output.slice(-4_000));
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

if (values.json) process.stdout.write(`${JSON.stringify({ kills, seed, ...counted, broken })}\n`);
else {
  for (const law of broken) process.stdout.write(`BROKEN ${law}\n`);
  process.stdout.write(
    `${kills} kills, ${counted.conversations} conversations, ${counted.messages} messages: ` +
      `${broken.length} laws broken (seed ${seed})\n`,
  );
}
process.exit(broken.length === 0 ? 0 : 1);

async function setUp(): Promise<TeammateApi> {
  const link = await server.printed(/http:\S+\/setup\?token=[\w-]+/);
  const api = new TeammateApi(server.base);
  await api.setUp(new URL(link).searchParams.get('token') ?? '');
  return api;
}

async function embeddedUrl(): Promise<string> {
  const { connectionUrlOfRunning } = await import('@baton/server');
  const url = await connectionUrlOfRunning(dataDir);
  if (url === null) throw new Error('the embedded database is not running');
  return url;
}
