/**
 * The two loops of every server: the relay, and the sender. Each looks when it is woken, and now and
 * then by itself; a failure is logged and tried again, since all that matters lies in the database.
 */
import type { WorkspaceId } from '@baton/protocol';
import { setTimeout as sleep } from 'node:timers/promises';
import { acrossWorkspaces, type Database } from '../../../platform/database/index.ts';
import type { Log } from '../../../platform/log.ts';
import type { Secrets } from '../../../platform/secrets/index.ts';
import { type Alarm, createAlarm } from './alarm.ts';
import { createLanes, type UnderWay } from './core/lanes.ts';
import {
  buryExpired,
  claimDue,
  type DeliveryEnd,
  type Due,
  giveBack,
  settle,
  type Wanted,
} from './deliver.ts';
import type { Post, Posted } from './post.ts';
import { relay } from './relay.ts';
import { CANNOT_SIGN, signedHeaders } from './sign.ts';

export interface WorkParts {
  database: Database;
  secrets: Pick<Secrets, 'open'>;
  post: Post;
  newId: (prefix: string) => string;
  log: Log;
  /** Told when attempts ended, and how: whoever counts. */
  ended?: ((end: DeliveryEnd, count: number) => void) | undefined;
  /** Longer than an attempt takes. Default: 30 s. */
  leaseMs?: number;
  /** Default: 1 s. */
  pollMs?: number;
  /** Who takes longer than this to answer is slow (core/lanes.ts). Default: 2 s. */
  slowAfterMs?: number | undefined;
}

export interface WebhookWork {
  start(): void;
  /** Something happened in a conversation. Costs nothing where there are no webhooks. */
  wake(): void;
  /** A webhook or a delivery was asked for. */
  look(): void;
  /** Attempts under way get so long; the rest is given back to other servers. */
  stop(options: { graceMs: number }): Promise<void>;
}

interface Sending extends UnderWay {
  sent: Promise<void>;
}

const LEASE_MS = 30_000;
const POLL_MS = 1_000;
/** A burst of events is read once. */
const GATHER_MS = 20;
const BURY_EVERY_MS = 60_000;

export function createWork(parts: WorkParts): WebhookWork {
  const { database, secrets, post, log, leaseMs = LEASE_MS, pollMs = POLL_MS } = parts;
  const { ended = () => {} } = parts;
  /** No new ones; and those under way are broken off. */
  const stopped = new AbortController();
  const breaking = new AbortController();
  const sending = new Map<Due, Sending>();
  const lanes = createLanes(parts.slowAfterMs);
  let loops: Promise<unknown> | undefined;
  let buriedAt = 0;
  /** Some workspace has webhooks. */
  let wanted = false;
  const alarms = { relay: createAlarm(), send: createAlarm() };

  async function relayAll(): Promise<boolean> {
    const workspaces = await database.query<{ id: WorkspaceId }>(
      // Those with webhooks have a cursor; should it be missing, it is mended.
      `select workspace_id as id from webhook_cursors
       union select workspace_id from webhooks order by id`,
    );
    wanted = workspaces.length > 0;
    let again = false;
    for (const { id } of workspaces) {
      try {
        const found = await relay(parts, id);
        again ||= found !== 'all';
      } catch (error) {
        // One workspace's trouble is not the others'.
        log.warn({ err: error, workspaceId: id }, 'webhooks could not be told; trying again');
      }
    }
    if (wanted) alarms.send.ring();
    return again;
  }

  async function sendDue(): Promise<boolean> {
    if (!wanted) return false;
    if (Date.now() - buriedAt > BURY_EVERY_MS) {
      const buried = await buryExpired(database);
      if (buried > 0) ended('given_up', buried);
      buriedAt = Date.now();
    }
    const { quick, slow, slowWebhooks } = lanes.room(sending.values(), performance.now());
    const took = await take({ places: quick, leaseMs, of: { allBut: slowWebhooks } });
    if (slowWebhooks.length === 0) return took;
    return (await take({ places: slow, leaseMs, of: { only: slowWebhooks } })) || took;
  }

  /** True: there may be more. */
  async function take(wanted: Wanted): Promise<boolean> {
    if (wanted.places === 0) return false;
    const due = await claimDue(database, wanted);
    for (const each of due) {
      const underWay: Sending = {
        webhookId: each.webhookId,
        askedAt: null,
        sent: Promise.resolve(),
      };
      sending.set(each, underWay);
      underWay.sent = send(each, underWay)
        .catch((error: unknown) => {
          // Its lease lapses, and it is sent again.
          log.warn({ err: error, deliveryId: each.id }, 'a delivery could not be noted');
        })
        .finally(() => {
          sending.delete(each);
          alarms.send.ring();
        });
    }
    return due.length === wanted.places;
  }

  async function ask(due: Due, underWay: UnderWay): Promise<Posted> {
    const { body, url, webhookId } = due;
    const headers = signedHeaders(secrets, due, new Date());
    if (headers === null) return unsigned;
    underWay.askedAt = performance.now();
    const posted = await post({ url, headers, body, signal: breaking.signal });
    underWay.askedAt = null;
    lanes.answered(webhookId, posted.milliseconds, performance.now());
    return posted;
  }

  async function send(due: Due, underWay: UnderWay): Promise<void> {
    const posted = await ask(due, underWay);
    const interrupted = posted.status === null && breaking.signal.aborted;
    if (interrupted) return giveBack(database, due);
    const end = await settle(database, due, posted, Math.random());
    if (end !== null) ended(end, 1);
  }

  const allSent = () => Promise.all([...sending.values()].map(({ sent }) => sent));

  async function loop(alarm: Alarm, look: () => Promise<boolean>): Promise<void> {
    while (!stopped.signal.aborted) {
      let again = false;
      try {
        again = await look();
      } catch (error) {
        log.warn({ err: error }, 'webhooks wait for the database');
      }
      await alarm.wait(again ? GATHER_MS : pollMs);
      // Those who ring together are one.
      if (!again && !stopped.signal.aborted) await sleep(GATHER_MS);
    }
  }

  return {
    start() {
      loops ??= acrossWorkspaces('the queue of jobs', () =>
        Promise.all([loop(alarms.relay, relayAll), loop(alarms.send, sendDue)]),
      );
    },
    wake() {
      if (wanted) alarms.relay.ring();
    },
    look() {
      alarms.relay.ring();
      alarms.send.ring();
    },
    async stop({ graceMs }) {
      stopped.abort();
      alarms.relay.ring();
      alarms.send.ring();
      await loops;
      const grace = new AbortController();
      await Promise.race([
        allSent(),
        sleep(graceMs, undefined, { signal: grace.signal }).catch(() => {}),
      ]);
      grace.abort();
      breaking.abort();
      await allSent();
    },
  };
}

const unsigned: Posted = {
  outcome: 'failed',
  status: null,
  response: null,
  problem: CANNOT_SIGN,
  retryAfterMs: null,
  milliseconds: 0,
};
