/** A webhook that a manager asks for; or why not, as a value. */
import type { ProblemCode, Webhook, WorkspaceId } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import { asWebhook, webhookColumns, type WebhookRow } from './store.ts';

export interface Refused {
  kind: 'refused';
  code: Extract<ProblemCode, 'not_found' | 'invalid_input' | 'conflict'>;
  detail: string;
}

export const refuse = (code: Refused['code'], detail: string): Refused => ({
  kind: 'refused',
  code,
  detail,
});
export const noSuchWebhook = refuse('not_found', 'There is no webhook with this id.');

export async function findWebhook(
  sql: Sql,
  workspaceId: WorkspaceId,
  id: string,
): Promise<Webhook | Refused> {
  const [row] = await sql.query<WebhookRow>(
    `select ${webhookColumns} from webhooks w where w.workspace_id = $1 and w.id = $2`,
    [workspaceId, id],
  );
  return row === undefined ? noSuchWebhook : asWebhook(row);
}
