// What answering a turn takes from the rest of the server, and how a turn can end.

import type { ConversationId, WorkspaceId } from '@baton/protocol';
import type { Log } from '../../platform/log.ts';
import type { Conversations } from '../conversations/index.ts';
import type { Policy } from '../escalation/index.ts';
import type { ActionsAt } from './actions/index.ts';
import type { JudgementTools } from './judgement.ts';
import type { LiveTurnTools } from './live-turn.ts';
import type { WritingPorts } from './writer.ts';

export interface AnsweringTools extends JudgementTools, LiveTurnTools, WritingPorts {
  conversations: Pick<Conversations, 'episode' | 'execute'>;
  /** What it can do besides answering; left out: nothing. */
  actionsAt?: ActionsAt;
  /** The policy that an AI agent decides by now. */
  policyOf(workspaceId: string, aiAgentId: string): Promise<Policy>;
  /** How long a model may take for one answer. Default: a minute. */
  modelPatienceMs?: number;
  newId(prefix: string): string;
  log: Log;
}

export interface TurnToAnswer {
  workspaceId: WorkspaceId;
  conversationId: ConversationId;
}

/** How a turn came out, for logs and tests. */
export type TurnEnd = 'nothing_owed' | 'answered' | 'handed_off' | 'stale';
