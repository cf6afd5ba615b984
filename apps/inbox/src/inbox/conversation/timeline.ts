/**
 * From a conversation's events to what its thread shows: messages in groups, lines between them,
 * a divider for each day. Pure; one item for each thing that happened, in order.
 */
import type { AnswerPreview, ConversationEvent } from '@baton/protocol';
import { isSameDay } from '../../app/times.ts';

type EventOf<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { type: Type }>;

type SpokenEvent = EventOf<
  'customerMessageSent' | 'aiAnswered' | 'handedOff' | 'replied' | 'noteAdded'
>;
export type LineEvent = Exclude<
  ConversationEvent,
  EventOf<'customerMessageSent' | 'aiAnswered' | 'replied' | 'noteAdded'>
>;
export type ActionEvent = EventOf<'actionRequested' | 'actionDecided' | 'actionFinished'>;
export const isActionEvent = (event: LineEvent): event is ActionEvent =>
  event.type === 'actionRequested' ||
  event.type === 'actionDecided' ||
  event.type === 'actionFinished';
/** The answer as far as it is written: no event yet, shown where its event will stand. */
export type WritingEvent = Pick<AnswerPreview, 'turn' | 'sources'> & {
  type: 'aiWriting';
  body: string;
  version: number;
  at: string;
};
export type MessageEvent = SpokenEvent | WritingEvent;

export type TimelineItem =
  | { kind: 'day'; key: string; at: string }
  | {
      kind: 'message';
      key: string;
      event: MessageEvent;
      /** Begins and ends a run of messages by one author: where name and time stand. */
      first: boolean;
      last: boolean;
    }
  | { kind: 'line'; key: string; event: LineEvent };

/** Messages further apart than this are not one breath. */
const BREATH_MS = 5 * 60_000;

export function timeline(events: readonly (ConversationEvent | WritingEvent)[]): TimelineItem[] {
  const items: TimelineItem[] = [];
  let dayOf: string | null = null;
  for (const event of events) {
    for (const item of itemsOf(event)) {
      if (dayOf === null || !isSameDay(dayOf, event.at)) {
        items.push({ kind: 'day', key: `day-${event.version}`, at: event.at });
        dayOf = event.at;
      }
      items.push(item);
    }
  }
  return group(items);
}

function itemsOf(event: ConversationEvent | WritingEvent): TimelineItem[] {
  const message = (said: MessageEvent): TimelineItem => ({
    kind: 'message',
    key: keyOfMessage(said),
    event: said,
    first: true,
    last: true,
  });
  const line = (happened: LineEvent): TimelineItem => ({
    kind: 'line',
    key: `line-${happened.version}`,
    event: happened,
  });
  switch (event.type) {
    case 'customerMessageSent':
    case 'aiAnswered':
    case 'aiWriting':
    case 'replied':
    case 'noteAdded':
      return [message(event)];
    // What the AI said as it passed the baton, then the passing itself.
    case 'handedOff':
      return event.body === '' ? [line(event)] : [message(event), line(event)];
    default:
      return [line(event)];
  }
}

/** What is pending, or being written, keeps its key as it becomes the message. */
function keyOfMessage(event: MessageEvent): string {
  if (event.type === 'aiAnswered' || event.type === 'aiWriting') return `answer-${event.turn}`;
  return 'clientMessageId' in event ? event.clientMessageId : event.messageId;
}

function group(items: TimelineItem[]): TimelineItem[] {
  return items.map((item, index) => {
    if (item.kind !== 'message') return item;
    return {
      ...item,
      first: !isOneBreath(items[index - 1], item),
      last: !isOneBreath(item, items[index + 1]),
    };
  });
}

function isOneBreath(a: TimelineItem | undefined, b: TimelineItem | undefined): boolean {
  if (a?.kind !== 'message' || b?.kind !== 'message') return false;
  const near = Date.parse(b.event.at) - Date.parse(a.event.at) < BREATH_MS;
  return near && authorKey(a.event) === authorKey(b.event);
}

export function authorKey(event: MessageEvent): string {
  switch (event.type) {
    case 'customerMessageSent':
      return 'customer';
    case 'aiAnswered':
    case 'aiWriting':
    case 'handedOff':
      return 'ai';
    case 'replied':
      return event.teammateId;
    case 'noteAdded':
      return `note ${event.teammateId}`;
  }
}
