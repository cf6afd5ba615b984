/** Requests and answers of the widget's API, under `/widget/v1`, called from any allowed origin. */
import { z } from 'zod';
import { SubmittedForm } from './actions.ts';
import { Email, Look, Name } from './accounts.ts';
import { ContactSnapshot } from './contact-view.ts';
import { ClientMessageId, ConversationId, Cursor } from './ids.ts';
import { MessageBody } from './inbox-api.ts';

/** GET /widget/v1/config?key= */
export const WidgetConfig = z.object({
  aiAgentName: z.string(),
  workspaceName: z.string(),
  look: Look,
  /** Whether a teammate is online now: sets what a handoff promises. */
  teammatesOnline: z.boolean(),
});
export type WidgetConfig = z.infer<typeof WidgetConfig>;

/** POST /widget/v1/sessions. A known, valid token is kept (and extended) rather than replaced. */
export const OpenWidgetSessionRequest = z.object({
  key: z.string().max(100),
  token: z.string().max(200).nullable().default(null),
  /** A JWT by which the website vouches for who this is (HS256 with the AI agent's secret). */
  identity: z.string().max(4_000).nullable().default(null),
});
export type OpenWidgetSessionRequest = z.input<typeof OpenWidgetSessionRequest>;
export const WidgetSession = z.object({
  token: z.string(),
  expiresAt: z.string(),
  /** The contact's current conversation, if there is one. */
  snapshot: ContactSnapshot.nullable(),
  cursor: Cursor,
  /** Whether the website vouched for the customer. A bad `identity` is refused, not ignored. */
  identified: z.boolean(),
});
export type WidgetSession = z.infer<typeof WidgetSession>;

/** GET /widget/v1/conversation (Authorization: Bearer <token>) */
export const WidgetSnapshot = z.object({ snapshot: ContactSnapshot.nullable(), cursor: Cursor });
export type WidgetSnapshot = z.infer<typeof WidgetSnapshot>;

/** POST /widget/v1/messages. Safe to resend: the client message id makes it happen once. */
export const SendCustomerMessageRequest = z.object({
  clientMessageId: ClientMessageId,
  body: MessageBody,
  /** Null starts a new conversation when the last one is resolved, or there is none. */
  conversationId: ConversationId.nullable().default(null),
  /**
   * The version up to which the sender has everything of `conversationId`: then the answer brings
   * what is newer. Null, as of a widget that a browser has kept for a while, brings the whole thread.
   */
  knownVersion: z.number().int().min(0).max(2_147_483_647).nullable().default(null),
  /** A form sent: `body` says it in words for people and for the AI. */
  submitted: SubmittedForm.nullable().default(null),
  /** Address of the page the customer is on. */
  page: z.string().max(2000).nullable().default(null),
});
export type SendCustomerMessageRequest = z.input<typeof SendCustomerMessageRequest>;
/**
 * The acknowledgement: the message is stored, whatever happens next. `entries` of the snapshot are
 * those newer than `knownVersion` where the message went into `conversationId`, else all.
 */
export const CustomerMessageStored = z.object({
  snapshot: ContactSnapshot,
  cursor: Cursor,
  changed: z.boolean(),
});
export type CustomerMessageStored = z.infer<typeof CustomerMessageStored>;

/** POST /widget/v1/contact: how to reach the customer. */
export const IdentifyContactRequest = z.object({
  name: Name.nullable().default(null),
  email: Email.nullable().default(null),
});
export type IdentifyContactRequest = z.input<typeof IdentifyContactRequest>;
