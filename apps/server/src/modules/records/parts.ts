/** What every part of this module stands on. */
import type { ConversationId, DecisionView, TeammateId, WorkspaceId } from '@baton/protocol';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Sql } from '../../platform/database/index.ts';
import type { Secrets } from '../../platform/secrets/index.ts';

export interface Parts {
  database: Database;
  /** Seals where a page of the audit log begins. */
  secrets: Pick<Secrets, 'seal' | 'open'>;
  clock: Clock;
  /** Takes conversations out, with all copies, in this transaction. How many there were. */
  removeConversations: (
    tx: Sql,
    workspaceId: WorkspaceId,
    conversationIds: readonly ConversationId[],
  ) => Promise<number>;
  /** A decision in words; null: there is none by this id. */
  readDecision: (workspaceId: string, decisionId: string) => Promise<DecisionView | null>;
  /** Called after a commit that wrote to the live feed. */
  wakeFeed: () => void;
  /** Called after a commit that ended a contact's sessions: their open sockets end with them. */
  sessionsEnded: (workspaceId: string, of: string) => void;
  /** Called after a commit that enqueued jobs. */
  wakeJobs: () => void;
}

/** Who asks. */
export interface Asker {
  workspaceId: WorkspaceId;
  teammate: { id: TeammateId };
}
