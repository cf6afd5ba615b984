/**
 * Which contact an identified customer is: the one that the website named before, else the visitor
 * that this browser has been so far, else a new one.
 *
 *   nobody by that id yet            the anonymous visitor becomes that customer, thread and all
 *   known, and has never written     the same: the visitor's thread is the first of theirs
 *   known, and has a thread          theirs; the anonymous thread stays with the visitor it was
 *   the browser was somebody else's  theirs; nothing of the other person goes along
 */
import type { Sql } from '../../platform/database/index.ts';
import type { Identity } from './core/identity-claims.ts';

export interface Vouching {
  workspaceId: string;
  aiAgentId: string;
  identity: Identity;
  now: Date;
  until: Date;
}

/** In a transaction: two tabs that say so at once find one contact. Resolves with its id. */
export async function identifiedContact(
  tx: Sql,
  vouching: Vouching,
  visitorId: string | null,
  newId: (prefix: string) => string,
): Promise<string> {
  const { workspaceId, aiAgentId, identity } = vouching;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [
    JSON.stringify([aiAgentId, identity.id]),
  ]);
  const [known] = await tx.query<{ id: string; wrote: boolean }>(
    `select c.id, exists (select 1 from conversations v where v.contact_id = c.id) as wrote
     from contacts c where c.workspace_id = $1 and c.identified_by = $2 and c.external_id = $3`,
    [workspaceId, aiAgentId, identity.id],
  );
  const visitor = visitorId === null ? null : await anonymous(tx, workspaceId, visitorId);
  const goesAlong = visitor !== null && (known === undefined || (visitor.wrote && !known.wrote));
  if (known !== undefined && goesAlong) {
    // Nothing hangs on it but sessions, which begin anew as this customer.
    await tx.query('delete from contacts where workspace_id = $1 and id = $2', [
      workspaceId,
      known.id,
    ]);
  }
  const id = goesAlong ? visitor.id : (known?.id ?? newId('con'));
  if (!goesAlong && known === undefined) {
    await tx.query(
      'insert into contacts (id, workspace_id, created_at, last_seen_at) values ($1, $2, $3, $3)',
      [id, workspaceId, vouching.now],
    );
  }
  await keep(tx, id, vouching);
  return id;
}

async function anonymous(
  tx: Sql,
  workspaceId: string,
  id: string,
): Promise<{ id: string; wrote: boolean } | null> {
  const [row] = await tx.query<{ id: string; wrote: boolean }>(
    `select c.id, exists (select 1 from conversations v where v.contact_id = c.id) as wrote
     from contacts c where c.workspace_id = $1 and c.id = $2 and c.external_id is null
     for update`,
    [workspaceId, id],
  );
  return row ?? null;
}

/** What the website says now counts, and before what was typed in a chat. */
async function keep(tx: Sql, id: string, vouching: Vouching): Promise<void> {
  const { workspaceId, aiAgentId, identity, now, until } = vouching;
  await tx.query(
    `update contacts
     set external_id = $3, identified_by = $4, verified_at = $5, verified_until = $6,
         identity = $7, name = coalesce($8, name), email = coalesce($9, email), last_seen_at = $5
     where workspace_id = $1 and id = $2`,
    [
      workspaceId,
      id,
      identity.id,
      aiAgentId,
      now,
      until,
      JSON.stringify(identity),
      identity.name,
      identity.email,
    ],
  );
}
