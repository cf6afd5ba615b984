/**
 * The policy an owner writes: one versioned document, what may be wrong with it, its versions, and
 * what a replay over the past says it would change.
 *
 * The schema is about shape and size only, so that a half-written draft can be saved. Whether the
 * rules make sense together is said by the check, in words, with the place.
 */
import { z } from 'zod';
import { AiAgentId, ConversationId, DecisionId, ReplayId, TeammateId, Timestamp } from './ids.ts';
import { HandoffReason, LIMITS, Outcome } from './vocabulary.ts';

/** What the check holds a policy to. The shape allows more, so that the check can say it in words. */
export const POLICY_LIMITS = {
  guidelines: 500,
  sensitiveTopics: 50,
  tags: 100,
  /** Example phrases of everything together: each is compared with every message. */
  phrases: 5_000,
  /** Characters of one text that is said to customers. */
  sayLength: 2_000,
  /** Bytes of a request that carries a policy. */
  bodyBytes: 4 * 1024 * 1024,
  /** Bytes of an imported transcript file, and customer turns of it that are replayed. */
  transcriptBytes: 20 * 1024 * 1024,
  transcriptTurns: 5_000,
  /** Decisions that one replay looks at. */
  replayTurns: 10_000,
} as const;

/** Raised when the shape changes; older stored documents are read through an upgrade. */
export const POLICY_SCHEMA = 2;

/** The languages that the widget speaks: the shipped texts are ready in each. */
export const SAID_LANGUAGES = ['en', 'de', 'fr', 'es'] as const;

const share = z.number().min(0).max(1);
const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'has lower-case letters, digits, - and _ only');
const Phrases = z.array(z.string().trim().max(500)).max(1_000);

/** `handoff` at once, `offer` a person first, or `off`. */
export const RuleOutcome = z.enum(['handoff', 'offer', 'off']);
export type RuleOutcome = z.infer<typeof RuleOutcome>;

/** Below the line: pass on at once, offer a person, or ask once for more before passing on. */
export const BelowAnswer = z.enum(['handoff', 'offer', 'clarify']);
export type BelowAnswer = z.infer<typeof BelowAnswer>;

export const Priority = z.enum(['normal', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;

/** When the AI may answer: a fixed line, or a share of wrong answers that Baton keeps below. */
export const AnswerLine = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('threshold'), at: share }),
  z.strictObject({ mode: z.literal('budget'), risk: share }),
]);
export type AnswerLine = z.infer<typeof AnswerLine>;

export const SignalRule = z.strictObject({
  outcome: RuleOutcome,
  /** Null: the threshold the model ships with. */
  threshold: share.nullable(),
});
export type SignalRule = z.infer<typeof SignalRule>;

/** Something customers say by which a person is needed, known by examples of how they say it. */
export const PolicyTopic = z.strictObject({
  id: slug,
  name: z.string().trim().max(80),
  enabled: z.boolean(),
  /** How customers say it, in their own words; more and more varied is better. */
  examples: Phrases,
  outcome: z.enum(['handoff', 'offer']),
  /** How alike a message must be; null: the threshold the model ships with. */
  threshold: share.nullable(),
  team: z.string().trim().min(1).max(80).nullable(),
  tags: z.array(z.string().trim().toLowerCase().min(1).max(LIMITS.tagLength)).max(10),
  priority: Priority,
});
export type PolicyTopic = z.infer<typeof PolicyTopic>;

/** A rule in plain language, with examples of what it is about. */
export const PolicyGuideline = PolicyTopic.extend({ text: z.string().trim().max(1_000) });
export type PolicyGuideline = z.infer<typeof PolicyGuideline>;

/** A tag that conversations get by themselves, whatever becomes of the turn. */
export const PolicyTag = z.strictObject({
  tag: z.string().trim().toLowerCase().min(1).max(LIMITS.tagLength),
  enabled: z.boolean(),
  /** What conversations with this tag are about. */
  description: z.string().trim().max(300),
  /** Optional: how customers say it. They make the tag surer. */
  examples: Phrases,
  threshold: share.nullable(),
});
export type PolicyTag = z.infer<typeof PolicyTag>;

/** A text said to customers: in the customer's language where there is one, else the default. */
export const SaidText = z.strictObject({
  text: z.string().trim().max(POLICY_LIMITS.sayLength),
  /** By language: "de" → "…". */
  languages: z.record(
    z.string().regex(/^[a-z]{2,3}$/, 'a language looks like "de"'),
    z.string().trim().max(POLICY_LIMITS.sayLength),
  ),
});
export type SaidText = z.infer<typeof SaidText>;

export const PolicyMessages = z.strictObject({
  handoff: SaidText,
  handoffOutOfHours: SaidText,
  offer: SaidText,
  /** Before the choices, when two documents compete. */
  clarify: SaidText,
  /** Where `belowAnswer` is `clarify` and there is nothing to choose from. */
  clarifyOpen: SaidText,
  clarifyEmpty: SaidText,
  clarifyLink: SaidText,
  greeting: SaidText,
  thanks: SaidText,
  goodbye: SaidText,
  acknowledgement: SaidText,
  aboutBot: SaidText,
});
export type PolicyMessages = z.infer<typeof PolicyMessages>;

export const PolicyDocument = z.strictObject({
  schema: z.literal(POLICY_SCHEMA),
  /** The published version that it is; set when it is published. */
  version: z.number().int().min(0),
  answer: AnswerLine,
  /** What `answer` comes to: answer at this confidence or above. Set by Baton. */
  answerAt: share,
  /** From here up to `answerAt`, ask one short question when two documents compete. */
  clarifyFrom: share,
  belowAnswer: BelowAnswer,
  /** Below this the knowledge lacks it: the reason is `knowledge_gap`, else `low_confidence`. */
  gapBelow: share,
  /** AI turns in one episode before a person takes over; null for no limit. */
  maxAiTurns: z.number().int().min(1).max(100).nullable(),
  rules: z.strictObject({
    directRequest: SignalRule,
    frustration: SignalRule,
    repeatedQuestion: SignalRule,
    /** Answer greetings and thanks kindly, without searching. */
    smallTalk: z.boolean(),
  }),
  /** What happens where a language model writes, and cannot: quote the documents, or hand off. */
  model: z
    .strictObject({
      onFailure: z.enum(['embedded', 'handoff']),
      onBudgetSpent: z.enum(['embedded', 'handoff']),
    })
    .default({ onFailure: 'embedded', onBudgetSpent: 'handoff' }),
  sensitiveTopics: z.array(PolicyTopic).max(10_000),
  guidelines: z.array(PolicyGuideline).max(10_000),
  tags: z.array(PolicyTag).max(10_000),
  messages: PolicyMessages,
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

/** A policy as it is sent: `version` and `answerAt` are Baton's to set, and may be left out. */
export const PolicyInput = PolicyDocument.partial({ version: true, answerAt: true });
export type PolicyInput = z.input<typeof PolicyInput>;

// --- The check ----------------------------------------------------------------------------------

/** Errors keep a policy from being published; warnings do not. */
export const PolicyFinding = z.object({
  severity: z.enum(['error', 'warning']),
  /** Stable, for programs: "example_in_two_topics". */
  code: z.string(),
  /** Where: "guidelines.2.examples.0". */
  path: z.string(),
  /** The other place, where two contradict each other. */
  otherPath: z.string().nullable(),
  message: z.string(),
});
export type PolicyFinding = z.infer<typeof PolicyFinding>;

/** POST /api/ai-agents/:id/policy/check */
export const PolicyCheckRequest = z.object({ document: PolicyInput });
export const PolicyCheck = z.object({
  findings: z.array(PolicyFinding),
  /** The line it would answer from. */
  answerAt: share,
});
export type PolicyCheck = z.infer<typeof PolicyCheck>;

// --- Draft, versions ----------------------------------------------------------------------------

/** How a version came to be. `budget`: Baton moved the line to keep the error budget. */
export const PolicyOrigin = z.enum(['initial', 'published', 'rolled_back', 'threshold', 'budget']);
export type PolicyOrigin = z.infer<typeof PolicyOrigin>;

export const PolicyVersionSummary = z.object({
  version: z.number().int(),
  origin: PolicyOrigin,
  /** Null: Baton itself, or somebody who is gone. */
  authorId: TeammateId.nullable(),
  note: z.string().nullable(),
  /** For `rolled_back`: the version whose rules it has again. */
  restoredVersion: z.number().int().nullable(),
  publishedAt: Timestamp,
});
export type PolicyVersionSummary = z.infer<typeof PolicyVersionSummary>;

/** GET /api/ai-agents/:id/policy/versions/:version */
export const PolicyVersion = PolicyVersionSummary.extend({ document: PolicyDocument });
export type PolicyVersion = z.infer<typeof PolicyVersion>;

export const PolicyDraft = z.object({
  document: PolicyDocument,
  /** Say it when you save or publish: whoever saves an older one is told, not overwritten. */
  revision: z.number().int(),
  /** The published version it was begun from. */
  basedOn: z.number().int(),
  note: z.string().nullable(),
  savedBy: TeammateId.nullable(),
  savedAt: Timestamp,
});
export type PolicyDraft = z.infer<typeof PolicyDraft>;

/** GET /api/ai-agents/:id/policy, and the answer to whatever changes it. */
export const PolicyView = z.object({
  published: PolicyVersion,
  draft: PolicyDraft.nullable(),
  /** Newest first, the latest 200. */
  versions: z.array(PolicyVersionSummary),
  /** What Baton ships, to take from: ready-made sensitive topics, and texts in every language. */
  readyMade: z.object({
    sensitiveTopics: z.array(PolicyTopic),
    messages: PolicyMessages,
    languages: z.array(z.string()),
  }),
});
export type PolicyView = z.infer<typeof PolicyView>;

const Note = z.string().trim().max(500).nullable().default(null);

/** PUT /api/ai-agents/:id/policy/draft. `revision` is the draft's you saw; null: there was none. */
export const SaveDraftRequest = z.object({
  document: PolicyInput,
  revision: z.number().int().nullable(),
  note: Note,
});
export type SaveDraftRequest = z.input<typeof SaveDraftRequest>;

/** POST /api/ai-agents/:id/policy/publish: the draft, as you saw it, after the version you saw. */
export const PublishPolicyRequest = z.object({
  revision: z.number().int(),
  publishedVersion: z.number().int(),
  note: Note,
});
export type PublishPolicyRequest = z.input<typeof PublishPolicyRequest>;

/** POST /api/ai-agents/:id/policy/roll-back: an earlier version's rules as a new version. */
export const RollBackPolicyRequest = z.object({
  version: z.number().int(),
  publishedVersion: z.number().int(),
  note: Note,
});
export type RollBackPolicyRequest = z.input<typeof RollBackPolicyRequest>;

// --- Replay -------------------------------------------------------------------------------------

/** Which policy to replay under. */
export const ReplayedPolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('draft') }),
  z.object({ kind: z.literal('version'), version: z.int32() }),
  z.object({ kind: z.literal('document'), document: PolicyInput }),
]);
export type ReplayedPolicy = z.input<typeof ReplayedPolicy>;

/**
 * POST /api/ai-agents/:id/policy/replay: over the newest `limit` recorded decisions since `since`.
 * A transcript file goes to …/policy/replay/transcripts as multipart, fields `file` and `policy`
 * (the JSON of a ReplayedPolicy; without it the draft).
 */
export const ReplayRequest = z.object({
  policy: ReplayedPolicy,
  since: Timestamp.nullable().default(null),
  limit: z.number().int().min(1).max(POLICY_LIMITS.replayTurns).default(1_000),
});
export type ReplayRequest = z.input<typeof ReplayRequest>;

/** A share with its 95 % Wilson interval. */
export const Proportion = z.object({ share: share, low: share, high: share });
export type Proportion = z.infer<typeof Proportion>;

/**
 * So many turns that came to `was` would come to `wouldBe`. Both the same: the outcome stays, but
 * rule, team, tags or priority differ. `was` is null where a transcript shows no reaction.
 */
export const ReplayPair = z.object({
  was: Outcome.nullable(),
  wouldBe: Outcome,
  count: z.number().int(),
  /** Of all replayed turns. */
  of: Proportion,
});
export type ReplayPair = z.infer<typeof ReplayPair>;

export const Replay = z.object({
  id: ReplayId,
  aiAgentId: AiAgentId,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** Why it failed, in plain words. */
  error: z.string().nullable(),
  policy: z.object({
    kind: z.enum(['draft', 'version', 'document']),
    /** For `version`. */
    version: z.number().int().nullable(),
  }),
  source: z.enum(['history', 'transcripts']),
  since: Timestamp.nullable(),
  /** Turns decided so far, of how many. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  /** Of the turns decided so far. */
  result: z.object({
    total: z.number().int(),
    same: z.number().int(),
    /** Another outcome. */
    changed: z.number().int(),
    changedShare: Proportion.nullable(),
    /** The same outcome by another rule, or with another team, tags or priority. */
    adjusted: z.number().int(),
    /** Could not be decided again. */
    failed: z.number().int(),
    /** Measured anew in part, because the record did not hold what this policy asks. */
    remeasured: z.number().int(),
    pairs: z.array(ReplayPair),
    /** How many turns came to each outcome, before and under this policy. */
    outcomes: z.array(
      z.object({
        outcome: Outcome,
        was: z.object({ count: z.number().int(), of: Proportion }),
        wouldBe: z.object({ count: z.number().int(), of: Proportion }),
      }),
    ),
  }),
  /** Lines of a transcript file that could not be read; the others were. At most 100 are listed. */
  rowErrors: z.array(z.object({ row: z.number().int(), message: z.string() })),
  rowErrorCount: z.number().int(),
  /** Turns of a transcript file beyond what one replay takes. */
  leftOut: z.number().int(),
  createdAt: Timestamp,
  finishedAt: Timestamp.nullable(),
});
export type Replay = z.infer<typeof Replay>;
/** GET /api/replays/:id, and the answer to starting one. */
export const ReplayView = z.object({ replay: Replay });

/** One side of a change: what it came to and why. */
export const ReplayedDecision = z.object({
  outcome: Outcome,
  rule: z.string(),
  reasons: z.array(HandoffReason),
  explanation: z.string(),
  team: z.string().nullable(),
  tags: z.array(z.string()),
  priority: Priority,
});
export type ReplayedDecision = z.infer<typeof ReplayedDecision>;

export const ReplayChange = z.object({
  /** Null for a transcript. */
  conversationId: ConversationId.nullable(),
  decisionId: DecisionId.nullable(),
  /** A transcript's own name for the conversation. */
  transcript: z.string().nullable(),
  question: z.string(),
  /** Null where a transcript shows no reaction; from a transcript only the outcome is known. */
  was: ReplayedDecision.nullable(),
  wouldBe: ReplayedDecision,
  confidence: share.nullable(),
  remeasured: z.boolean(),
  /** When it was decided; null for a transcript. */
  at: Timestamp.nullable(),
});
export type ReplayChange = z.infer<typeof ReplayChange>;

/** GET /api/replays/:id/changes?page=&limit=&was=&wouldBe=: newest first. */
export const ReplayChanges = z.object({
  changes: z.array(ReplayChange),
  nextPage: z.string().nullable(),
});
export type ReplayChanges = z.infer<typeof ReplayChanges>;
