// The brief for a person who steps in unasked: the same card as after a handoff, minus a decision.

import type { Brief, ConversationId, WorkspaceId } from '@baton/protocol';
import type { Conversations } from '../conversations/index.ts';
import { withActions } from './actions/index.ts';
import { buildBrief } from './core/brief.ts';
import { readEpisode } from './core/episode.ts';

export async function takeoverBrief(
  conversations: Pick<Conversations, 'episode'>,
  workspaceId: string,
  conversationId: string,
): Promise<Brief | null> {
  const stored = await conversations.episode(
    { workspaceId: workspaceId as WorkspaceId },
    conversationId as ConversationId,
  );
  if (stored === null) return null;
  const brief = buildBrief({
    episode: readEpisode(stored.events),
    reasons: ['takeover'],
    explanation: 'A teammate stepped in while the AI was handling this conversation.',
    contact: stored.summary.contact,
    frustration: null,
    passages: [],
    unsaidDraft: null,
  });
  return withActions(brief, stored.events);
}
