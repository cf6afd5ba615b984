/**
 * A customer's message finds its conversation, or starts one. When it is acknowledged it is stored,
 * once, whatever is resent and however many tabs send at the same moment.
 */
import type { ConversationId, MessageId } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import { isForeignKeyViolation } from '../../platform/database/index.ts';
import type {
  CommandResult,
  ConversationsDependencies,
  CustomerMessageInput,
  Scope,
} from './conversations.ts';
import type { SendCustomerMessage } from './core/commands.ts';
import { storable } from './storable-text.ts';
import {
  type Found,
  type Loaded,
  loadConversation,
  loadCurrent,
  lockContact,
} from './store/load.ts';
import {
  type Attempt,
  decideAndAppend,
  noSuchConversation,
  refused,
  resent,
  untilDecided,
} from './write.ts';

export async function sendCustomerMessage(
  dependencies: ConversationsDependencies,
  { workspaceId }: Scope,
  given: CustomerMessageInput,
): Promise<CommandResult> {
  const { clock, newId, database } = dependencies;
  const input = storable(given);
  const { contactId, aiAgentId, clientMessageId, body, page } = input;
  const sending = { authorId: contactId, clientMessageId };
  const command: SendCustomerMessage = {
    type: 'sendCustomerMessage',
    at: clock.now().toISOString(),
    messageId: newId('msg') as MessageId,
    contact: { name: null, email: null },
    verified: false,
    clientMessageId,
    body,
    contactId,
    aiAgentId,
    page,
    submitted: input.submitted ?? null,
    requested: input.requested ?? null,
  };

  /** Null: this is no resend. Where the first one went is where it belongs. */
  const asResend = async (sql: Sql, { sentBefore }: Loaded): Promise<Attempt | null> =>
    sentBefore === null
      ? null
      : resent(sql, workspaceId, sentBefore, { ...sentBefore, body, visibility: 'public' });
  const into = (sql: Sql, { conversationId, state }: Found): Promise<Attempt> =>
    decideAndAppend(sql, dependencies, { workspaceId, conversationId }, state, command);

  const toNamed = async (sql: Sql, id: ConversationId, lock: boolean): Promise<Attempt> => {
    const loaded = await loadConversation(sql, workspaceId, id, sending, { lock });
    const resend = await asResend(sql, loaded);
    if (resend !== null) return resend;
    const { found } = loaded;
    const isTheirs = found?.state.contact.id === contactId && found.state.aiAgentId === aiAgentId;
    if (!isTheirs) return { result: noSuchConversation };
    if (found.state.standing.status !== 'resolved') return into(sql, found);
    // This tab slept while another one went on elsewhere: the customer has one thread, not two.
    const current = await loadCurrent(sql, workspaceId, contactId, aiAgentId, null);
    return into(sql, current.found ?? found);
  };

  const toCurrent = async (sql: Sql): Promise<Attempt> => {
    const loaded = await loadCurrent(sql, workspaceId, contactId, aiAgentId, sending);
    const resend = await asResend(sql, loaded);
    if (resend !== null) return resend;
    return loaded.found === null ? database.transaction(start) : into(sql, loaded.found);
  };

  /** One at a time per contact: two first messages at once must not make two conversations. */
  const start = async (tx: Sql): Promise<Attempt> => {
    await lockContact(tx, contactId, aiAgentId);
    const loaded = await loadCurrent(tx, workspaceId, contactId, aiAgentId, sending);
    const resend = await asResend(tx, loaded);
    if (resend !== null) return resend;
    if (loaded.found !== null) return toNamed(tx, loaded.found.conversationId, true);
    if (loaded.contact === null) {
      return { result: refused('not_found', 'There is no such contact.') };
    }
    const conversationId = newId('cnv') as ConversationId;
    const { verified, ...contact } = loaded.contact;
    const first = { ...command, contact, verified };
    return decideAndAppend(tx, dependencies, { workspaceId, conversationId }, null, first);
  };

  const { conversationId } = input;
  try {
    return await (conversationId === null
      ? untilDecided(dependencies, workspaceId, toCurrent, start)
      : untilDecided(
          dependencies,
          workspaceId,
          (sql) => toNamed(sql, conversationId, false),
          (tx) => toNamed(tx, conversationId, true),
        ));
  } catch (error) {
    if (isForeignKeyViolation(error)) return refused('not_found', 'There is no such AI agent.');
    throw error;
  }
}
