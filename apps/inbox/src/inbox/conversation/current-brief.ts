/**
 * The brief that matters now: of the last time the baton was passed to a person, unless it has
 * gone back to the AI since. Pure.
 */
import type { Brief, ConversationEvent } from '@baton/protocol';

export type CurrentBrief = {
  brief: Brief;
  at: string;
  version: number;
  /** A teammate has spoken since: the brief has done its work and may fold. */
  answered: boolean;
};

export function currentBrief(events: readonly ConversationEvent[]): CurrentBrief | null {
  return events.reduce<CurrentBrief | null>(after, null);
}

function after(current: CurrentBrief | null, event: ConversationEvent): CurrentBrief | null {
  switch (event.type) {
    case 'handedOff':
    case 'tookOver': {
      const { brief, at, version } = event;
      return brief ? { brief, at, version, answered: false } : current;
    }
    case 'handedBack':
      return null;
    case 'replied':
      return current && { ...current, answered: true };
    default:
      return current;
  }
}
