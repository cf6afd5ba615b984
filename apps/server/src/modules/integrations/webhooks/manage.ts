/** What a manager does with webhooks: add, change, pause, renew the secret. */
import { randomBytes } from 'node:crypto';
import {
  type AuditKind,
  type Webhook,
  WEBHOOK_LIMITS,
  type WebhookDraft,
  type WorkspaceId,
} from '@baton/protocol';
import { recordAudit } from '../../../platform/audit/index.ts';
import type { Database, Sql } from '../../../platform/database/index.ts';
import type { SafeFetch } from '../../../platform/safe-fetch/index.ts';
import type { Secrets } from '../../../platform/secrets/index.ts';
import { secretOf } from './core/signature.ts';
import { beginCursor, endCursor, takeTurn } from './cursors.ts';
import { refusalWords } from './refusal-words.ts';
import { findWebhook, noSuchWebhook, refuse, type Refused } from './refused.ts';
import { secretPlace } from './sign.ts';
import { asWebhook, webhookColumns, type WebhookRow } from './store.ts';

export interface ManageParts {
  database: Database;
  secrets: Pick<Secrets, 'seal'>;
  web: Pick<SafeFetch, 'refuses'>;
  newId: (prefix: string) => string;
  /** A delivery may be due. */
  look: () => void;
}

const SECRET_BYTES = 32;

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

export function createManage({ database, secrets, web, newId, look }: ManageParts) {
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
      const webhook = await findWebhook(tx, workspaceId, id);
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
        const webhook = await findWebhook(tx, workspaceId, id);
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
        return noted(tx, workspaceId, 'webhookChanged', await findWebhook(tx, workspaceId, id));
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
        return noted(
          tx,
          workspaceId,
          'webhookSecretRenewed',
          await findWebhook(tx, workspaceId, id),
        );
      });
      return 'kind' in webhook ? webhook : { webhook, secret };
    },
  };
}
