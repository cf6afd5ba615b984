/**
 * How to reach a contact: kept on the contact, and told to their current conversation, where the
 * teammate who reads it needs it.
 */
import type { AiAgentId, ContactDetails, ContactId } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import type { ConversationsDependencies, Scope } from './conversations.ts';
import type { IdentifyContact } from './core/commands.ts';
import { storable } from './storable-text.ts';
import { keepContactDetails } from './store/contacts.ts';
import { loadCurrent, lockContact } from './store/load.ts';
import { type Attempt, decideAndAppend, noSuchConversation, untilDecided } from './write.ts';

interface Identified {
  contactId: ContactId;
  aiAgentId: AiAgentId;
  details: ContactDetails;
  verified: boolean;
}

export async function identifyContact(
  dependencies: ConversationsDependencies,
  { workspaceId }: Scope,
  { contactId, aiAgentId, details: given, verified }: Identified,
): Promise<void> {
  const { clock, database } = dependencies;
  const details = storable(given);
  const command: IdentifyContact = {
    type: 'identifyContact',
    at: clock.now().toISOString(),
    details,
    verified,
  };
  const tell = async (sql: Sql): Promise<Attempt> => {
    const { found } = await loadCurrent(sql, workspaceId, contactId, aiAgentId, null);
    if (found === null) return { result: noSuchConversation };
    const { conversationId, state } = found;
    return decideAndAppend(sql, dependencies, { workspaceId, conversationId }, state, command);
  };
  const result = await untilDecided(dependencies, workspaceId, tell, async (tx) => {
    await lockContact(tx, contactId, aiAgentId);
    return tell(tx);
  });
  // The append of the event keeps the details too; without one it is for us to do.
  if (result.kind !== 'accepted') {
    await keepContactDetails(database, workspaceId, contactId, details, verified);
  }
}
