/** The state as lists show it. */
import type { ConversationId, ConversationSummary } from '@baton/protocol';
import { type ConversationState, holderOf, owedTurn, waitingSince } from './state.ts';

export function summarise(id: ConversationId, state: ConversationState): ConversationSummary {
  return {
    id,
    version: state.version,
    status: state.standing.status,
    controller: state.standing.control.by,
    aiAgentId: state.aiAgentId,
    contact: state.contact,
    assigneeId: holderOf(state),
    waitingSince: waitingSince(state),
    snoozedUntil: state.standing.status === 'snoozed' ? state.standing.until : null,
    handoffReasons: state.episode.handoffReasons,
    tags: state.tags,
    preview: state.preview,
    aiWorking: owedTurn(state) !== null,
    ...(awaitsApproval(state) && { awaitsApproval: true as const }),
    turn: state.turn,
    lastMessageAt: state.lastMessageAt,
    createdAt: state.createdAt,
  };
}

const awaitsApproval = ({ runs = {} }: ConversationState): boolean =>
  Object.values(runs).some(({ is }) => is === 'waiting');
