/**
 * Ids: a readable prefix and 26 characters of Crockford base32, ordered by time
 * ("cnv_01jd3…"). Each kind is branded, so a contact's id never passes for a teammate's.
 */
import { z } from 'zod';

const id = <Brand extends string>(prefix: string, brand: Brand) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`), `not a ${brand} id`)
    .brand<Brand>();

export const WorkspaceId = id('wsp', 'workspace');
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export const TeammateId = id('tmt', 'teammate');
export type TeammateId = z.infer<typeof TeammateId>;
export const InviteId = id('inv', 'invite');
export type InviteId = z.infer<typeof InviteId>;
export const AiAgentId = id('agt', 'aiAgent');
export type AiAgentId = z.infer<typeof AiAgentId>;
export const ContactId = id('con', 'contact');
export type ContactId = z.infer<typeof ContactId>;
export const ConversationId = id('cnv', 'conversation');
export type ConversationId = z.infer<typeof ConversationId>;
export const MessageId = id('msg', 'message');
export type MessageId = z.infer<typeof MessageId>;
export const DecisionId = id('dec', 'decision');
export type DecisionId = z.infer<typeof DecisionId>;
export const SourceId = id('src', 'source');
export type SourceId = z.infer<typeof SourceId>;
export const DocumentId = id('doc', 'document');
export type DocumentId = z.infer<typeof DocumentId>;
export const PassageId = id('psg', 'passage');
export type PassageId = z.infer<typeof PassageId>;
export const ReplayId = id('rpl', 'replay');
export type ReplayId = z.infer<typeof ReplayId>;
export const ActionId = id('act', 'action');
export type ActionId = z.infer<typeof ActionId>;
export const ActionRunId = id('run', 'actionRun');
export type ActionRunId = z.infer<typeof ActionRunId>;
export const WebhookId = id('whk', 'webhook');
export type WebhookId = z.infer<typeof WebhookId>;
/** Also the `webhook-id` of the request, the same at every try. */
export const WebhookDeliveryId = id('dlv', 'webhookDelivery');
export type WebhookDeliveryId = z.infer<typeof WebhookDeliveryId>;

/** The sender's own id for a message: what makes a resend harmless. */
export const ClientMessageId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'client message id: 8 to 64 letters, digits, "-" or "_"');
export type ClientMessageId = z.infer<typeof ClientMessageId>;

/** A place in the live feed. Opaque to clients: keep the last one, give it back. */
export const Cursor = z.string().regex(/^\d{1,20}\.\d{1,20}$/, 'not a cursor');
export type Cursor = z.infer<typeof Cursor>;

/** A moment, ISO 8601 in UTC. */
export const Timestamp = z.iso.datetime();
