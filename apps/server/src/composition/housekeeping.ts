// What must happen though nobody asks: nothing strands, sleepers wake, what has ended is forgotten.
// Every step is safe to run on several processes at once.

import { type Actions, ANSWER_TURN } from '../modules/answering/index.ts';
import type { Accounts } from '../modules/accounts/index.ts';
import type { Conversations } from '../modules/conversations/index.ts';
import type { Reviews } from '../modules/feedback/index.ts';
import type { Webhooks } from '../modules/integrations/index.ts';
import type { Knowledge } from '../modules/knowledge/index.ts';
import type { Notifications } from '../modules/notifications/index.ts';
import type { Routing, SeenTeammate } from '../modules/routing/index.ts';
import type { Records } from '../modules/records/index.ts';
import type { Usage } from '../modules/usage/index.ts';
import type { Clock } from '../platform/clock.ts';
import { acrossWorkspaces, type Database } from '../platform/database/index.ts';
import { pruneFeed } from '../platform/feed/index.ts';
import { enqueueJobs, type JobRunner, type NewJob, pruneJobs } from '../platform/jobs/index.ts';
import type { Log } from '../platform/log.ts';

const OFTEN_MS = 5_000;
/** Nobody is mailed before a minute has passed, so there is no hurry. */
const MAIL_MS = 10_000;
const SELDOM_MS = 60 * 60_000;
/** An owed answer without a job for this long: its job was lost, which law 5 does not allow. */
export const STRANDED_AFTER_MS = 10_000;
const DAY_MS = 24 * 60 * 60_000;
/** Looked for often among those begun within this time, and now and then among all. */
export const RUNS_LOOKED_FOR_MS = DAY_MS;
const FEED_KEPT_MS = 3 * DAY_MS;
/** While webhooks have still to be told of what is in it. */
const FEED_KEPT_FOR_WEBHOOKS_MS = 14 * DAY_MS;
const FAILED_JOBS_KEPT_MS = 30 * DAY_MS;

export interface HousekeepingParts {
  database: Database;
  conversations: Conversations;
  actions: Pick<Actions, 'stranded'>;
  accounts: Accounts;
  reviews: Pick<Reviews, 'watch'>;
  knowledge: Pick<Knowledge, 'sources'>;
  usage: Pick<Usage, 'releaseExpired'>;
  records: { retention: Pick<Records['retention'], 'enqueueDue'> };
  routing: Pick<Routing, 'seen' | 'sweep'>;
  notifications: Pick<Notifications, 'sweep' | 'forgetOld'>;
  webhooks: Pick<Webhooks, 'behind' | 'forgetOld'>;
  /** Who has the inbox open here. */
  teammatesHere: () => readonly SeenTeammate[];
  jobs: Pick<JobRunner, 'wake'>;
  /** Told when conversations were found without the job that they need. */
  strandedMended?: (count: number) => void;
  clock: Clock;
  log: Log;
}

export function startHousekeeping(parts: HousekeepingParts): { stop(): Promise<void> } {
  const often = every(OFTEN_MS, () => oftenDone(parts), parts.log);
  // By itself: whatever is wrong with it, nobody's answer waits.
  const mail = every(MAIL_MS, async () => void (await parts.notifications.sweep(100)), parts.log);
  const seldom = every(SELDOM_MS, () => seldomDone(parts), parts.log);
  return {
    stop: async () => {
      await Promise.all([often.stop(), mail.stop(), seldom.stop()]);
    },
  };
}

async function oftenDone(parts: HousekeepingParts) {
  const { conversations, actions, knowledge, usage, routing, clock } = parts;
  // First: who is here must be known, whatever else goes wrong below.
  await routing.seen(parts.teammatesHere());
  const stranded = await conversations.stranded({
    olderThan: new Date(clock.now().getTime() - STRANDED_AFTER_MS),
    jobKind: ANSWER_TURN,
    limit: 100,
  });
  const answers = stranded.map(({ workspaceId, conversationId }) => ({
    kind: ANSWER_TURN,
    key: conversationId,
    workspaceId,
    payload: { workspaceId, conversationId },
  }));
  await mend(parts, answers, 'conversations had lost their job; giving them a new one');
  const since = new Date(clock.now().getTime() - RUNS_LOOKED_FOR_MS);
  await mendRuns(parts, await actions.stranded({ since, limit: 100 }));
  await conversations.wakeDue(100);
  await conversations.releaseAbandoned(100);
  await routing.sweep(100);
  await knowledge.sources.readDue(20);
  await usage.releaseExpired();
}

const mendRuns = (parts: HousekeepingParts, lost: readonly NewJob[]) =>
  mend(parts, lost, 'actions had lost their job; giving them a new one');

async function mend(
  { database, jobs, log, strandedMended }: HousekeepingParts,
  lost: readonly NewJob[],
  words: string,
): Promise<void> {
  if (lost.length === 0) return;
  log.error({ count: lost.length }, words);
  await enqueueJobs(database, lost);
  strandedMended?.(lost.length);
  jobs.wake();
}

async function seldomDone(parts: HousekeepingParts) {
  const { database, accounts, reviews, records, webhooks, clock } = parts;
  await accounts.sweep();
  await mendRuns(parts, await parts.actions.stranded({ since: null, limit: 1_000 }));
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);
  const untold = await webhooks.behind(ago(FEED_KEPT_MS));
  await pruneFeed(database, ago(untold ? FEED_KEPT_FOR_WEBHOOKS_MS : FEED_KEPT_MS));
  await webhooks.forgetOld();
  await parts.notifications.forgetOld();
  await pruneJobs(database, ago(FAILED_JOBS_KEPT_MS));
  await reviews.watch();
  await records.retention.enqueueDue();
}

/** Runs now and then, never twice at once; a failure waits for the next time. */
function every(ms: number, work: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let idle = true;
  const run = (): void => {
    if (!idle) return;
    idle = false;
    running = acrossWorkspaces('housekeeping', work)
      .catch((error: unknown) => log.warn({ err: error }, 'housekeeping failed; it will try again'))
      .finally(() => {
        idle = true;
      });
  };
  const timer = setInterval(run, ms);
  run();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
