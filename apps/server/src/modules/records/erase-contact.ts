/**
 * Erases a person: the contact, their conversations and every copy of them, in one transaction.
 *
 *   lock the contact ─► their conversations, with all copies ─► the contact, sessions with it
 *                                                            └► audit: that it was done, by whom
 *
 * Nothing is removed before the contact is locked. Who starts a conversation at the same moment waits for it: committed
 * before, it is found and goes too; after, there is no contact to start one for. Who writes into one
 * finds it gone. So a message or an answer that arrives in the middle resurrects nothing.
 *
 * Numbers that name nobody stay: what a month's model calls cost, calibrations, badges.
 */
import type { ContactErased, ContactId, ConversationId } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import { isSerializationFailure, type Sql } from '../../platform/database/index.ts';
import { noSuchContact } from './contact-holdings.ts';
import { confirmWords, isConfirmed } from './core/confirm-words.ts';
import type { Asker, Parts } from './parts.ts';
import { type Refused, refuse } from './refused.ts';

/** Somebody who holds what we want may want what we hold: one of the two is undone, and again. */
const MOST_TRIES = 6;

interface Found {
  name: string | null;
  email: string | null;
}

export function createContactErasure(parts: Parts) {
  const { database, clock, removeConversations, wakeFeed, sessionsEnded } = parts;

  async function eraseOnce(
    tx: Sql,
    { workspaceId, teammate }: Asker,
    contactId: ContactId,
    typed: string,
  ): Promise<ContactErased | Refused> {
    // In the order of everybody who writes: a conversation, then its contact. What was begun in
    // between is found below, with the contact held.
    await tx.query(
      `select from conversations where workspace_id = $1 and contact_id = $2 order by id for update`,
      [workspaceId, contactId],
    );
    const [contact] = await tx.query<Found>(
      'select name, email from contacts where workspace_id = $1 and id = $2 for update',
      [workspaceId, contactId],
    );
    if (contact === undefined) return erasedBefore(tx, workspaceId, contactId);
    if (!isConfirmed(contact, typed)) {
      const message = `must be “${confirmWords(contact)}”`;
      return refuse('invalid_input', `To erase this customer, what you type ${message}.`, [
        { path: 'confirm', message },
      ]);
    }
    const conversations = await tx.query<{ id: ConversationId }>(
      'select id from conversations where workspace_id = $1 and contact_id = $2 order by id',
      [workspaceId, contactId],
    );
    const ids = conversations.map(({ id }) => id);
    const [said] = await tx.query<{ count: number }>(
      `select count(*)::int as count from messages
       where workspace_id = $1 and conversation_id = any($2)`,
      [workspaceId, ids],
    );
    await removeConversations(tx, workspaceId, ids);
    await tx.query('delete from contacts where workspace_id = $1 and id = $2', [
      workspaceId,
      contactId,
    ]);
    const erased: ContactErased = {
      contactId,
      erasedAt: clock.now().toISOString(),
      conversations: ids.length,
      messages: said?.count ?? 0,
    };
    await recordAudit(tx, {
      workspaceId,
      kind: 'contactErased',
      by: teammate.id,
      subject: { kind: 'contact', id: contactId },
      details: { conversations: erased.conversations, messages: erased.messages },
    });
    return erased;
  }

  /** Asked again, it was done already; who never was here is not found. */
  async function erasedBefore(
    tx: Sql,
    workspaceId: string,
    contactId: ContactId,
  ): Promise<ContactErased | Refused> {
    const [entry] = await tx.query<{ at: Date }>(
      `select at from audit_log where workspace_id = $1 and kind = 'contactErased'
         and subject_id = $2 order by position limit 1`,
      [workspaceId, contactId],
    );
    if (entry === undefined) return noSuchContact;
    return { contactId, erasedAt: entry.at.toISOString(), conversations: 0, messages: 0 };
  }

  return async function eraseContact(
    me: Asker,
    contactId: ContactId,
    typed: string,
  ): Promise<ContactErased | Refused> {
    for (let tries = 1; ; tries += 1) {
      try {
        const erased = await database.transaction((tx) => eraseOnce(tx, me, contactId, typed));
        if (!('kind' in erased)) {
          wakeFeed();
          sessionsEnded(me.workspaceId, contactId);
        }
        return erased;
      } catch (error) {
        if (!isSerializationFailure(error) || tries === MOST_TRIES) throw error;
      }
    }
  };
}
