/**
 * Where a conversation stands for the teammate who looks at it: what the header says, which
 * actions there are, what replying will do. One answer, so that they never disagree.
 */
import type { ConversationSummary } from '@baton/protocol';

export type Situation =
  | { is: 'waiting'; since: string | null }
  | { is: 'ai'; working: boolean }
  | { is: 'mine' }
  | { is: 'theirs'; teammateId: string }
  | { is: 'snoozed'; until: string | null; teammateId: string | null }
  | { is: 'resolved' };

export function situationOf(summary: ConversationSummary, me: string): Situation {
  if (summary.status === 'resolved') return { is: 'resolved' };
  if (summary.status === 'snoozed') {
    return { is: 'snoozed', until: summary.snoozedUntil, teammateId: summary.assigneeId };
  }
  switch (summary.controller) {
    case 'ai':
      return { is: 'ai', working: summary.aiWorking };
    case 'queue':
      return { is: 'waiting', since: summary.waitingSince };
    case 'human':
      return summary.assigneeId === null || summary.assigneeId === me
        ? { is: 'mine' }
        : { is: 'theirs', teammateId: summary.assigneeId };
  }
}
