/**
 * `npm run chaos -- 50`: kills the server with SIGKILL that many times in the middle of scripted
 * conversations, then reads what is left and checks the laws of a conversation (checker.ts), and of
 * a model that writes in most of them (model-laws.ts).
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
import { BusyTeammate, Customer, Passersby } from './actors.ts';
import { TeammateApi } from './api.ts';
import { balanceBooks, readDecisions } from './books.ts';
import { brokenLaws } from './checker.ts';
import { type CustomerScreen, openCustomerScreen } from './customer-screen.ts';
import { gather, owedAnswers } from './evidence.ts';
import { type Chance, chanceOf, pause } from '../support/random.ts';
import { freePort, ServerUnderTest } from '../support/server-under-test.ts';
import { brokenModelLaws } from './model-laws.ts';
import { watchInbox } from './watcher.ts';
import { startWaywardModel } from './wayward-model.ts';

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
/** A server that has just begun loads what it searches with first. */
const MODEL_ASKED_WITHIN_MS = 5_000;
/** The rest of the time the documents are quoted. */
const WITH_MODEL = 0.75;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const dataDir = mkdtempSync(join(tmpdir(), 'baton-chaos-'));
const external = values['database-url'];
const server = new ServerUnderTest({
  dataDir,
  port: await freePort(),
  env: {
    LOG_LEVEL: 'warn',
    BATON_RATE_LIMITS: 'off',
    BATON_MODEL_PATIENCE: '10',
    ...(external ? { DATABASE_URL: external } : {}),
  },
});

/** More than a run can spend: what is set aside is seen, and nobody is refused. */
const budget = { monthly: 10_000, currency: 'EUR', inputPrice: 1, outputPrice: 4 };
const chance = chanceOf(seed);
const model = await startWaywardModel(chance.fork('model'));
const screens: CustomerScreen[] = [];

let broken: string[] = [];
let counted = { conversations: 0, messages: 0, modelCalls: 0, previews: 0 };
try {
  say(`chaos: ${kills} kills, seed ${seed}`);
  await server.start();
  const api = await setUp();
  const session = await api.session();
  const aiAgent = session.aiAgents[0];
  if (aiAgent === undefined) throw new Error('set-up made no AI agent');
  await api.post(`/api/ai-agents/${aiAgent.id}/example`);
  await api.put(`/api/ai-agents/${aiAgent.id}/budget`, budget);
  const choose = (engine: object) => api.put(`/api/ai-agents/${aiAgent.id}/engine`, engine);
  await choose(withModel());

  const stop = { stopped: false };
  const customer = (each: Chance) =>
    new Customer(server.base, aiAgent.widgetKey, each, (customerApi, session) =>
      screens.push(openCustomerScreen(customerApi, session)),
    );
  const customers = Array.from({ length: CUSTOMERS }, (_, n) =>
    customer(chance.fork(`customer ${n}`)),
  );
  const passing = chance.fork('passersby');
  const passersby = new Passersby(() => customer(passing), passing);
  const teammates = Array.from(
    { length: TEAMMATES },
    (_, n) => new BusyTeammate(api, chance.fork(`teammate ${n}`)),
  );
  const watcher = await watchInbox(api);
  const people = Promise.all([
    ...customers.map((each) => each.talk(stop)),
    passersby.come(stop),
    ...teammates.map((teammate) => teammate.work(stop)),
  ]);
  // A person who gives up ends the run at once, not after the last kill.
  people.catch(() => {});

  let bornAt = new Date();
  for (let kill = 1; kill <= kills; kill++) {
    // Every other one strikes while the model writes, if it comes to that.
    if (kill % 2 === 0) await Promise.race([model.asked(), pause(MODEL_ASKED_WITHIN_MS), people]);
    else await Promise.race([pause(chance.between(150, 2_500)), people]);
    await pause(chance.between(0, 400));
    await server.kill();
    await pause(chance.between(0, 300));
    await server.start();
    bornAt = new Date();
    // Whatever is still owed after the last kill is the model's to answer.
    const written = kill === kills || chance.next() < WITH_MODEL;
    await choose(written ? withModel() : { kind: 'embedded' });
    say(`  kill ${kill}/${kills}`);
  }
  stop.stopped = true;
  await people;
  const databaseUrl = external ?? (await embeddedUrl());
  const quiet = Date.now() + QUIET_WITHIN_MS;
  while ((await owedAnswers(databaseUrl)) > 0 && Date.now() < quiet) await pause(200);

  const evidence = await gather(
    databaseUrl,
    [...customers, passersby, ...teammates].map((person) => person.sent),
  );
  const previews = screens.flatMap((screen) => screen.previews);
  broken = [
    ...brokenLaws(evidence),
    ...(await watcher.compare()),
    ...brokenModelLaws({
      conversations: evidence.conversations,
      decisions: await readDecisions(databaseUrl),
      books: await balanceBooks(databaseUrl, bornAt),
      previews,
    }),
  ];
  if (kills >= 10 && model.brokenOff === 0)
    broken.push('no kill struck while the model wrote: nothing was tried');
  watcher.close();
  counted = {
    conversations: evidence.conversations.length,
    messages: evidence.messages.length,
    modelCalls: Object.values(model.did).reduce((sum, count) => sum + count, 0),
    previews: previews.length,
  };
} catch (error) {
  broken = [...broken, error instanceof Error ? (error.stack ?? error.message) : String(error)];
  say(server.output.slice(-4_000));
} finally {
  for (const screen of screens) screen.close();
  await server.stop();
  await model.close();
  rmSync(dataDir, { recursive: true, force: true });
}

if (values.json) process.stdout.write(`${JSON.stringify({ kills, seed, ...counted, broken })}\n`);
else {
  for (const law of broken) process.stdout.write(`BROKEN ${law}\n`);
  process.stdout.write(
    `${kills} kills, ${counted.conversations} conversations, ${counted.messages} messages, ` +
      `${counted.modelCalls} calls of the model (${model.brokenOff} broken off), ${counted.previews} previews: ` +
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

function withModel(): object {
  return { kind: 'compatible', model: 'wayward', url: model.url };
}

async function embeddedUrl(): Promise<string> {
  const { connectionUrlOfRunning } = await import('@baton/server');
  const url = await connectionUrlOfRunning(dataDir);
  if (url === null) throw new Error('the embedded database is not running');
  return url;
}
