/** What a manager does with deliveries: try one, look at the log, send again. */
import {
  WEBHOOK_LIMITS,
  type WebhookDelivery,
  type WebhookDeliveryList,
  type WorkspaceId,
} from '@baton/protocol';
import type { Database } from '../../../platform/database/index.ts';
import { openPage, sealPage, type Secrets } from '../../../platform/secrets/index.ts';
import { lastOf } from './deliver.ts';
import type { Post } from './post.ts';
import { findWebhook, noSuchWebhook, refuse, type Refused } from './refused.ts';
import { CANNOT_SIGN, signedHeaders } from './sign.ts';
import { asDelivery, deliveryColumns, type DeliveryRow } from './store.ts';

export interface DeliveryLogParts {
  database: Database;
  secrets: Pick<Secrets, 'seal' | 'open'>;
  post: Post;
  newId: (prefix: string) => string;
  /** A delivery may be due. */
  look: () => void;
}

const noSuchDelivery = refuse('not_found', 'There is no delivery with this id.');

const UNDER_WAY_AGAIN = `set state = 'waiting', attempts = 0, leased = false, due_at = now(),
  finished_at = null, expires_at = now() + $3 * interval '1 day'`;

export function createDeliveryLog({ database, secrets, post, newId, look }: DeliveryLogParts) {
  async function findDelivery(workspaceId: WorkspaceId, id: string) {
    const [row] = await database.query<DeliveryRow>(
      `select ${deliveryColumns} from webhook_deliveries where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    return row === undefined ? noSuchDelivery : asDelivery(row);
  }

  return {
    /** One attempt, at once, whatever state the webhook is in. */
    async test(workspaceId: WorkspaceId, id: string): Promise<WebhookDelivery | Refused> {
      const [webhook] = await database.query<{
        url: string;
        secret: string;
        oldSecret: string | null;
      }>(
        `select url, secret, case when old_secret_until > now() then old_secret end as "oldSecret"
         from webhooks where workspace_id = $1 and id = $2`,
        [workspaceId, id],
      );
      if (webhook === undefined) return noSuchWebhook;
      const deliveryId = newId('dlv');
      const timestamp = new Date();
      const body = JSON.stringify({
        type: 'webhook.test',
        version: 1,
        timestamp: timestamp.toISOString(),
        workspaceId,
        data: { webhookId: id },
      });
      const toSign = { ...webhook, id: deliveryId, workspaceId, webhookId: id, body };
      const headers = signedHeaders(secrets, toSign, timestamp);
      if (headers === null) return refuse('conflict', CANNOT_SIGN);
      const posted = await post({ url: webhook.url, headers, body });
      await database.query(
        `insert into webhook_deliveries (id, workspace_id, webhook_id, event, body, state,
           attempts, last, finished_at, expires_at)
         select $1, $2, id, 'webhook.test', $4, $5, 1, $6, now(), now()
         from webhooks where workspace_id = $2 and id = $3`,
        [
          deliveryId,
          workspaceId,
          id,
          body,
          posted.outcome === 'delivered' ? 'delivered' : 'dead',
          lastOf(posted),
        ],
      );
      return findDelivery(workspaceId, deliveryId);
    },

    /** The newest first. */
    async deliveries(
      workspaceId: WorkspaceId,
      id: string,
      { state, page, limit }: { state: string | null; page: string | null; limit: number },
    ): Promise<WebhookDeliveryList | Refused> {
      // In the order of what happened, which is counted over all workspaces.
      const list = { list: 'webhook deliveries', owner: [workspaceId, id] };
      const before = page === null ? null : openPage(secrets, list, page);
      if (page !== null && before === null) {
        return refuse(
          'invalid_input',
          'This is not a page of this list, or no longer: begin with the first one.',
        );
      }
      const webhook = await findWebhook(database, workspaceId, id);
      if ('kind' in webhook) return webhook;
      const rows = await database.query<DeliveryRow>(
        `select ${deliveryColumns} from webhook_deliveries
         where workspace_id = $1 and webhook_id = $2
           and ($3::text is null or state = $3) and ($4::bigint is null or seq < $4)
         order by seq desc limit $5`,
        [workspaceId, id, state, before, limit + 1],
      );
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1)?.seq : undefined;
      const nextPage = last === undefined ? null : sealPage(secrets, list, last);
      return { deliveries: shown.map(asDelivery), nextPage };
    },

    /** With the same id as before, so that who has it already can tell. */
    async resend(workspaceId: WorkspaceId, id: string): Promise<WebhookDelivery | Refused> {
      await database.query(
        `update webhook_deliveries ${UNDER_WAY_AGAIN}
         where workspace_id = $1 and id = $2 and state <> 'waiting'`,
        [workspaceId, id, WEBHOOK_LIMITS.triedForDays],
      );
      look();
      return findDelivery(workspaceId, id);
    },

    /** Everything that was given up, but for tests. */
    async resendDead(workspaceId: WorkspaceId, id: string): Promise<{ count: number } | Refused> {
      const webhook = await findWebhook(database, workspaceId, id);
      if ('kind' in webhook) return webhook;
      const again = await database.query(
        `update webhook_deliveries ${UNDER_WAY_AGAIN}
         where workspace_id = $1 and webhook_id = $2 and state = 'dead' and event <> 'webhook.test'
         returning 1`,
        [workspaceId, id, WEBHOOK_LIMITS.triedForDays],
      );
      look();
      return { count: again.length };
    },
  };
}
