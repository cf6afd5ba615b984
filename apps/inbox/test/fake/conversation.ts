/** A conversation told event by event, with its summary kept in step. Times run backwards from now. */
import type {
  Brief,
  ConversationEvent,
  ConversationOpened,
  ConversationSummary,
  DecisionSummary,
  HandoffReason,
} from '@baton/protocol';
import { id } from './ids.ts';
import { aiAgent } from './people.ts';

type Loose = { type: ConversationEvent['type'] } & Record<string, unknown>;
export type Told = ConversationOpened;

let messages = 0;
let decisions = 0;
export const newMessageId = () => id('msg', ++messages);

export const decision = (more: Partial<DecisionSummary> = {}): DecisionSummary =>
  ({
    id: id('dec', ++decisions),
    outcome: 'answer',
    reasons: [],
    confidence: 0.92,
    threshold: 0.8,
    rule: 'confident_answer',
    explanation:
      'The passage “Returns within 30 days” answers this directly, and both word and meaning search put it first.',
    policyVersion: 3,
    ...more,
  }) as DecisionSummary;

export const source = (title: string, slug: string, quote: string) => ({
  documentId: id('doc', 1),
  passageId: id('psg', 1),
  title,
  url: `https://help.lumen.example/${slug}`,
  quote,
});

export function conversation(
  number: number,
  contact: { name?: string; email?: string } = {},
  startedMinutesAgo = 30,
): Told {
  const at = minutesAgo(startedMinutesAgo);
  const contactId = id('con', number * 7919);
  const told = {
    summary: {
      id: id('cnv', number),
      version: 0,
      status: 'open',
      controller: 'ai',
      aiAgentId: aiAgent.id,
      contact: { id: contactId, name: contact.name ?? null, email: contact.email ?? null },
      assigneeId: null,
      waitingSince: null,
      snoozedUntil: null,
      handoffReasons: [],
      tags: [],
      preview: { author: 'contact', text: '' },
      aiWorking: false,
      turn: 0,
      lastMessageAt: at,
      createdAt: at,
    },
    events: [],
    cursor: '1.1',
  } as unknown as Told;
  return tell(
    told,
    {
      type: 'conversationStarted',
      contactId,
      aiAgentId: aiAgent.id,
      page: 'https://lumen.example/shop/arc-lamp',
    },
    startedMinutesAgo,
  );
}

export const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

/** The same conversation, one event later. */
export function tell(told: Told, loose: Loose, minutes = 0): Told {
  const at = minutesAgo(minutes);
  const version = told.summary.version + 1;
  const event = { ...loose, ...turnOf(told, loose), version, at } as unknown as ConversationEvent;
  return {
    ...told,
    summary: { ...settled(told.summary, event), ...effect(told.summary, event), version },
    events: [...told.events, event],
  };
}

/** What was waited for is over. */
function settled(was: ConversationSummary, { type }: ConversationEvent): ConversationSummary {
  if (type !== 'actionDecided') return was;
  const { awaitsApproval: _, ...others } = was;
  return others;
}

/** Customer messages count up; the AI speaks about the newest. */
function turnOf({ summary: { turn } }: Told, { type }: Loose) {
  if (type === 'customerMessageSent') return { turn: turn + 1 };
  return type === 'aiAnswered' || type === 'handedOff' ? { turn } : {};
}

function effect(was: ConversationSummary, event: ConversationEvent): Partial<ConversationSummary> {
  const said = (author: 'contact' | 'ai' | 'teammate', text: string) => ({
    preview: { author, text: text.replace(/\s+/g, ' ').slice(0, 160) },
    lastMessageAt: event.at,
  });
  const human = (assigneeId: unknown) =>
    ({ controller: 'human', assigneeId, aiWorking: false }) as Partial<ConversationSummary>;
  switch (event.type) {
    case 'customerMessageSent':
      return {
        ...said('contact', event.body),
        status: 'open',
        turn: was.turn + 1,
        aiWorking: was.controller === 'ai',
        waitingSince: was.controller === 'ai' ? null : (was.waitingSince ?? event.at),
      };
    case 'aiAnswered':
      return { ...said('ai', event.body), aiWorking: false };
    case 'handedOff':
      return {
        ...(event.body ? said('ai', event.body) : {}),
        controller: 'queue',
        aiWorking: false,
        waitingSince: was.waitingSince ?? event.at,
        handoffReasons: event.reasons,
      };
    case 'claimed':
      return human(event.teammateId);
    case 'tookOver':
      return { ...human(event.teammateId), handoffReasons: ['takeover'] };
    case 'replied':
      return { ...said('teammate', event.body), waitingSince: null };
    case 'transferred':
      return event.to === null
        ? { controller: 'queue', assigneeId: null, waitingSince: was.waitingSince ?? event.at }
        : human(event.to);
    case 'handedBack':
      return { controller: 'ai', assigneeId: null, waitingSince: null, handoffReasons: [] };
    case 'resolved':
      return { status: 'resolved', waitingSince: null, aiWorking: false };
    case 'reopened':
      return event.controller === 'human'
        ? { status: 'open', ...human(event.assigneeId) }
        : { status: 'open', controller: event.controller };
    case 'snoozed':
      return { status: 'snoozed', snoozedUntil: event.until };
    case 'woke':
      return { status: 'open', snoozedUntil: null };
    case 'tagged':
      return { tags: [...was.tags, event.tag] };
    case 'actionRequested':
      return { awaitsApproval: true };
    case 'untagged':
      return { tags: was.tags.filter((tag) => tag !== event.tag) };
    default:
      return {};
  }
}

let clientIds = 0;
export const customer = (body: string) => ({
  type: 'customerMessageSent' as const,
  messageId: newMessageId(),
  clientMessageId: `customer-${++clientIds}`,
  turn: 1,
  body,
});
export const answer = (body: string, more: Record<string, unknown> = {}) => ({
  type: 'aiAnswered' as const,
  messageId: newMessageId(),
  turn: 1,
  body,
  sources: [],
  choices: [],
  decision: decision(),
  ...more,
});
export const handedOff = (
  reasons: HandoffReason[],
  brief: Partial<Brief>,
  body = "I'm passing you to a colleague. They can see everything you told me.",
) => ({
  type: 'handedOff' as const,
  messageId: newMessageId(),
  turn: 1,
  reasons,
  body,
  decision: decision({
    outcome: 'handoff',
    reasons,
    confidence: 0.41,
    rule: 'direct_request',
    explanation: 'The customer asked to speak to a person, so the AI passed the conversation on.',
  }),
  brief: {
    reasons,
    explanation: 'The customer asked to speak to a person.',
    intent: 'Wants to know about an order',
    summary: 'The customer wants help with an order.',
    tried: [],
    details: [],
    sentiment: null,
    passages: [],
    suggestedReply: null,
    ...brief,
  },
});
