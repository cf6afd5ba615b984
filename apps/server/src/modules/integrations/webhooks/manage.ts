/** What a manager does with webhooks: add, change, pause, try, look at the log, send again. */
import { randomBytes } from 'node:crypto';
import {
  type AuditKind,
  type ProblemCode,
  type Webhook,
  WEBHOOK_LIMITS,
  type WebhookDelivery,
  type WebhookDeliveryList,
  type WebhookDraft,
  type WorkspaceId,
} from '@baton/protocol';
import { recordAudit } from '../../../platform/audit/index.ts';
import type { Database, Sql } from '../../../platform/database/index.ts';
import type { SafeFetch } from '../../../platform/safe-fetch/index.ts';
import type { Secrets } from '../../../platform/secrets/index.ts';
import { secretOf } from './core/signature.ts';
import { beginCursor, endCursor, takeTurn } from './cursors.ts';
import { lastOf } from './deliver.ts';
import type { Post } from './post.ts';
import { refusalWords } from './refusal-words.ts';
import { CANNOT_SIGN, secretPlace, signedHeaders } from './sign.ts';
import {
  asDelivery,
  asWebhook,
  deliveryColumns,
  type DeliveryRow,
  webhookColumns,
  type WebhookRow,
} from './store.ts';

export interface Refused {
  kind: 'refused';
  code: Extract<ProblemCode, 'not_found' | 'invalid_input' | 'conflict'>;
  detail: string;
}

export interface ManageParts {
  database: Database;
  secrets: Secrets;
  post: Post;
  web: Pick<SafeFetch, 'refuses'>;
  newId: (prefix: string) => string;
  /** A delivery may be due. */
  look: () => void;
}

const SECRET_BYTES = 32;

const refuse = (code: Refused['code'], detail: string): Refused => ({
  kind: 'refused',
  code,
  detail,
});
const noSuchWebhook = refuse('not_found', 'There is no webhook with this id.');
const noSuchDelivery = refuse('not_found', 'There is no delivery with this id.');

/** For the audit log: an address may hold a token, its host does not. */
const named = (id: string, url: string) => ({
  kind: 'webhook',
  id,
  name: URL.canParse(url) ? new URL(url).host : null,
});

/** The webhook as it is now, and that somebody made it so. */
async function noted(
  tx: Sql,
  workspaceId: WorkspaceId,
  kind: AuditKind,
  webhook: Webhook | Refused,
  details: Record<string, unknown> = {},
): Promise<Webhook | Refused> {
  if ('kind' in webhook) return webhook;
  const subject = named(webhook.id, webhook.url);
  await recordAudit(tx, { workspaceId, kind, subject, details });
  return webhook;
}

export function createManage({ database, secrets, post, web, newId, look }: ManageParts) {
  async function find(sql: Sql, workspaceId: WorkspaceId, id: string): Promise<Webhook | Refused> {
    const [row] = await sql.query<WebhookRow>(
      `select ${webhookColumns} from webhooks w where w.workspace_id = $1 and w.id = $2`,
      [workspaceId, id],
    );
    return row === undefined ? noSuchWebhook : asWebhook(row);
  }

  async function findDelivery(workspaceId: WorkspaceId, id: string) {
    const [row] = await database.query<DeliveryRow>(
      `select ${deliveryColumns} from webhook_deliveries where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    return row === undefined ? noSuchDelivery : asDelivery(row);
  }

  const seal = (workspaceId: WorkspaceId, id: string) => {
    const secret = secretOf(randomBytes(SECRET_BYTES));
    return { secret, sealed: secrets.seal(secret, secretPlace(workspaceId, id)) };
  };

  /** Told at once, instead of by a delivery that fails. A name is looked up when it is sent to. */
  function checkUrl(url: string): Refused | null {
    const refusal = web.refuses(url);
    return refusal === null ? null : refuse('invalid_input', refusalWords(refusal));
  }

  async function setState(workspaceId: WorkspaceId, id: string, state: 'active' | 'paused') {
    return database.transaction(async (tx) => {
      await tx.query(
        `update webhooks
         set state = $3, off_because = null, state_since = now(), failures = 0,
             failing_since = null, resting_until = null
         where workspace_id = $1 and id = $2 and state <> $3`,
        [workspaceId, id, state],
      );
      if (state === 'active') {
        await tx.query(
          `update webhook_deliveries set due_at = now()
           where workspace_id = $1 and webhook_id = $2 and state = 'waiting' and not leased`,
          [workspaceId, id],
        );
      }
      const webhook = await find(tx, workspaceId, id);
      return noted(tx, workspaceId, 'webhookChanged', webhook, { state });
    });
  }

  return {
    async list(workspaceId: WorkspaceId): Promise<Webhook[]> {
      const rows = await database.query<WebhookRow>(
        `select ${webhookColumns} from webhooks w where w.workspace_id = $1
         order by w.created_at, w.id`,
        [workspaceId],
      );
      return rows.map(asWebhook);
    },

    /** Hears of what happens from now on. */
    async add(
      workspaceId: WorkspaceId,
      { url, description, events }: WebhookDraft,
    ): Promise<{ webhook: Webhook; secret: string } | Refused> {
      const wrong = checkUrl(url);
      if (wrong !== null) return wrong;
      const id = newId('whk');
      const { secret, sealed } = seal(workspaceId, id);
      const added = await database.transaction(async (tx) => {
        // Two who add at once are counted one after the other.
        await takeTurn(tx, workspaceId);
        const [{ count } = { count: 0 }] = await tx.query<{ count: number }>(
          'select count(*)::int as count from webhooks where workspace_id = $1',
          [workspaceId],
        );
        const most = WEBHOOK_LIMITS.webhooksPerWorkspace;
        if (count >= most) return refuse('conflict', `A workspace has at most ${most} webhooks.`);
        await tx.query(
          `insert into webhooks (id, workspace_id, url, description, events, secret)
           values ($1, $2, $3, $4, $5, $6)`,
          [id, workspaceId, url, description, [...new Set(events)], sealed],
        );
        await beginCursor(tx, workspaceId);
        await recordAudit(tx, { workspaceId, kind: 'webhookAdded', subject: named(id, url) });
        const webhook = await find(tx, workspaceId, id);
        return 'kind' in webhook ? webhook : { webhook, secret };
      });
      look();
      return added;
    },

    /** What waits goes to the new address. */
    async change(
      workspaceId: WorkspaceId,
      id: string,
      { url, description, events }: WebhookDraft,
    ): Promise<Webhook | Refused> {
      const wrong = checkUrl(url);
      if (wrong !== null) return wrong;
      const changed = await database.transaction(async (tx) => {
        await tx.query(
          `update webhooks set url = $3, description = $4, events = $5,
             resting_until = case when url = $3 then resting_until end
           where workspace_id = $1 and id = $2`,
          [workspaceId, id, url, description, [...new Set(events)]],
        );
        return noted(tx, workspaceId, 'webhookChanged', await find(tx, workspaceId, id));
      });
      look();
      return changed;
    },

    async remove(workspaceId: WorkspaceId, id: string): Promise<Refused | null> {
      return database.transaction(async (tx) => {
        // Before anything is looked at: one that is just being added needs the cursor.
        await takeTurn(tx, workspaceId);
        const [gone] = await tx.query<{ url: string }>(
          'delete from webhooks where workspace_id = $1 and id = $2 returning url',
          [workspaceId, id],
        );
        await endCursor(tx, workspaceId);
        if (gone === undefined) return noSuchWebhook;
        await recordAudit(tx, {
          workspaceId,
          kind: 'webhookRemoved',
          subject: named(id, gone.url),
        });
        return null;
      });
    },

    pause: (workspaceId: WorkspaceId, id: string) => setState(workspaceId, id, 'paused'),

    async resume(workspaceId: WorkspaceId, id: string): Promise<Webhook | Refused> {
      const resumed = await setState(workspaceId, id, 'active');
      look();
      return resumed;
    },

    /** The one before signs too for a day, so that a receiver can change in its own time. */
    async renewSecret(
      workspaceId: WorkspaceId,
      id: string,
    ): Promise<{ webhook: Webhook; secret: string } | Refused> {
      const { secret, sealed } = seal(workspaceId, id);
      const webhook = await database.transaction(async (tx) => {
        await tx.query(
          `update webhooks
         set old_secret = secret, old_secret_until = now() + $4 * interval '1 hour',
             secret = $3, secret_set_at = now()
         where workspace_id = $1 and id = $2`,
          [workspaceId, id, sealed, WEBHOOK_LIMITS.oldSecretHours],
        );
        return noted(tx, workspaceId, 'webhookSecretRenewed', await find(tx, workspaceId, id));
      });
      return 'kind' in webhook ? webhook : { webhook, secret };
    },

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
      if (page !== null && !/^\d{1,18}$/.test(page)) {
        return refuse('invalid_input', 'This is not a page of this list.');
      }
      const webhook = await find(database, workspaceId, id);
      if ('kind' in webhook) return webhook;
      const rows = await database.query<DeliveryRow>(
        `select ${deliveryColumns} from webhook_deliveries
         where workspace_id = $1 and webhook_id = $2
           and ($3::text is null or state = $3) and ($4::bigint is null or seq < $4)
         order by seq desc limit $5`,
        [workspaceId, id, state, page, limit + 1],
      );
      const shown = rows.slice(0, limit);
      const nextPage = rows.length > limit ? (shown.at(-1)?.seq ?? null) : null;
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
      const webhook = await find(database, workspaceId, id);
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

const UNDER_WAY_AGAIN = `set state = 'waiting', attempts = 0, leased = false, due_at = now(),
  finished_at = null, expires_at = now() + $3 * interval '1 day'`;
