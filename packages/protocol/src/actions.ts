/**
 * Actions: what an AI agent may do for a customer by an HTTP request that an owner defined.
 *
 * A model or a message can at most open an action's form. What runs is what the customer filled
 * in and sent, with identity taken from the verified session; a sensitive action waits for a
 * teammate besides.
 */
import { z } from 'zod';
import {
  ActionId,
  ActionRunId,
  AiAgentId,
  ContactId,
  ConversationId,
  TeammateId,
  Timestamp,
} from './ids.ts';

export const ACTION_LIMITS = {
  actionsPerAgent: 50,
  fields: 12,
  phrases: 100,
  headers: 20,
  bodyTemplate: 8_000,
  valueLength: 500,
  timeoutMs: { min: 1_000, max: 30_000 },
  retries: 3,
} as const;

const fieldName = z
  .string()
  .regex(
    /^[a-z][a-zA-Z0-9_]{0,39}$/,
    'starts with a small letter and has letters, digits and _ only',
  );
const Phrases = z.array(z.string().trim().min(1).max(300)).max(ACTION_LIMITS.phrases);

export const FIELD_TYPES = ['text', 'email', 'number', 'date', 'choice', 'code'] as const;
/** `code`: an order number and the like; its examples say what one looks like. */
export const FieldType = z.enum(FIELD_TYPES);
export type FieldType = z.infer<typeof FieldType>;

export const ActionField = z.strictObject({
  name: fieldName,
  /** What the customer is asked for: "Order number". */
  label: z.string().trim().min(1).max(80),
  type: FieldType,
  required: z.boolean(),
  /** What a value looks like: recognises it in the chat, and is shown as a hint. */
  examples: z.array(z.string().trim().min(1).max(100)).max(10),
  /** For `choice`. */
  choices: z.array(z.string().trim().min(1).max(80)).max(20),
  /** `customer`: filled in by them. Else taken from the verified identity, never from the chat. */
  from: z.enum(['customer', 'identity.id', 'identity.email', 'identity.name']),
});
export type ActionField = z.infer<typeof ActionField>;

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const definition = {
  /** Said to customers and teammates: "Look up an order". */
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().max(500),
  enabled: z.boolean(),
  /** How customers ask for it, and what sounds alike and is something else. */
  useWhen: Phrases,
  neverUseWhen: Phrases,
  /** Waits for a teammate's approval. */
  sensitive: z.boolean(),
  /** Runs only for customers whose identity the website vouched for. */
  needsIdentity: z.boolean(),
  method: z.enum(HTTP_METHODS),
  /** With `{{field}}` in path and query; never in scheme, host or port. */
  url: z.string().trim().min(1).max(1_000),
  /** JSON with `{{field}}` as values; null sends none. */
  body: z.string().max(ACTION_LIMITS.bodyTemplate).nullable(),
  fields: z.array(ActionField).max(ACTION_LIMITS.fields),
  /** What the customer is told, with `{{path.in.the.response}}`: "Your order is {{status}}." */
  success: z.string().trim().min(1).max(2_000),
  failure: z.string().trim().min(1).max(2_000),
  timeoutMs: z.number().int().min(ACTION_LIMITS.timeoutMs.min).max(ACTION_LIMITS.timeoutMs.max),
  /** Further tries; each carries the same Idempotency-Key. */
  retries: z.number().int().min(0).max(ACTION_LIMITS.retries),
};
const headerName = z.string().regex(/^[A-Za-z0-9-]{1,60}$/, 'has letters, digits and - only');

/** A value left out of a secret header keeps the stored one. */
export const ActionDraft = z.strictObject({
  ...definition,
  headers: z
    .array(
      z.strictObject({
        name: headerName,
        value: z.string().max(2_000).optional(),
        secret: z.boolean(),
      }),
    )
    .max(ACTION_LIMITS.headers),
});
export type ActionDraft = z.infer<typeof ActionDraft>;

export const Action = z.object({
  id: ActionId,
  aiAgentId: AiAgentId,
  version: z.number().int().positive(),
  ...definition,
  /** `value` is null where it is secret. */
  headers: z.array(
    z.object({ name: z.string(), value: z.string().nullable(), secret: z.boolean() }),
  ),
  updatedAt: Timestamp,
  lastRunAt: Timestamp.nullable(),
  runs: z.number().int(),
  failures: z.number().int(),
});
export type Action = z.infer<typeof Action>;

/** GET /api/ai-agents/:id/actions */
export const ActionList = z.object({ actions: z.array(Action) });
export type ActionList = z.infer<typeof ActionList>;
export const ActionView = z.object({ action: Action });

/** POST /api/actions/:id/try: really sent, with these values; nothing reaches a customer. */
export const TryActionRequest = z.strictObject({
  values: z.record(z.string(), z.string().max(ACTION_LIMITS.valueLength)),
});
export const ActionTrial = z.object({
  ok: z.boolean(),
  /** The request as sent; secrets masked. */
  request: z.object({ method: z.string(), url: z.string(), body: z.string().nullable() }),
  status: z.number().int().nullable(),
  /** The response's beginning. */
  response: z.string().nullable(),
  milliseconds: z.number(),
  /** What the customer would be told. */
  says: z.string(),
  /** In words, when it failed. */
  problem: z.string().nullable(),
});
export type ActionTrial = z.infer<typeof ActionTrial>;

export const RUN_STATES = [
  'collecting',
  'awaiting_approval',
  'running',
  'succeeded',
  'failed',
  'declined',
  'cancelled',
] as const;
export const RunState = z.enum(RUN_STATES);
export type RunState = z.infer<typeof RunState>;

export const ActionInput = z.object({ name: z.string(), label: z.string(), value: z.string() });
export type ActionInput = z.infer<typeof ActionInput>;

export const ActionRun = z.object({
  id: ActionRunId,
  actionId: ActionId.nullable(),
  actionVersion: z.number().int(),
  name: z.string(),
  conversationId: ConversationId,
  contactId: ContactId,
  state: RunState,
  sensitive: z.boolean(),
  /** Whether the website vouched for who the customer is. */
  identified: z.boolean(),
  inputs: z.array(ActionInput),
  /** What the customer was told in the end. */
  says: z.string().nullable(),
  status: z.number().int().nullable(),
  problem: z.string().nullable(),
  tries: z.number().int(),
  decidedBy: TeammateId.nullable(),
  /** The teammate's words to a decision. */
  note: z.string().nullable(),
  at: Timestamp,
  finishedAt: Timestamp.nullable(),
});
export type ActionRun = z.infer<typeof ActionRun>;

/** GET /api/conversations/:id/action-runs and /api/ai-agents/:id/action-runs?page= */
export const ActionRunList = z.object({
  runs: z.array(ActionRun),
  nextPage: z.string().nullable(),
});
export type ActionRunList = z.infer<typeof ActionRunList>;

/** POST /api/action-runs/:id/approve and /decline. Deciding takes control, as a reply does. */
export const DecideRunRequest = z.strictObject({
  note: z.string().trim().max(500).nullable().default(null),
});

/** POST /api/action-runs/:id/approve and /decline answer with it. */
export const ActionRunView = z.object({ run: ActionRun });
export type ActionRunView = z.infer<typeof ActionRunView>;

/** GET /api/ai-agents/:id/identity-secret: whether there is one, never what it is. */
export const IdentitySecret = z.object({ set: z.boolean(), setAt: Timestamp.nullable() });
export type IdentitySecret = z.infer<typeof IdentitySecret>;
/** POST /api/ai-agents/:id/identity-secret: a new one, shown this once; an old one ends. */
export const NewIdentitySecret = z.object({ secret: z.string() });
export type NewIdentitySecret = z.infer<typeof NewIdentitySecret>;

/** A form as a customer sees it under an AI message. */
export const ActionForm = z.object({
  runId: ActionRunId,
  name: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: FieldType,
      required: z.boolean(),
      example: z.string().nullable(),
      choices: z.array(z.string()),
      /** What the customer said already; they may mend it. */
      value: z.string().nullable(),
    }),
  ),
});
export type ActionForm = z.infer<typeof ActionForm>;

/** What comes with the message that a sent form becomes. */
export const SubmittedForm = z.strictObject({
  runId: ActionRunId,
  values: z.record(z.string(), z.string().max(ACTION_LIMITS.valueLength)),
});
export type SubmittedForm = z.infer<typeof SubmittedForm>;
