/**
 * A running server: the composition with HTTP, sockets, workers and housekeeping around it.
 *
 * It begins in the order of need and ends in the reverse: first /readyz says no, for as long as a
 * balancer takes to hear it, while everything goes on; then sockets are told to come back elsewhere,
 * running requests and jobs are finished or given back, the database last.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDoorkeeper } from './composition/doorkeeper.ts';
import {
  checkoutFolder,
  exampleQuestions,
  loadExampleHelpCentre,
} from './composition/example-help-centre.ts';
import { createEngineTest } from './composition/engine-test.ts';
import { exportDecisions } from './composition/export-decisions.ts';
import { startHousekeeping } from './composition/housekeeping.ts';
import { createServerMetrics } from './composition/metrics/index.ts';
import { warmPolicies } from './composition/warm-policies.ts';
import { readArticle, readConversationOf, readTagsInUse } from './composition/read-models.ts';
import { sealedColumns } from './composition/sealed-columns.ts';
import {
  createHttpApp,
  type LifeStage,
  SESSION_COOKIE,
  ownOriginsOfUpgrade,
  startHttpServer,
} from './http/index.ts';
import { warmPasswords } from './modules/accounts/index.ts';
import { createRealtime } from './modules/realtime/index.ts';
import { openBaton } from './open-baton.ts';
import type { Config } from './platform/config.ts';
import { createJobRunner, lapseLeases } from './platform/jobs/index.ts';
import {
  acrossWorkspaces,
  inWorkspace,
  type Log,
  newId,
  resealAll,
  systemClock,
} from './platform/index.ts';

export interface RunningServer {
  /** Where browsers reach it. */
  url: string;
  /** The one-time set-up link; null once the installation is set up. */
  setUpLink: string | null;
  standing: 'owner' | 'guest' | 'external';
  /** Stops cleanly; safe to call twice. */
  close(): Promise<void>;
}

const VERSION = '0.1.0';
const WORKERS_FINISH_WITHIN_MS = 5_000;
/** After a crash, a customer waits at most this long for another worker to take the job. */
const JOB_LEASE_MS = 8_000;
/** With a language model they wait for it more than they work. */
const ANSWERS_AT_A_TIME = 32;
const JOBS_AT_A_TIME = 6;
/** With others to take them, sockets leave one by one: all at once would come back all at once. */
const SOCKETS_LEAVE_OVER_MS = 3_000;
/** Websites read at the same time. They wait more than they work, so customers wait for none of them. */
const READINGS_AT_A_TIME = 3;
/** What mail servers like: few connections. */
const MAILS_AT_A_TIME = 3;

export async function serve(config: Config, log: Log): Promise<RunningServer> {
  const metrics = createServerMetrics({ version: VERSION, token: config.metricsToken });
  const { watched } = metrics;
  const baton = await openBaton({ config, log, name: 'baton start', guestAllowed: false, watched });
  const { database, accounts, conversations, knowledge, answering, reviews, replays, tail } = baton;
  const clock = systemClock;
  let stage: LifeStage = 'starting';

  const answers = createJobRunner({
    database,
    handlers: { ...answering.jobs, ...baton.actions.jobs },
    log,
    leaseMs: JOB_LEASE_MS,
    concurrency: ANSWERS_AT_A_TIME,
    ended: metrics.jobEnded,
  });
  const jobs = createJobRunner({
    database,
    handlers: { ...knowledge.jobs, ...reviews.jobs, ...replays.jobs, ...baton.records.jobs },
    log,
    leaseMs: JOB_LEASE_MS,
    concurrency: JOBS_AT_A_TIME,
    ended: metrics.jobEnded,
  });
  // A mail server that hangs keeps nobody else waiting.
  const mails = createJobRunner({
    database,
    handlers: baton.notifications.jobs,
    log,
    leaseMs: JOB_LEASE_MS,
    concurrency: MAILS_AT_A_TIME,
    ended: metrics.jobEnded,
  });
  const readings = createJobRunner({
    database,
    handlers: knowledge.sources.jobs,
    log,
    leaseMs: JOB_LEASE_MS,
    concurrency: READINGS_AT_A_TIME,
    ended: metrics.jobEnded,
  });
  baton.onJobs(() => {
    answers.wake();
    jobs.wake();
    mails.wake();
    readings.wake();
  });
  await tail.start();

  const where = { publicUrl: config.publicUrl, trustProxy: config.trustProxy };
  const realtime = await createRealtime({
    database,
    tail,
    fanOut: baton.fanOut,
    clock,
    log,
    processId: newId('prc'),
    names: { teammateName: accounts.teammateName, aiAgentName: accounts.aiAgentName },
    countsOf: (workspaceId, teammateId) =>
      inWorkspace(workspaceId, () => conversations.counts({ workspaceId }, teammateId)),
    contactOf: baton.contactOf,
    doorkeeper: createDoorkeeper({
      accounts,
      sessionCookie: SESSION_COOKIE,
      ownOrigins: (request) => ownOriginsOfUpgrade(request, where),
      conversationOf: (workspaceId, contactId) =>
        inWorkspace(workspaceId, () => readConversationOf(database, workspaceId, contactId)),
    }),
  });

  baton.onPreviews((...preview) => realtime.previewed(...preview));
  baton.onSessionsEnded((workspaceId, teammateId) =>
    realtime.sessionsEnded(workspaceId, teammateId),
  );

  metrics.follow({
    database,
    conversations,
    actions: baton.actions,
    webhooks: baton.webhooks,
    tail,
    fanOut: baton.fanOut,
    realtime,
    clock,
    log,
  });

  const root = checkoutFolder();
  const app = createHttpApp({
    accounts,
    actions: baton.actions,
    conversations,
    knowledge,
    readArticle: (documentId) => readArticle(database, documentId),
    answering,
    reviews,
    replays,
    records: baton.records,
    exportDecisions: (workspaceId, aiAgentId, since) =>
      exportDecisions(database, workspaceId, aiAgentId, since),
    testEngine: createEngineTest({ models: baton.models, meter: baton.usage.meter }),
    usage: baton.usage,
    routing: baton.routing,
    notifications: baton.notifications,
    webhooks: baton.webhooks,
    checkPolicy: (policy) => baton.escalation.check(policy, { teams: null }),
    tagsInUse: (workspaceId) => readTagsInUse(database, workspaceId),
    loadExample: loadExampleHelpCentre,
    exampleQuestions,
    teammatesOnline: (workspaceId) => realtime.teammatesOnline(workspaceId),
    lifeStage: () => stage,
    pingDatabase: () => database.ping(),
    where,
    screens: { inbox: join(root, 'apps/inbox/dist'), widget: join(root, 'apps/widget/dist') },
    version: VERSION,
    metrics: metrics.exposed,
    answered: metrics.requests.answered,
    rateLimits: config.rateLimits,
    clock,
    log,
  });
  const http = await startHttpServer(app, { port: config.port, host: config.host }).catch(
    async (error: unknown) => {
      await realtime.close();
      await tail.stop();
      await baton.close();
      throw error;
    },
  );
  realtime.attach(http.server);
  // The embedded database has one owner: what is leased now was left by one that was killed.
  if (baton.standing === 'owner') {
    const left = await atStart(() => lapseLeases(database));
    if (left > 0) log.info({ jobs: left }, 'taking up the jobs that a killed process left');
  }
  answers.start();
  jobs.start();
  if (baton.notifications.available) mails.start();
  readings.start();
  baton.webhooks.start();
  const housekeeping = startHousekeeping({
    database,
    conversations,
    actions: baton.actions,
    accounts,
    reviews,
    knowledge,
    usage: baton.usage,
    records: baton.records,
    routing: baton.routing,
    notifications: baton.notifications,
    webhooks: baton.webhooks,
    teammatesHere: () => realtime.teammatesHere(),
    jobs: answers,
    strandedMended: metrics.strandedMended,
    clock,
    log,
  });
  void atStart(() =>
    resealAll({ database, secrets: baton.secrets, columns: sealedColumns, log }),
  ).catch((error: unknown) => log.warn({ err: error }, 'secrets could not be sealed anew'));
  await atStart(() => knowledge.resume());
  const setUpToken = await accounts.setUp.issueToken();
  stage = 'serving';
  void warmPasswords().catch(() => {});
  // A policy that cannot be read, or an engine that does not run: the first turn says so.
  void atStart(() => warmPolicies(database, baton.escalation)).catch(() => {});

  const url = config.publicUrl ?? `http://localhost:${http.port}`;
  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    stage = 'stopping';
    await sleep(config.drainMs);
    await housekeeping.stop();
    await Promise.all([
      realtime.close({ overMs: Math.min(config.drainMs, SOCKETS_LEAVE_OVER_MS) }).then(http.close),
      answers.stop({ graceMs: WORKERS_FINISH_WITHIN_MS }),
      jobs.stop({ graceMs: WORKERS_FINISH_WITHIN_MS }),
      mails.stop({ graceMs: WORKERS_FINISH_WITHIN_MS }),
      baton.webhooks.stop({ graceMs: WORKERS_FINISH_WITHIN_MS }),
      // A reading goes on where it was: nothing to wait for.
      readings.stop({ graceMs: 0 }),
    ]);
    await tail.stop();
    await baton.close();
  }
  return {
    url,
    standing: baton.standing,
    setUpLink: setUpToken === null ? null : `${url}/setup?token=${setUpToken}`,
    close: () => (closing ??= close()),
  };
}

const atStart = <T>(work: () => T): T => acrossWorkspaces('the start of a server', work);

/** For a process that must end whatever hangs. */
export async function closeWithin(server: RunningServer, ms: number): Promise<boolean> {
  return Promise.race([server.close().then(() => true), sleep(ms, false, { ref: false })]);
}
