/**
 * Who did what, what is known about a person, and how long it is kept: for owners and admins.
 */
import { z } from 'zod';
import { ContactId, ConversationId, TeammateId, Timestamp } from './ids.ts';

// --- Who did what -----------------------------------------------------------------------------

/**
 * Everything that the audit log tells of, in the past tense, by what it is about. What happens in
 * conversations is told there, by their own events.
 */
export const AUDIT_KINDS = {
  access: [
    'signedIn',
    'signInFailed',
    'signedOut',
    'sessionsEnded',
    'passwordChanged',
    'passwordResetMade',
    'passwordReset',
    'secondFactorTurnedOn',
    'secondFactorTurnedOff',
    'secondFactorRemoved',
    'recoveryCodesRenewed',
    'recoveryCodeUsed',
    'signInRulesChanged',
  ],
  team: [
    'workspaceSetUp',
    'teammateInvited',
    'inviteRevoked',
    'inviteAccepted',
    'roleChanged',
    'teammateDisabled',
    'teammateEnabled',
  ],
  aiAgents: [
    'aiAgentChanged',
    'engineChosen',
    'engineReset',
    'modelKeySet',
    'modelKeyRemoved',
    'voiceChanged',
    'modelBudgetChanged',
    'identitySecretRenewed',
  ],
  policies: ['policyPublished', 'policyRolledBack'],
  knowledge: [
    'sourceAdded',
    'sourceChanged',
    'sourceRemoved',
    'documentsAdded',
    'documentRemoved',
    'passageChanged',
  ],
  actions: ['actionDefined', 'actionChanged', 'actionRemoved', 'actionTried'],
  integrations: [
    'webhookAdded',
    'webhookChanged',
    'webhookRemoved',
    'webhookSecretRenewed',
    'routingChanged',
    'mailRulesChanged',
  ],
  privacy: [
    'contactExported',
    'contactErased',
    'decisionsExported',
    'auditLogExported',
    'retentionChanged',
    'retentionApplied',
  ],
} as const;
export type AuditGroup = keyof typeof AUDIT_KINDS;
export type AuditKind = (typeof AUDIT_KINDS)[AuditGroup][number];
export const AUDIT_GROUPS = Object.keys(AUDIT_KINDS) as [AuditGroup, ...AuditGroup[]];

export const AuditEntry = z.object({
  /** Says nothing but which entry it is. */
  id: z.string(),
  at: Timestamp,
  /** As in `AUDIT_KINDS`; a newer server may know more of them. */
  kind: z.string(),
  /** Null: Baton itself, or somebody who is not signed in. */
  teammateId: TeammateId.nullable(),
  /** The same in plain words: "Ana switched on policy version 4 of Lamp assistant". */
  words: z.string(),
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  /** What changed, from what to what. Never a secret, never a customer's data. */
  details: z.record(z.string(), z.unknown()),
  /** The IP address that it came from; null: from Baton itself. */
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** GET /api/audit-log?group=&teammate=&from=&to=&page=: newest first. */
export const AuditPage = z.object({
  entries: z.array(AuditEntry),
  nextPage: z.string().nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;

// --- What is known about a person -----------------------------------------------------------------

/** GET /api/contacts/:id: what there is, before it is exported or erased. */
export const ContactHoldings = z.object({
  contact: z.object({
    id: ContactId,
    name: z.string().nullable(),
    email: z.string().nullable(),
    /** The website vouched for them. */
    verified: z.boolean(),
    createdAt: Timestamp,
    lastSeenAt: Timestamp,
  }),
  holds: z.object({
    conversations: z.number().int(),
    unresolved: z.number().int(),
    messages: z.number().int(),
    decisions: z.number().int(),
    actionRuns: z.number().int(),
  }),
  /** What is to be typed before they are erased. */
  confirm: z.string(),
});
export type ContactHoldings = z.infer<typeof ContactHoldings>;

/**
 * POST /api/contacts/search: whom there is something to tell about, or to forget, also where no
 * conversation is left. Asked in a body: addresses of people do not belong into the logs of servers.
 */
export const FindContactsRequest = z.object({
  /** A part of the name or e-mail address; or a contact's id, or your website's own, in full. */
  query: z.string().trim().min(1).max(200),
});
export type FindContactsRequest = z.input<typeof FindContactsRequest>;

export const FoundContact = z.object({
  id: ContactId,
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** Your website's own id of them. */
  externalId: z.string().nullable(),
  /** The website vouched for them. */
  verified: z.boolean(),
  lastSeenAt: Timestamp,
  conversations: z.number().int(),
});
export type FoundContact = z.infer<typeof FoundContact>;

/** Whoever is meant exactly first, then those seen last; at most 20. */
export const FoundContacts = z.object({
  contacts: z.array(FoundContact),
  /** There are more than are shown. */
  more: z.boolean(),
});
export type FoundContacts = z.infer<typeof FoundContacts>;

const Rows = z.array(z.record(z.string(), z.unknown()));

/** GET /api/contacts/:id/export: everything that is stored about one person. */
export const ContactExport = z.object({
  format: z.literal('baton.contact/1'),
  exportedAt: Timestamp,
  workspace: z.string(),
  contact: z.record(z.string(), z.unknown()),
  /** Browsers that may go on with their chat. */
  sessions: Rows,
  conversations: z.array(
    z.object({
      id: ConversationId,
      startedAt: Timestamp,
      status: z.string(),
      tags: z.array(z.string()),
      aiAgent: z.string().nullable(),
      /** What was said, in order; private notes are the team's words about them. */
      messages: Rows,
      /** Everything that happened, forms and briefs included. */
      events: Rows,
      /** What the AI decided about them, and why. */
      decisions: Rows,
      /** What the team and they themselves said of these decisions. */
      reviews: Rows,
      /** What was done for them in other systems, and with which values. */
      actionRuns: Rows,
      /** Calls to language models about this conversation. */
      modelCalls: Rows,
      /** What other systems were told of it. */
      deliveries: Rows,
    }),
  ),
});
export type ContactExport = z.infer<typeof ContactExport>;

/** POST /api/contacts/:id/erasure */
export const EraseContactRequest = z.object({
  /** What `ContactHoldings.confirm` says, typed by a person. */
  confirm: z.string().max(500),
});
export type EraseContactRequest = z.input<typeof EraseContactRequest>;

export const ContactErased = z.object({
  contactId: ContactId,
  erasedAt: Timestamp,
  /** Both 0 when it had been done before. */
  conversations: z.number().int(),
  messages: z.number().int(),
});
export type ContactErased = z.infer<typeof ContactErased>;

// --- How long it is kept ----------------------------------------------------------------------------

const days = (min: number) => z.number().int().min(min).max(3650).nullable();

/** After so many days; null: for ever. */
export const RetentionRules = z.object({
  /** Resolved conversations, since anything last happened in them. Open ones are never removed. */
  conversationsDays: days(1),
  /** Who has no conversation: never wrote, or lost the last one. Since they were last seen. */
  visitorsDays: days(1),
  /** The customer's words in decision records; scores and outcomes stay. */
  decisionInputsDays: days(1),
  auditLogDays: days(30),
});
export type RetentionRules = z.infer<typeof RetentionRules>;

/** How many of each. */
export const RetentionCounts = z.object({
  conversations: z.number().int(),
  visitors: z.number().int(),
  decisionInputs: z.number().int(),
  auditEntries: z.number().int(),
});
export type RetentionCounts = z.infer<typeof RetentionCounts>;

/** GET and PUT /api/retention */
export const RetentionView = z.object({
  rules: RetentionRules,
  /** When it last looked, and what it has removed on that day (UTC); null: not yet. */
  lastRun: z.object({ at: Timestamp, removed: RetentionCounts }).nullable(),
});
export type RetentionView = z.infer<typeof RetentionView>;

/** POST /api/retention/preview: what these rules would remove now. Nothing is removed. */
export const RetentionPreview = z.object({ wouldRemove: RetentionCounts });
export type RetentionPreview = z.infer<typeof RetentionPreview>;
