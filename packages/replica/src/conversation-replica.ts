/**
 * One whole conversation as the inbox holds it: its summary and every event, without gaps.
 *
 * Versions are consecutive, so a missing event is visible: the caller then loads afresh instead
 * of showing a history with a hole in it.
 */
import type { ConversationDetail, InboxEvent } from '@baton/protocol';

type ConversationChanged = Extract<InboxEvent, { type: 'conversation.changed' }>;

/**
 * The conversation after this event; the same object when the event brings nothing new; `'gap'`
 * when events between are missing (or the conversation was never loaded): load it afresh.
 */
export function applyConversationChanged<Detail extends ConversationDetail>(
  detail: Detail | undefined,
  event: ConversationChanged,
): Detail | 'gap' {
  if (detail === undefined || detail.summary.id !== event.summary.id) return 'gap';
  const have = detail.summary.version;
  if (event.summary.version <= have) return detail;

  const news = event.events.filter((one) => one.version > have);
  const consecutive = news.every((one, index) => one.version === have + 1 + index);
  if (!consecutive || have + news.length !== event.summary.version) return 'gap';
  return { ...detail, summary: event.summary, events: [...detail.events, ...news] };
}
