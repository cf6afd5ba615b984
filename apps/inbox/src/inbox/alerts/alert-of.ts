/** Which live events a teammate should be told about when they look elsewhere. Pure. */
import type { InboxEvent } from '@baton/protocol';
import { contactName, reasonsInWords } from '../words.ts';

export type Alert = { conversationId: string; title: string; body: string };

export function alertOf(event: InboxEvent, me: string): Alert | null {
  if (event.type !== 'conversation.changed') return null;
  const { summary, events } = event;
  const about = (title: string, body: string): Alert => ({
    conversationId: summary.id,
    title,
    body,
  });
  const name = contactName(summary.contact);
  for (const happened of events) {
    if (happened.type === 'handedOff' && summary.controller === 'queue') {
      return about(`${name} is waiting`, `Handed off: ${reasonsInWords(happened.reasons)}.`);
    }
    if (happened.type === 'transferred' && happened.by !== me) {
      if (happened.to === me) return about(`${name} is yours now`, summary.preview.text);
      if (happened.to === null) {
        const ours = happened.from === me ? 'You did not answer' : 'Nobody answered';
        const because = happened.because === undefined ? 'Put' : `${ours}: put`;
        return about(`${name} is waiting`, `${because} back in the queue.`);
      }
    }
    if (happened.type === 'customerMessageSent' && summary.assigneeId === me) {
      return about(name, happened.body);
    }
  }
  return null;
}
