/** One customer message gets at most one AI answer. */
import type { Evidence, Verdict } from './evidence.ts';
import { walk } from './walk.ts';

type Read = Pick<Evidence, 'conversations' | 'messages'>;

export function oneAnswer({ conversations, messages }: Read): Verdict {
  const broken: string[] = [];
  let checked = 0;
  for (const { id, events } of conversations) {
    const answered = new Set<number>();
    for (const { event, before } of walk(events).steps) {
      if (event.type !== 'aiAnswered' && event.type !== 'handedOff') continue;
      checked += 1;
      const at = `${id} v${event.version} ${event.type}`;
      if (answered.has(event.turn)) broken.push(`${at}: turn ${event.turn} is answered twice`);
      if (before.open === 0) broken.push(`${at}: nothing was asked`);
      answered.add(event.turn);
    }
  }
  const spoken = new Set<string>();
  for (const { author, conversationId, turn } of messages) {
    if (author !== 'ai') continue;
    const key = `${conversationId} turn ${turn}`;
    if (spoken.has(key)) broken.push(`${key}: two messages of the AI are stored`);
    spoken.add(key);
  }
  return { law: '2. one message, one answer', checked, of: 'AI turns', broken };
}
