/**
 * Walks through a conversation's events and tells, for each, how things stood just before it: a dozen
 * rules of its own. It shares no code with the server, so that a mistake in the core cannot hide here.
 */
import type { ConversationEvent } from '@baton/protocol';

export interface Standing {
  control: 'ai' | 'queue' | 'human';
  /** Who has it, while a person does. */
  holder: string | null;
  /** Customer messages that nobody has answered. */
  open: number;
  /** Work that the AI brings for an earlier one is old. */
  turn: number;
}

export interface Step {
  event: ConversationEvent;
  before: Standing;
}

export interface Walk {
  steps: Step[];
  end: Standing;
}

export function walk(events: readonly ConversationEvent[]): Walk {
  let standing: Standing = { control: 'ai', holder: null, open: 0, turn: 0 };
  const steps = events.map((event): Step => {
    const before = standing;
    standing = after(before, event);
    return { event, before };
  });
  return { steps, end: standing };
}

function after(before: Standing, event: ConversationEvent): Standing {
  const passedTo = (control: Standing['control'], holder: string | null): Standing => ({
    ...before,
    control,
    holder,
    turn: before.turn + 1,
  });
  switch (event.type) {
    case 'customerMessageSent':
      return { ...before, open: before.open + 1, turn: event.turn };
    case 'aiAnswered':
      return { ...before, open: 0 };
    case 'handedOff':
      return passedTo('queue', null);
    case 'claimed':
    case 'tookOver':
      return passedTo('human', event.teammateId);
    case 'replied':
      return { ...before, open: 0 };
    case 'transferred':
      return passedTo(event.to === null ? 'queue' : 'human', event.to);
    case 'handedBack':
      return passedTo('ai', null);
    case 'resolved':
      // It rests with the person who had it, else with the AI. Nobody waits any more.
      return { ...before, open: 0, control: before.control === 'queue' ? 'ai' : before.control };
    case 'reopened':
      return passedTo(event.controller, event.assigneeId);
    default:
      return before;
  }
}
