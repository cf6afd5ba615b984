// Which language a customer writes in, as far as their messages tell.

import type { ConversationEvent } from '@baton/protocol';
import { guessLanguage } from '../../escalation/index.ts';

/** ISO 639-1; null where it cannot be told. */
export function customersLanguage(events: readonly ConversationEvent[]): string | null {
  const said = events.flatMap((event) =>
    event.type === 'customerMessageSent' ? [event.body] : [],
  );
  return guessLanguage(said.slice(-5).join('\n'));
}
