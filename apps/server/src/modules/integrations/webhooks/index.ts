/**
 * Webhooks: other people's servers are told what happens in conversations.
 *
 *   feed ─► relay.ts ─► webhook_deliveries ─► deliver.ts, work.ts ─► post.ts ─► theirs
 *             in one transaction                 leased, retried       signed, guarded
 *
 * The promise: each event reaches each webhook that wants it at least once, with one id at every
 * try, in the order of its conversation, for three days; then it is kept as given up and can be sent
 * again. A webhook that is dead or slow delays nobody else, and holds a bounded number of
 * deliveries.
 */
import type { Database } from '../../../platform/database/index.ts';
import { longestUndeliveredSeconds, readFeed } from '../../../platform/feed/index.ts';
import type { Log } from '../../../platform/log.ts';
import type { SafeFetch } from '../../../platform/safe-fetch/index.ts';
import type { Secrets } from '../../../platform/secrets/index.ts';
import { type DeliveryEnd, forgetOld } from './deliver.ts';
import { readCursors } from './cursors.ts';
import { createDeliveryLog } from './delivery-log.ts';
import { createManage } from './manage.ts';
import { createPost } from './post.ts';
import { readStandings } from './standing.ts';
import { createWork } from './work.ts';

export type { DeliveryEnd } from './deliver.ts';
export { webhookSecrets } from './sign.ts';
export { WEBHOOK_STANDINGS } from './standing.ts';

export interface WebhooksDependencies {
  database: Database;
  secrets: Secrets;
  web: Pick<SafeFetch, 'fetch' | 'refuses'>;
  newId: (prefix: string) => string;
  log: Log;
  /** Told when attempts ended, and how: whoever counts. */
  ended?: ((end: DeliveryEnd, count: number) => void) | undefined;
  /** For tests: how long an attempt and its lease may last, and how often the loops look. */
  patience?: { withinMs: number; leaseMs: number; pollMs: number; slowAfterMs?: number };
}

export type Webhooks = ReturnType<typeof createWebhooks>;

export function createWebhooks({ web, patience, ...parts }: WebhooksDependencies) {
  const post = createPost(web, patience?.withinMs);
  const work = createWork({ ...parts, post, ...patience });
  const { database } = parts;
  return {
    ...createManage({ ...parts, web, look: work.look }),
    ...createDeliveryLog({ ...parts, post, look: work.look }),
    start: work.start,
    wake: work.wake,
    stop: work.stop,

    /** For the operator: how webhooks stand, across workspaces. */
    standings: () => readStandings(database),

    /** For the operator: the age of the oldest event that was not turned into deliveries yet. */
    untoldSeconds: async () => longestUndeliveredSeconds(database, await readCursors(database)),

    /** Housekeeping: the log forgets what is old. */
    forgetOld: () => forgetOld(database),

    /**
     * Housekeeping: whether some webhook has still to be told of an entry of the feed from before
     * this moment, which must not be forgotten then.
     */
    async behind(moment: Date): Promise<boolean> {
      for (const { workspaceId, cursor } of await readCursors(database)) {
        const next = await readFeed(database, { workspaceId, after: cursor, limit: 1 });
        const [entry] = next.kind === 'page' ? next.entries : [];
        if (entry !== undefined && entry.at < moment) return true;
      }
      return false;
    },
  };
}
