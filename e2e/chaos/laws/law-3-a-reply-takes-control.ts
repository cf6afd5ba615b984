/** A public reply from a teammate takes control, atomically with the message. */
import type { Evidence, Verdict } from './evidence.ts';
import { walk } from './walk.ts';

export function aReplyTakesControl({ conversations }: Pick<Evidence, 'conversations'>): Verdict {
  const broken: string[] = [];
  let checked = 0;
  for (const { id, events } of conversations) {
    for (const { event, before } of walk(events).steps) {
      if (event.type !== 'replied') continue;
      checked += 1;
      // What took control stands right before the words, written by the same statement.
      if (before.control !== 'human')
        broken.push(`${id} v${event.version}: a person speaks, and ${before.control} has control`);
    }
  }
  return { law: '3. a reply takes control', checked, of: 'replies', broken };
}
