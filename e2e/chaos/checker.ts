/**
 * Reads what the database holds, and says which laws of a conversation it breaks. It folds the
 * events with rules of its own, a dozen lines, and shares no code with the server: a mistake in
 * the core cannot hide itself here.
 */
import type { ConversationEvent } from '@baton/protocol';
import type { Sent } from './actors.ts';

export interface StoredConversation {
  id: string;
  version: number;
  controller: string;
  status: string;
  events: ConversationEvent[];
}

export interface StoredMessage {
  conversationId: string;
  clientMessageId: string | null;
  author: string;
  body: string;
}

export interface Evidence {
  conversations: StoredConversation[];
  messages: StoredMessage[];
  /** What every customer and teammate sent, each in the order of sending. */
  sent: Sent[][];
}

export function brokenLaws({ conversations, messages, sent }: Evidence): string[] {
  return [
    ...conversations.flatMap(lawsOfOne),
    ...lostOrDoubled(messages, sent),
    ...order(conversations, sent),
  ];
}

/** Laws 1, 2, 3 and 5, and that no version is missing. */
function lawsOfOne({ id, version, controller, events }: StoredConversation): string[] {
  const broken: string[] = [];
  const say = (event: ConversationEvent, what: string) =>
    broken.push(`${id} v${event.version} ${event.type}: ${what}`);
  let control: 'ai' | 'queue' | 'human' = 'ai';
  let owed = 0;
  const answeredTurns = new Set<number>();
  events.forEach((event, index) => {
    if (event.version !== index + 1) say(event, `expected version ${index + 1}`);
    switch (event.type) {
      case 'customerMessageSent':
        owed += 1;
        break;
      case 'aiAnswered':
      case 'handedOff':
        if (control !== 'ai') say(event, `the AI speaks though control is with ${control} (law 1)`);
        if (answeredTurns.has(event.turn)) say(event, `turn ${event.turn} answered twice (law 2)`);
        if (owed === 0) say(event, 'the AI speaks though nothing was asked (law 2)');
        answeredTurns.add(event.turn);
        if (event.type === 'handedOff') control = 'queue';
        else owed = 0;
        break;
      case 'claimed':
        if (control !== 'queue') say(event, `claimed from ${control} (law 4)`);
        control = 'human';
        break;
      case 'tookOver':
        control = 'human';
        break;
      case 'replied':
        if (control !== 'human') say(event, `a person speaks without control (law 3)`);
        owed = 0;
        break;
      case 'transferred':
        control = event.to === null ? 'queue' : 'human';
        break;
      case 'handedBack':
        control = 'ai';
        break;
      case 'resolved':
        owed = 0;
        if (control === 'queue') control = 'ai';
        break;
      case 'reopened':
        control = event.controller;
        break;
      default:
    }
  });
  if (events.length !== version)
    broken.push(`${id}: version ${version}, but ${events.length} events`);
  if (control !== controller)
    broken.push(`${id}: the list says ${controller}, the events say ${control}`);
  if (owed > 0 && control === 'ai')
    broken.push(`${id}: the customer is stranded with the AI (law 5)`);
  return broken;
}

/** Law 6. */
function lostOrDoubled(messages: readonly StoredMessage[], sent: readonly Sent[][]): string[] {
  const stored = new Map<string, StoredMessage[]>();
  for (const message of messages) {
    if (message.clientMessageId === null) continue;
    stored.set(message.clientMessageId, [...(stored.get(message.clientMessageId) ?? []), message]);
  }
  return sent.flat().flatMap(({ clientMessageId, acknowledged, body }) => {
    const copies = stored.get(clientMessageId) ?? [];
    if (copies.length > 1)
      return [`message ${clientMessageId} is stored ${copies.length} times (law 6)`];
    if (acknowledged && copies.length === 0)
      return [`acknowledged message ${clientMessageId} is lost (law 6)`];
    if (copies[0] !== undefined && copies[0].body !== body)
      return [`message ${clientMessageId} was changed`];
    return [];
  });
}

/** One sender's messages stand in the order in which they were acknowledged. */
function order(conversations: readonly StoredConversation[], sent: readonly Sent[][]): string[] {
  const place = new Map<string, { conversation: string; version: number }>();
  for (const { id, events } of conversations)
    for (const event of events)
      if ('clientMessageId' in event)
        place.set(event.clientMessageId, { conversation: id, version: event.version });
  const broken: string[] = [];
  for (const messages of sent) {
    const last = new Map<string, number>();
    for (const { clientMessageId } of messages) {
      const at = place.get(clientMessageId);
      if (at === undefined) continue;
      if (at.version < (last.get(at.conversation) ?? 0))
        broken.push(`message ${clientMessageId} stands before an earlier one`);
      last.set(at.conversation, at.version);
    }
  }
  return broken;
}
