/**
 * Webhooks: what Baton tells other people's servers, and how its owner looks after them.
 *
 * A delivery follows Standard Webhooks: headers `webhook-id`, `webhook-timestamp` and
 * `webhook-signature`, and a body as `WebhookPayload` says. docs/webhooks.md is for who receives.
 */
import { z } from 'zod';
import {
  AiAgentId,
  ContactId,
  ConversationId,
  MessageId,
  TeammateId,
  Timestamp,
  WebhookDeliveryId,
  WebhookId,
  WorkspaceId,
} from './ids.ts';
import { ConversationStatus, Controller, HandoffReason } from './vocabulary.ts';

export const WEBHOOK_LIMITS = {
  webhooksPerWorkspace: 20,
  urlLength: 1_000,
  descriptionLength: 200,
  /** Deliveries that may wait for one webhook; with more it is turned off, and says so. */
  waiting: 10_000,
  /** Days that a delivery is tried for. */
  triedForDays: 3,
  /** Hours that the secret before goes on signing after a change. */
  oldSecretHours: 24,
} as const;

export const WEBHOOK_EVENTS = [
  'conversation.started',
  'message.received',
  'message.answered',
  'conversation.handed_off',
  'conversation.assigned',
  'conversation.returned_to_queue',
  'message.replied',
  'conversation.handed_back',
  'conversation.resolved',
  'conversation.reopened',
] as const;
export const WebhookEvent = z.enum(WEBHOOK_EVENTS);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

// --- What is sent ----------------------------------------------------------------------------

/** The conversation as it was after the event. */
const ConversationThen = z.object({
  id: ConversationId,
  /** Counts the events of a conversation: the higher one is the newer state. */
  version: z.number().int().positive(),
  status: ConversationStatus,
  controller: Controller,
  aiAgentId: AiAgentId,
  contact: z.object({
    id: ContactId,
    name: z.string().nullable(),
    email: z.string().nullable(),
    /** The website vouched for who they are. */
    verified: z.boolean(),
  }),
  assigneeId: TeammateId.nullable(),
  /** Since when the customer waits for a person; null when nobody waits. */
  waitingSince: Timestamp.nullable(),
  handoffReasons: z.array(HandoffReason),
  tags: z.array(z.string()),
  createdAt: Timestamp,
});

const said = { message: z.object({ id: MessageId, text: z.string(), at: Timestamp }) };

const payload = <Type extends WebhookEvent, Data extends z.core.$ZodLooseShape>(
  type: Type,
  data: Data,
) =>
  z.object({
    type: z.literal(type),
    /** Of this shape. A change that breaks readers counts it up. */
    version: z.literal(1),
    /** When it happened. */
    timestamp: Timestamp,
    workspaceId: WorkspaceId,
    data: z.object({
      conversation: ConversationThen,
      /** The event's own place among the conversation's: orders what arrives. */
      sequence: z.number().int().positive(),
      ...data,
    }),
  });

/** The body of a delivery. Further fields may be added; readers ignore what they do not know. */
export const WebhookPayload = z.discriminatedUnion('type', [
  payload('conversation.started', { page: z.string().nullable() }),
  payload('message.received', said),
  payload('message.answered', said),
  /** The message is what the customer was told. */
  payload('conversation.handed_off', { ...said, reasons: z.array(HandoffReason) }),
  /** `how`: took what waited, stepped in on the AI, or was given it by somebody (`by`). */
  payload('conversation.assigned', {
    how: z.enum(['claimed', 'took_over', 'transferred']),
    by: TeammateId.nullable(),
    from: TeammateId.nullable(),
    to: TeammateId,
  }),
  /** `because`: given back by a teammate, or the one who had it was away, did not answer, or left. */
  payload('conversation.returned_to_queue', {
    because: z.enum(['teammate', 'away', 'unanswered', 'left']),
    by: TeammateId.nullable(),
    from: TeammateId.nullable(),
  }),
  payload('message.replied', { ...said, by: TeammateId }),
  payload('conversation.handed_back', { by: TeammateId }),
  /** `by` is null where nobody asked: a rule. */
  payload('conversation.resolved', { by: TeammateId.nullable() }),
  /** `by` is null where the customer wrote again. */
  payload('conversation.reopened', { by: TeammateId.nullable() }),
  z.object({
    type: z.literal('webhook.test'),
    version: z.literal(1),
    timestamp: Timestamp,
    workspaceId: WorkspaceId,
    data: z.object({ webhookId: WebhookId }),
  }),
]);
export type WebhookPayload = z.infer<typeof WebhookPayload>;

// --- How they are looked after ---------------------------------------------------------------

export const WebhookDraft = z.strictObject({
  url: z.string().trim().min(1).max(WEBHOOK_LIMITS.urlLength),
  description: z.string().trim().max(WEBHOOK_LIMITS.descriptionLength).default(''),
  events: z.array(WebhookEvent).min(1, 'choose at least one event').max(WEBHOOK_EVENTS.length),
});
export type WebhookDraft = z.infer<typeof WebhookDraft>;

export const Webhook = z.object({
  id: WebhookId,
  url: z.string(),
  description: z.string(),
  events: z.array(WebhookEvent),
  /**
   * `paused` by a teammate: events wait. `off` by itself: what happens meanwhile is not kept;
   * resuming starts with what was still waiting.
   */
  state: z.enum(['active', 'paused', 'off']),
  /** Answered 410; did not take anything for days; too much was waiting. */
  offBecause: z.enum(['gone', 'failing', 'overflow']).nullable(),
  stateSince: Timestamp,
  /** Since when no delivery succeeded; null where the last one did. */
  failingSince: Timestamp.nullable(),
  lastDeliveredAt: Timestamp.nullable(),
  waiting: z.number().int(),
  /** Given up, and kept to be sent again. */
  dead: z.number().int(),
  secretSetAt: Timestamp,
  /** Until when the secret before this one signs too. */
  oldSecretUntil: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Webhook = z.infer<typeof Webhook>;

/** GET /api/webhooks */
export const WebhookList = z.object({ webhooks: z.array(Webhook) });
export type WebhookList = z.infer<typeof WebhookList>;
export const WebhookView = z.object({ webhook: Webhook });

/** POST /api/webhooks and /api/webhooks/:id/secret: the secret is shown this once. */
export const NewWebhookSecret = z.object({ webhook: Webhook, secret: z.string() });
export type NewWebhookSecret = z.infer<typeof NewWebhookSecret>;

export const WebhookDelivery = z.object({
  id: WebhookDeliveryId,
  webhookId: WebhookId,
  event: z.union([WebhookEvent, z.literal('webhook.test')]),
  conversationId: ConversationId.nullable(),
  /** `dead`: given up. */
  state: z.enum(['waiting', 'delivered', 'dead']),
  attempts: z.number().int(),
  createdAt: Timestamp,
  /** When it is tried next, where it waits. */
  nextAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
  /** The last attempt; null before the first. */
  last: z
    .object({
      at: Timestamp,
      /** Null where nothing answered. */
      status: z.number().int().nullable(),
      milliseconds: z.number().int(),
      /** The answer's beginning. */
      response: z.string().nullable(),
      /** In words, when it failed. */
      problem: z.string().nullable(),
    })
    .nullable(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
export const WebhookDeliveryView = z.object({ delivery: WebhookDelivery });

/** GET /api/webhooks/:id/deliveries?state=&page= */
export const WebhookDeliveryList = z.object({
  deliveries: z.array(WebhookDelivery),
  nextPage: z.string().nullable(),
});
export type WebhookDeliveryList = z.infer<typeof WebhookDeliveryList>;

/** POST /api/webhooks/:id/resend-dead: how many are under way again. */
export const ResentDeliveries = z.object({ count: z.number().int() });
