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

/**
 * In a transaction: two tabs that say so at once find one contact. Resolves with its id.
 *
 * A contact is held before it is read: who is erased at the same moment is not found, and what is
 * written at the same moment counts as written.
 */
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
  const known = await held(tx, 'identified_by = $2 and external_id = $3', [
    workspaceId,
    aiAgentId,
    identity.id,
  ]);
  const visitor =
    visitorId === null
      ? null
      : await held(tx, 'id = $2 and external_id is null', [workspaceId, visitorId]);
  const goesAlong = visitor !== null && (known === null || (visitor.wrote && !known.wrote));
  if (known !== null && goesAlong) {
    // Nothing hangs on it but sessions, which begin anew as this customer.
    await tx.query('delete from contacts where workspace_id = $1 and id = $2', [
      workspaceId,
      known.id,
    ]);
  }
  const id = goesAlong ? visitor.id : (known?.id ?? newId('con'));
  if (!goesAlong && known === null) {
    await tx.query(
      'insert into contacts (id, workspace_id, created_at, last_seen_at) values ($1, $2, $3, $3)',
      [id, workspaceId, vouching.now],
    );
  }
  await keep(tx, id, vouching);
  return id;
}

/** Nobody erases it, nor begins a conversation of it, until the transaction ends. */
async function held(
  tx: Sql,
  which: string,
  values: [workspaceId: string, ...string[]],
): Promise<{ id: string; wrote: boolean } | null> {
  const [contact] = await tx.query<{ id: string }>(
    `select id from contacts where workspace_id = $1 and ${which} for update`,
    values,
  );
  if (contact === undefined) return null;
  // A statement of its own: it sees what was written while the first one waited.
  const written = await tx.query(
    'select from conversations where workspace_id = $1 and contact_id = $2 limit 1',
    [values[0], contact.id],
  );
  return { id: contact.id, wrote: written.length > 0 };
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
