/**
 * What writes an AI agent's answers, how it sounds, what it may cost, and what it has cost.
 *
 * The embedded engine quotes the documents and needs nothing. A language model writes from the
 * same passages, and every sentence is checked against them before a customer sees it.
 */
import { z } from 'zod';
import { AnswerSource } from './conversation.ts';
import { ConversationId, PassageId, Timestamp } from './ids.ts';
import { LIMITS } from './vocabulary.ts';

export const ENGINE_KINDS = ['embedded', 'openai', 'anthropic', 'compatible'] as const;
/** `compatible`: any server that speaks OpenAI's chat protocol (Ollama, vLLM, llama.cpp …). */
export const EngineKind = z.enum(ENGINE_KINDS);
export type EngineKind = z.infer<typeof EngineKind>;

const ModelName = z.string().trim().min(1).max(200);
const ModelUrl = z
  .url({ protocol: /^https?$/, error: 'must be the address before /chat/completions' })
  .max(500);

export const EngineSettings = z.object({
  kind: EngineKind,
  /** Null for the embedded engine. */
  model: z.string().nullable(),
  /** Address before `/chat/completions`; null: the provider's own. */
  url: z.string().nullable(),
  /** Keys are written, never read back. */
  hasKey: z.boolean(),
  /** Ask the model itself as well whether its sentences are supported: slower, costs a call. */
  selfCheck: z.boolean(),
  /** `environment`: the operator's default, until something is chosen here. */
  from: z.enum(['screen', 'environment']),
});
export type EngineSettings = z.infer<typeof EngineSettings>;

/** A key left out stays; null removes it. Another kind or address than before needs its key anew. */
export const EngineChoice = z.strictObject({
  kind: EngineKind,
  model: ModelName.nullable().default(null),
  url: ModelUrl.nullable().default(null),
  key: z.string().trim().min(1).max(1_000).nullable().optional(),
  selfCheck: z.boolean().default(false),
});
export type EngineChoice = z.input<typeof EngineChoice>;

/** Why a model did not answer. Stable codes; `words` are for people. */
export const MODEL_FAULTS = [
  'unauthorized',
  'not_found',
  'bad_request',
  'rate_limited',
  'overloaded',
  'timeout',
  'unreachable',
  'private_address',
  'content_filter',
  'broken_stream',
  'malformed',
  /** It wrote, and the documents carry too little of it. */
  'not_carried',
  'circuit_open',
  'budget_exhausted',
  'stopped',
] as const;
export const ModelFault = z.enum(MODEL_FAULTS);
export type ModelFault = z.infer<typeof ModelFault>;

/** An empty object: the engine as it is saved. */
export const EngineTestRequest = z.union([EngineChoice, z.strictObject({})]);
export type EngineTestRequest = z.input<typeof EngineTestRequest>;

/** POST /api/ai-agents/:id/engine/test: one short call, with the choice as typed or as saved. */
export const EngineTest = z.object({
  ok: z.boolean(),
  /** Milliseconds to the first text, and in all. */
  firstTextMs: z.number().nullable(),
  totalMs: z.number(),
  /** What the model said, shortened; null when it failed. */
  said: z.string().nullable(),
  /** Whether it gives the probability of its words, which makes confidence surer. */
  logprobs: z.boolean(),
  fault: z
    .object({
      code: ModelFault,
      /** What to do about it. */
      words: z.string(),
      /** The provider's own words, as they came. */
      detail: z.string().nullable(),
      status: z.number().int().nullable(),
    })
    .nullable(),
});
export type EngineTest = z.infer<typeof EngineTest>;

/** How an answer was written, as the decision keeps it. Null in a view: no model wrote. */
export const Generation = z.object({
  /** As "openai:gpt-4o-mini". */
  model: z.string(),
  /** The question as it was searched for, where it needed its context; else null. */
  standaloneQuestion: z.string().nullable(),
  /** The model said that the passages do not answer. */
  declined: z.boolean(),
  sentences: z.array(
    z.object({
      text: z.string(),
      /** 0..1 by the support model. */
      support: z.number().min(0).max(1),
      /** Unsupported: the customer never saw it. */
      removed: z.boolean(),
      passageIds: z.array(PassageId),
      /** In words, where it was removed: "says 30 days; the passage says 14". */
      why: z.string().nullable(),
    }),
  ),
  /** Mean log-probability of the answer's tokens; null where the provider does not say. */
  logprob: z.number().nullable(),
  /** Share of the sentences that the model itself called supported; null when it was not asked. */
  selfAgreement: z.number().min(0).max(1).nullable(),
  firstTextMs: z.number().nullable(),
  totalMs: z.number(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** Why a model was wanted and the documents were quoted instead; null when it wrote. */
  fault: ModelFault.nullable(),
});
export type Generation = z.infer<typeof Generation>;

export const Voice = z.strictObject({
  tone: z.enum(['friendly', 'neutral', 'formal', 'lively']),
  length: z.enum(['short', 'medium', 'long']),
  /** `customer`: the language the customer writes in; else always this one. */
  language: z.union([
    z.literal('customer'),
    z.string().regex(/^[a-z]{2,3}$/, 'a language looks like "de"'),
  ]),
  /** Standing instructions, in the owner's words. */
  instructions: z.string().trim().max(4_000),
});
export type Voice = z.infer<typeof Voice>;

/** Money is in units of `currency`, with fractions; prices are per million tokens. */
export const ModelBudget = z.strictObject({
  /** Null: no limit. */
  monthly: z.number().min(0).max(1_000_000).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency looks like "EUR"'),
  inputPrice: z.number().min(0).max(10_000),
  outputPrice: z.number().min(0).max(10_000),
});
export type ModelBudget = z.infer<typeof ModelBudget>;

/**
 * GET /api/ai-agents/:id/engine; PUT .../engine, .../voice and .../budget answer with it too, and
 * DELETE .../engine, which goes back to the operator's default.
 */
export const EngineView = z.object({
  engine: EngineSettings,
  voice: Voice,
  budget: ModelBudget,
  /** The operator's default by environment; null where there is none. Never its key. */
  environment: z
    .object({ kind: EngineKind, model: z.string(), url: z.string().nullable() })
    .nullable(),
  /** What does not work as it is set, each with what to do about it. Empty is a good sign. */
  warnings: z.array(z.string()),
});
export type EngineView = z.infer<typeof EngineView>;

const spent = {
  calls: z.number().int(),
  failed: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** In the budget's currency, at the prices set when the call was made. */
  cost: z.number(),
};
export const USAGE_PURPOSES = [
  'answer',
  'standalone_question',
  'self_check',
  'suggest_reply',
  'rewrite',
  'summary',
  'test',
] as const;
export const UsagePurpose = z.enum(USAGE_PURPOSES);
export type UsagePurpose = z.infer<typeof UsagePurpose>;

/** GET /api/ai-agents/:id/usage?month=2026-11 */
export const UsageReport = z.object({
  month: z.string(),
  currency: z.string(),
  budget: z.number().nullable(),
  total: z.object(spent),
  /** Every day of the month up to today, in UTC. */
  days: z.array(z.object({ day: z.string(), ...spent })),
  purposes: z.array(z.object({ purpose: UsagePurpose, ...spent })),
  /** The dearest conversations first, at most 20. */
  conversations: z.array(
    z.object({ conversationId: ConversationId, contactName: z.string().nullable(), ...spent }),
  ),
  /** When the month's budget begins anew. */
  resetsAt: Timestamp,
});
export type UsageReport = z.infer<typeof UsageReport>;

/** GET /api/conversations/:id/usage */
export const ConversationUsage = z.object({ currency: z.string(), ...spent });
export type ConversationUsage = z.infer<typeof ConversationUsage>;

// --- Drafts for teammates ---------------------------------------------------------------------

export const REWRITES = [
  'shorter',
  'friendlier',
  'more_formal',
  'fix_spelling',
  'translate',
] as const;
export const Rewrite = z.enum(REWRITES);
export type Rewrite = z.infer<typeof Rewrite>;

/** POST /api/conversations/:id/assist: answered with lines of `AssistFrame` (NDJSON). */
export const AssistRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply') }),
  z.strictObject({ kind: z.literal('summary') }),
  z.strictObject({
    kind: z.literal('rewrite'),
    how: Rewrite,
    text: z.string().trim().min(1).max(LIMITS.messageLength),
    /** For `translate`: into which language, as "de"; null: the customer's. */
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .nullable()
      .default(null),
  }),
]);
export type AssistRequest = z.input<typeof AssistRequest>;

export const AssistFrame = z.discriminatedUnion('type', [
  /** More of the draft, to be put after what came before. */
  z.object({ type: z.literal('text'), text: z.string() }),
  /** The whole draft; it replaces what was shown: unsupported sentences are gone. */
  z.object({
    type: z.literal('done'),
    text: z.string(),
    sources: z.array(AnswerSource),
    /** `embedded`: made without a language model. */
    by: z.enum(['embedded', 'model']),
    /** What a teammate should know before sending: sentences that were not found in the documents. */
    unsupported: z.array(z.string()),
  }),
  z.object({
    type: z.literal('failed'),
    code: ModelFault.or(z.enum(['needs_model', 'nothing_found'])),
    words: z.string(),
  }),
]);
export type AssistFrame = z.infer<typeof AssistFrame>;
