/**
 * What a change of a conversation means to who listens: events in the words of the protocol, none
 * for what is the team's own business (notes, tags, snoozing).
 */
import type {
  ConversationEvent,
  ConversationSummary,
  WebhookEvent,
  WebhookPayload,
  WorkspaceId,
} from '@baton/protocol';

export interface ConversationChange {
  summary: ConversationSummary;
  events: readonly ConversationEvent[];
}

type Data<Type extends WebhookEvent> = Omit<
  Extract<WebhookPayload, { type: Type }>['data'],
  'conversation' | 'sequence'
>;
type Told = { [Type in WebhookEvent]: { type: Type; data: Data<Type> } }[WebhookEvent];

export function payloadsOf(
  workspaceId: WorkspaceId,
  { summary, events }: ConversationChange,
): Exclude<WebhookPayload, { type: 'webhook.test' }>[] {
  const conversation = asTold(summary);
  return events.flatMap((event) => {
    const told = toldOf(event);
    if (told === null) return [];
    const { type, data } = told;
    return [
      {
        type,
        version: 1,
        timestamp: event.at,
        workspaceId,
        data: { conversation, sequence: event.version, ...data },
      } as Exclude<WebhookPayload, { type: 'webhook.test' }>,
    ];
  });
}

function asTold(summary: ConversationSummary) {
  const { id, version, status, controller, aiAgentId, assigneeId } = summary;
  const { waitingSince, handoffReasons, tags, createdAt } = summary;
  const { verified = false, id: contactId, name, email } = summary.contact;
  return {
    id,
    version,
    // When a teammate means to come back to it is the team's own business.
    status: status === 'snoozed' ? ('open' as const) : status,
    controller,
    aiAgentId,
    contact: { id: contactId, name, email, verified },
    assigneeId,
    waitingSince,
    handoffReasons,
    tags,
    createdAt,
  };
}

function toldOf(event: ConversationEvent): Told | null {
  switch (event.type) {
    case 'conversationStarted':
      return { type: 'conversation.started', data: { page: event.page } };
    case 'customerMessageSent':
      return { type: 'message.received', data: said(event) };
    case 'aiAnswered':
      return { type: 'message.answered', data: said(event) };
    case 'handedOff':
      return {
        type: 'conversation.handed_off',
        data: { ...said(event), reasons: event.reasons },
      };
    case 'replied':
      return { type: 'message.replied', data: { ...said(event), by: event.teammateId } };
    case 'claimed':
    case 'tookOver': {
      const by = event.teammateId;
      const how = event.type === 'claimed' ? 'claimed' : 'took_over';
      return { type: 'conversation.assigned', data: { how, by, from: null, to: by } };
    }
    case 'transferred': {
      const { by, from, to } = event;
      if (to !== null) {
        return { type: 'conversation.assigned', data: { how: 'transferred', by, from, to } };
      }
      const because = by === null ? (event.because ?? 'left') : 'teammate';
      return { type: 'conversation.returned_to_queue', data: { because, by, from } };
    }
    case 'handedBack':
      return { type: 'conversation.handed_back', data: { by: event.teammateId } };
    case 'resolved':
      return { type: 'conversation.resolved', data: { by: event.by } };
    case 'reopened':
      return { type: 'conversation.reopened', data: { by: event.by } };
    case 'noteAdded':
    case 'snoozed':
    case 'woke':
    case 'tagged':
    case 'untagged':
    case 'contactIdentified':
    case 'actionRequested':
    case 'actionDecided':
    case 'actionFinished':
      return null;
  }
}

function said({ messageId, body, at }: Extract<ConversationEvent, { messageId: unknown }>) {
  return { message: { id: messageId, text: body, at } };
}
