// Who waits to hear that a conversation has moved on, told from the live feed: no query, no poll.

import type { ConversationSummary } from '@baton/protocol';
import type { FeedTail } from '../../platform/feed/index.ts';
import type { LiveTurnTools, TurnAtWork } from './live-turn.ts';

export function createTurnWatch(tail: Pick<FeedTail, 'subscribe'>): {
  watchTurn: NonNullable<LiveTurnTools['watchTurn']>;
  close(): void;
} {
  const watched = new Map<string, Set<{ turn: TurnAtWork; over: () => void }>>();
  const unsubscribe = tail.subscribe((entries) => {
    if (watched.size === 0) return;
    for (const { type, data, workspaceId } of entries) {
      if (type === 'conversation.removed') {
        const { conversationId } = data as { conversationId: string };
        for (const each of watched.get(conversationId) ?? [])
          if (each.turn.workspaceId === workspaceId) each.over();
      }
      if (type !== 'conversation.changed') continue;
      const { summary } = data as { summary: ConversationSummary };
      for (const each of watched.get(summary.id) ?? [])
        if (each.turn.workspaceId === workspaceId && isOver(summary, each.turn)) each.over();
    }
  });
  return {
    watchTurn(turn, over) {
      const watchers = watched.get(turn.conversationId) ?? new Set();
      const watcher = { turn, over };
      watched.set(turn.conversationId, watchers.add(watcher));
      return () => {
        watchers.delete(watcher);
        if (watchers.size === 0) watched.delete(turn.conversationId);
      };
    },
    close: unsubscribe,
  };
}

/**
 * A tag or a name changes nothing; a newer turn, another controller or an answer ends it. The feed
 * may be late: what it tells of the time before the turn was read (the answer to the one before)
 * says nothing about this one.
 */
const isOver = (now: ConversationSummary, { turn, version }: TurnAtWork): boolean =>
  now.version > version && (now.turn > turn || now.controller !== 'ai' || !now.aiWorking);
