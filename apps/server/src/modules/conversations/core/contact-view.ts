/**
 * The conversation as its customer may see it: no notes, briefs, scores, tags, or ids of people.
 * The one place that decides this, for the first load and for live events alike.
 */
import type {
  ContactConversation,
  ContactEntry,
  ConversationEvent,
  ConversationSummary,
  TeammateId,
} from '@baton/protocol';

/** Display names, looked up by the caller. */
export interface Names {
  teammate(id: TeammateId): string | null;
  aiAgentName: string;
}

/** What governs the header and the composer. */
export function contactConversation(
  summary: ConversationSummary,
  names: Names,
): ContactConversation {
  return {
    id: summary.id,
    version: summary.version,
    // When a teammate means to come back to it is the team's own business.
    status: summary.status === 'snoozed' ? 'open' : summary.status,
    controller: summary.controller,
    turn: summary.turn,
    teammateName: summary.assigneeId === null ? null : names.teammate(summary.assigneeId),
    aiWorking: summary.aiWorking,
  };
}

export function contactEntries(events: readonly ConversationEvent[], names: Names): ContactEntry[] {
  return events.flatMap((event, index) => {
    const entry = contactEntry(event, names);
    if (entry === null) return [];
    // One append: what came of an action, and right after it the AI's words that tell it.
    const before = events[index - 1];
    const ends = before?.type === 'actionFinished' && before.answered && entry.kind === 'message';
    return [ends ? { ...entry, endsRun: before.runId } : entry];
  });
}

function contactEntry(event: ConversationEvent, names: Names): ContactEntry | null {
  switch (event.type) {
    case 'customerMessageSent':
      return message(event, 'you', null, {
        clientMessageId: event.clientMessageId,
        ...(event.submitted && { submitted: event.submitted }),
      });
    case 'aiAnswered':
      return message(event, 'ai', names.aiAgentName, {
        sources: event.sources.map(({ title, url, quote }) => ({ title, url, quote })),
        choices: event.choices,
        ...(event.form && { form: event.form }),
      });
    case 'handedOff':
      return message(event, 'ai', names.aiAgentName, {});
    case 'replied':
      return message(event, 'teammate', names.teammate(event.teammateId), {});
    case 'claimed':
    case 'tookOver':
      return notice(event, 'joined', names.teammate(event.teammateId));
    case 'transferred':
      return event.to === null
        ? notice(event, 'waiting', null)
        : notice(event, 'joined', names.teammate(event.to));
    case 'handedBack':
      return notice(event, 'backToAi', names.aiAgentName);
    case 'resolved':
      return notice(event, 'resolved', null);
    case 'reopened':
      return notice(
        event,
        'reopened',
        event.assigneeId === null ? null : names.teammate(event.assigneeId),
      );
    case 'actionRequested':
      return notice(event, 'actionRequested', event.name);
    case 'actionDecided':
      return event.approved ? null : notice(event, 'actionDeclined', event.name);
    case 'actionFinished':
      // The AI's own answer, or handoff, says it.
      return event.answered
        ? null
        : notice(event, event.ok ? 'actionDone' : 'actionFailed', event.name, event.text);
    case 'conversationStarted':
    case 'noteAdded':
    case 'snoozed':
    case 'woke':
    case 'tagged':
    case 'untagged':
    case 'contactIdentified':
      return null;
  }
}

type MessageEntry = Extract<ContactEntry, { kind: 'message' }>;
type NoticeEntry = Extract<ContactEntry, { kind: 'notice' }>;
type SpokenEvent = Extract<ConversationEvent, { messageId: unknown }>;

function message(
  { version, at, messageId, body }: SpokenEvent,
  author: MessageEntry['author'],
  authorName: string | null,
  more: Partial<
    Pick<MessageEntry, 'clientMessageId' | 'sources' | 'choices' | 'form' | 'submitted'>
  >,
): MessageEntry {
  return {
    kind: 'message',
    version,
    id: messageId,
    clientMessageId: null,
    author,
    authorName,
    body,
    sources: [],
    choices: [],
    at,
    ...more,
  };
}

function notice(
  { version, at }: ConversationEvent,
  what: NoticeEntry['notice'],
  name: string | null,
  text?: string,
): NoticeEntry {
  return { kind: 'notice', version, notice: what, name, at, ...(text !== undefined && { text }) };
}
