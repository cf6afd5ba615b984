/** Ids for tests: valid, short to write, the same in every run. `ids.teammate(1)`. */
import type {
  AiAgentId,
  ContactId,
  ConversationId,
  DecisionId,
  DocumentId,
  MessageId,
  PassageId,
  TeammateId,
  WorkspaceId,
} from '@baton/protocol';

/** `idOf('cnv', 7)` → `cnv_00000000000000000000000007`. */
export function idOf(prefix: string, n: number): string {
  return `${prefix}_${String(n).padStart(26, '0')}`;
}

export const ids = {
  workspace: (n = 1) => idOf('wsp', n) as WorkspaceId,
  teammate: (n = 1) => idOf('tmt', n) as TeammateId,
  aiAgent: (n = 1) => idOf('agt', n) as AiAgentId,
  contact: (n = 1) => idOf('con', n) as ContactId,
  conversation: (n = 1) => idOf('cnv', n) as ConversationId,
  message: (n = 1) => idOf('msg', n) as MessageId,
  decision: (n = 1) => idOf('dec', n) as DecisionId,
  document: (n = 1) => idOf('doc', n) as DocumentId,
  passage: (n = 1) => idOf('psg', n) as PassageId,
  /** The sender's own id for a message. */
  clientMessage: (n = 1) => `client-message-${n}`,
};

/** Two teammates with names, for tests that read like a scene. */
export const ana = ids.teammate(1);
export const ben = ids.teammate(2);
