/** What sending will do, said before it is done. Pure. */
import type { Situation } from '../situation.ts';
import type { DraftKind } from './drafts.ts';

export type Hint = { text: string; send: string };

export function composerHint(
  kind: DraftKind,
  situation: Situation,
  nameOf: (id: string) => string,
): Hint {
  if (kind === 'note') return { text: 'Only your team sees notes.', send: 'Add note' };
  switch (situation.is) {
    case 'waiting':
      return { text: 'Replying claims the conversation.', send: 'Claim and send' };
    case 'ai':
      return { text: 'Replying takes over from the AI.', send: 'Take over and send' };
    case 'mine':
      return { text: '', send: 'Send' };
    case 'theirs':
      return {
        text: `${nameOf(situation.teammateId)} has this conversation and keeps it.`,
        send: 'Send',
      };
    case 'snoozed':
      return { text: 'It stays snoozed until then, or until the customer answers.', send: 'Send' };
    case 'resolved':
      return { text: 'Replying reopens the conversation.', send: 'Reopen and send' };
  }
}
