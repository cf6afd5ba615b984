/**
 * Frames on the socket, for the inbox (`/api/live`) and the widget (`/widget/v1/live`).
 *
 * The client speaks first: `hello` with the cursor it has, if any. The server answers `welcome`,
 * then every event after that cursor, then `caughtUp`, then events as they happen. `reset` says
 * that the cursor is of no use (too old, from the future, malformed): load a fresh snapshot and
 * say hello with its cursor. Events may come twice; versions make that harmless.
 */
import { z } from 'zod';
import { ContactConversation, ContactEntry, ContactSource } from './contact-view.ts';
import { ConversationEvent, ConversationSummary } from './conversation.ts';
import { ConversationId, Cursor, DocumentId, SourceId, TeammateId } from './ids.ts';
import { KnowledgeDocument } from './knowledge.ts';
import { DecisionReviews } from './reviews.ts';
import { KnowledgeSource } from './sources.ts';
import { Teammate } from './accounts.ts';

/** What happened in a workspace, as teammates hear it. */
export const InboxEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('conversation.changed'),
    summary: ConversationSummary,
    /** The events that led from the previous version to `summary.version`. */
    events: z.array(ConversationEvent),
  }),
  /** It is gone, with all that was said in it: no version comes after this. */
  z.object({ type: z.literal('conversation.removed'), conversationId: ConversationId }),
  z.object({ type: z.literal('document.changed'), document: KnowledgeDocument }),
  z.object({ type: z.literal('document.removed'), documentId: DocumentId }),
  z.object({ type: z.literal('source.changed'), source: KnowledgeSource }),
  z.object({ type: z.literal('source.removed'), sourceId: SourceId }),
  z.object({ type: z.literal('teammate.changed'), teammate: Teammate }),
  /** A mark was set, changed or taken back. The higher `revision` wins. */
  z.object({ type: z.literal('decision.reviewed'), reviews: DecisionReviews }),
]);
export type InboxEvent = z.infer<typeof InboxEvent>;

/** What happened in a customer's own conversation. */
export const ContactEvent = z.object({
  type: z.literal('conversation.changed'),
  conversation: ContactConversation,
  entries: z.array(ContactEntry),
});
export type ContactEvent = z.infer<typeof ContactEvent>;

/** Badges of the inbox's views. */
export const InboxCounts = z.object({
  waiting: z.number().int(),
  mine: z.number().int(),
  ai: z.number().int(),
  open: z.number().int(),
});
export type InboxCounts = z.infer<typeof InboxCounts>;

export const ClientFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    /** Any text: one that is no cursor is answered with `reset`, not with a closed door. */
    cursor: z.string().max(60).nullable(),
    /** The widget's session token. The inbox is known by its cookie. */
    token: z.string().max(200).optional(),
  }),
  z.object({
    type: z.literal('typing'),
    conversationId: ConversationId,
    typing: z.boolean(),
  }),
  /** Which conversation a teammate looks at; null when none. */
  z.object({ type: z.literal('viewing'), conversationId: ConversationId.nullable() }),
  z.object({ type: z.literal('ping') }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/**
 * An answer being written: checked sentences, as far as they go. Each frame replaces the one
 * before. It is a preview: gone with `withdrawn`, with the answer itself, with a newer turn, and
 * whenever the AI no longer has control; and nothing is owed to who missed one.
 */
export const AnswerPreview = z.object({
  type: z.literal('draft'),
  conversationId: ConversationId,
  /** The customer turn it is about. */
  turn: z.number().int(),
  text: z.string(),
  sources: z.array(ContactSource.omit({ quote: true })),
  withdrawn: z.boolean(),
});
export type AnswerPreview = z.infer<typeof AnswerPreview>;

const serverFrames = [
  z.object({ type: z.literal('welcome') }),
  z.object({ type: z.literal('caughtUp'), cursor: Cursor }),
  z.object({ type: z.literal('reset'), reason: z.enum(['future', 'expired', 'malformed']) }),
  z.object({ type: z.literal('pong') }),
  /** The session ended (signed out, expired, revoked): do not reconnect with it. */
  z.object({ type: z.literal('unauthorized') }),
] as const;

export const InboxFrame = z.discriminatedUnion('type', [
  ...serverFrames,
  z.object({ type: z.literal('event'), cursor: Cursor, event: InboxEvent }),
  AnswerPreview,
  z.object({ type: z.literal('counts'), counts: InboxCounts }),
  z.object({
    type: z.literal('typing'),
    conversationId: ConversationId,
    /** Null: the customer. */
    teammateId: TeammateId.nullable(),
    typing: z.boolean(),
  }),
  /** Who is online, and what they look at. Sent whole, on every change. */
  z.object({
    type: z.literal('presence'),
    teammates: z.array(z.object({ teammateId: TeammateId, viewing: ConversationId.nullable() })),
  }),
]);
export type InboxFrame = z.infer<typeof InboxFrame>;

export const WidgetFrame = z.discriminatedUnion('type', [
  ...serverFrames,
  z.object({ type: z.literal('event'), cursor: Cursor, event: ContactEvent }),
  AnswerPreview,
  z.object({ type: z.literal('typing'), name: z.string().nullable(), typing: z.boolean() }),
]);
export type WidgetFrame = z.infer<typeof WidgetFrame>;
