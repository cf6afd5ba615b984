/**
 * `npm run chaos -- 50`: scripted customers, teammates and a model in bad moods, while fifty times
 * something is done to the installation under them (plan.ts); then what is left is read and the seven
 * laws are checked (laws/), with those of a model that writes (model-laws.ts).
 *
 *   npm run chaos -- [rounds] [--servers N] [--seed N] [--apart] [--json]
 *
 * One server runs its own PostgreSQL, as `npm start` does; several, or one with --apart, have one that
 * stands apart. The whole run is one database and one history: every fault strikes what the ones before
 * it left. Exit status 0: no law broken.
 *
 * The seed is printed. With it the plan is the same, fault by fault, and so is what each person draws
 * from: whom they pick and what they say. What cannot be the same is what the machine does in between:
 * which request a fault meets, who of two is first, and so what a list shows a person to pick from.
 */
import { parseArgs } from 'node:util';
import type { Session } from '@baton/protocol';
import { chanceOf, pause } from '../support/random.ts';
import { TeammateApi } from './api.ts';
import { balanceBooks, openReservations, readDecisions, readPassages } from './books.ts';
import { countBadges, gather, owedAnswers } from './evidence.ts';
import { strike } from './faults.ts';
import { install, type Installation } from './installation.ts';
import { type Evidence, type Verdict, verdicts } from './laws/index.ts';
import { modelVerdicts } from './model-laws.ts';
import { Customer } from './people/customer.ts';
import { InboxScreen } from './people/inbox-screen.ts';
import { obtain, unanswered } from './people/insist.ts';
import { Passersby, type Visit } from './people/passersby.ts';
import { BusyTeammate } from './people/teammate.ts';
import { OwedWatch } from './owed-watch.ts';
import { nameOf, planOf, type Round, told } from './plan.ts';
import { report } from './report.ts';
import { startWaywardModel, type WaywardModel } from './wayward-model.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    servers: { type: 'string', default: '1' },
    apart: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(positionals[0] ?? 10);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const servers = Number(values.servers);
const apart = values.apart || servers > 1;
if (![rounds, servers].every((count) => Number.isInteger(count) && count > 0 && count < 1e6)) {
  process.stderr.write('usage: npm run chaos -- [rounds] [--servers N] [--seed N] [--apart]\n');
  process.exit(2);
}

const CUSTOMERS = 4;
/** Who write on as soon as the AI has answered. */
const TALKERS = 3;
const QUIET_WITHIN_MS = 90_000;
/** A server that has just begun loads what it searches with first. */
const MODEL_ASKED_WITHIN_MS = 5_000;
const SERVES_WITHIN_MS = 120_000;
/** More than a run can spend: what is set aside is seen, and nobody is refused. */
const budget = { monthly: 10_000, currency: 'EUR', inputPrice: 1, outputPrice: 4 };

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const began = Date.now();
const chance = chanceOf(seed);
const model = await startWaywardModel(chance.fork('model'));
const faults: Record<string, number> = {};
const previews: string[] = [];
let longestRecoveryMs = 0;
let struck = 0;
/** Ctrl-C: no more rounds, and what there is is checked. A second one ends it at once. */
const enough = new AbortController();
process.once('SIGINT', () => {
  say('  enough: checking what is left');
  enough.abort();
});

say(`chaos: ${rounds} rounds, ${servers} server${servers === 1 ? '' : 's'}, seed ${seed}`);
const installation = await install({ servers, apart });
let failed = false;
try {
  const { evidence, all, looks } = await run(installation, model);
  failed = all.some(({ broken }) => broken.length > 0);
  const facts = {
    seed,
    rounds: struck,
    servers,
    seconds: Math.round((Date.now() - began) / 1_000),
    faults,
    longestRecoveryMs,
    unanswered: Object.fromEntries(unanswered),
    model: model.did,
    brokenOff: model.brokenOff,
    previews: previews.length,
    looks,
  };
  const text = values.json
    ? JSON.stringify({ ...facts, verdicts: all })
    : report(facts, evidence, all);
  process.stdout.write(`${text}\n`);
} catch (error) {
  failed = true;
  for (const { output } of installation.servers) say(output.slice(-6_000));
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.stdout.write(`the run broke off (seed ${seed})\n0 passed, 1 failed\n`);
} finally {
  await installation.close();
  await model.close();
}
process.exit(failed ? 1 : 0);

async function run(
  { base, servers: running, databaseUrl }: Installation,
  { url }: WaywardModel,
): Promise<{ evidence: Evidence; all: Verdict[]; looks: number }> {
  const owner = await setUp(installation);
  const session = await obtain<Session>(() => owner.session());
  const aiAgent = session.aiAgents[0];
  if (aiAgent === undefined) throw new Error('set-up made no AI agent');
  const { id: agentId, widgetKey } = aiAgent;
  await owner.post(`/api/ai-agents/${agentId}/example`);
  await owner.put(`/api/ai-agents/${agentId}/budget`, budget);
  const written = { kind: 'compatible', model: 'wayward', url };
  const choose = (engine: object) =>
    obtain(() => owner.put(`/api/ai-agents/${agentId}/engine`, engine));
  await choose(written);
  const colleague = await owner.invite('Theo');
  for (const api of [owner, colleague]) api.loseLeisure();

  const stop = { stopped: false };
  const customers = Array.from(
    { length: CUSTOMERS },
    (_, n) => new Customer({ base, widgetKey, chance: chance.fork(`customer ${n}`), previews }),
  );
  const strangers = (name: string, visit: Visit): Passersby => {
    const theirs = chance.fork(name);
    const next = () => new Customer({ base, widgetKey, chance: theirs, previews });
    return new Passersby(next, theirs, visit);
  };
  const passersby = [
    strangers('passersby', (somebody) => somebody.askOnce()),
    ...Array.from({ length: TALKERS }, (_, n) =>
      strangers(`talker ${n}`, (somebody, until) => somebody.keepAsking(until)),
    ),
  ];
  const teammates = [owner, colleague].map(
    (api, n) => new BusyTeammate(api, chance.fork(`teammate ${n}`)),
  );
  const inboxes = await Promise.all([owner, colleague].map((api) => InboxScreen.open(api)));
  const people = Promise.all([
    ...customers.map((each) => each.talk(stop)),
    ...passersby.map((each) => each.come(stop)),
    ...teammates.map((each) => each.work(stop)),
    inboxes[1]?.nap(stop, chance.fork('nap')),
  ]);
  const owed = new OwedWatch(databaseUrl);
  // A person who gives up ends the run at once, not after the last round.
  people.catch(() => {});
  const orGiveUp = <T>(waiting: Promise<T>): Promise<unknown> => Promise.race([waiting, people]);

  for (const round of planOf(seed, { rounds, servers, apart })) {
    if (enough.signal.aborted) break;
    await orGiveUp(moment(round));
    await Promise.all(round.faults.map((fault) => strike(installation, fault)));
    for (const fault of round.faults) faults[nameOf(fault)] = (faults[nameOf(fault)] ?? 0) + 1;
    struck = round.number;
    const tookMs = await untilServed(owner);
    longestRecoveryMs = Math.max(longestRecoveryMs, tookMs);
    await orGiveUp(choose(round.model ? written : { kind: 'embedded' }));
    say(
      `  ${round.number}/${rounds} ${round.faults.map(told).join(' + ')} (${Math.round(tookMs)} ms)`,
    );
    const ended = running.findIndex(({ endedByItself }) => endedByItself);
    if (ended >= 0) throw new Error(`server ${ended + 1} ended by itself`);
  }
  for (const server of running) server.setClockAhead(0);
  stop.stopped = true;
  await installation.lateFeed.letGo();
  await people;
  const mayBeDead = await openReservations(await databaseUrl());
  const quiet = Date.now() + QUIET_WITHIN_MS;
  while ((await owedAnswers(await databaseUrl())) > 0 && Date.now() < quiet) await pause(200);
  const withoutJob = await owed.stop();

  const everybody = [...customers, ...passersby, ...teammates];
  const books = await balanceBooks(await databaseUrl(), mayBeDead);
  say('  quiet: comparing screens');
  const screens = [
    ...(await Promise.all(inboxes.map((each, n) => each.compare(`inbox ${n + 1}`)))),
    ...(await Promise.all(customers.map((each, n) => each.compare(`customer ${n + 1}`)))).flat(),
    ...(await Promise.all(passersby.map((each) => each.compare()))).flat(),
  ];
  for (const inbox of inboxes) inbox.close();
  const { counts } = await obtain(() => owner.list('open'));
  const stored = await gather(await databaseUrl());
  const evidence: Evidence = {
    ...stored,
    sent: everybody.flatMap(({ sent }) => sent),
    claims: teammates.flatMap(({ claims }) => claims),
    screens,
    badges: await countBadges(await databaseUrl(), counts),
    lostJobs: [...withoutJob, ...running.flatMap(({ kept }) => kept)],
  };
  const decisions = await readDecisions(await databaseUrl());
  const passages = await readPassages(await databaseUrl());
  const ofModel = modelVerdicts({ ...stored, decisions, books, previews, passages });
  return { evidence, all: [...verdicts(evidence), ...ofModel], looks: owed.looks };
}

/** When to strike: at its time, or as the model begins to write. */
async function moment({ pauseMs, whileModelWrites }: Round): Promise<void> {
  if (whileModelWrites) await Promise.race([model.asked(), pause(MODEL_ASKED_WITHIN_MS)]);
  await pause(whileModelWrites ? pauseMs / 4 : pauseMs);
}

/** From the moment at which all is mended: until a list can be read again. */
async function untilServed(teammate: TeammateApi): Promise<number> {
  const mended = performance.now();
  for (;;) {
    try {
      await teammate.list('waiting');
      return performance.now() - mended;
    } catch (error) {
      if (performance.now() - mended > SERVES_WITHIN_MS) throw error;
      await pause(40);
    }
  }
}

/** Each start makes a new link, and the one before it is void. */
async function setUp({ base, servers: started }: Installation): Promise<TeammateApi> {
  const link = (await started.at(-1)?.printed(/http:\S+\/setup\?token=[\w-]+/)) ?? '';
  const api = new TeammateApi(base);
  await api.setUp(new URL(link).searchParams.get('token') ?? '');
  return api;
}
