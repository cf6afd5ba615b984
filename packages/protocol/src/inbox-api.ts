/** Requests and answers of the inbox's API, under `/api`. */
import { z } from 'zod';
import { AiAgent, Email, Invite, Look, Name, Origin, Password, Teammate } from './accounts.ts';
import { ConversationDetail, ConversationSummary } from './conversation.ts';
import { Generation } from './engine.ts';
import { ClientMessageId, Cursor, DocumentId, PassageId, TeammateId, Timestamp } from './ids.ts';
import { AddedDocument, KnowledgeDocument, KnowledgePassage } from './knowledge.ts';
import { InboxCounts } from './live.ts';
import { LIMITS, Outcome, HandoffReason, Role } from './vocabulary.ts';

const Token = z.string().min(20).max(200);

/** Text somebody typed: NUL is dropped (PostgreSQL cannot hold it), ends are trimmed. */
export const MessageBody = z
  .string()
  .transform((text) => text.replaceAll('\u0000', '').trim())
  .pipe(
    z
      .string()
      .min(1, 'the message is empty')
      .max(LIMITS.messageLength, `a message has at most ${LIMITS.messageLength} characters`),
  );

// --- Getting in -------------------------------------------------------------------------------

/** GET /api/setup?token=: whether the link can still be used. */
export const SetUpLink = z.object({ valid: z.boolean() });
export type SetUpLink = z.infer<typeof SetUpLink>;

/** POST /api/setup: the one-time link makes the workspace, its owner and a first AI agent. */
export const SetUpRequest = z.object({
  token: Token,
  workspaceName: Name,
  name: Name,
  email: Email,
  password: Password,
});
export type SetUpRequest = z.input<typeof SetUpRequest>;

/** POST /api/session */
export const SignInRequest = z.object({ email: Email, password: z.string().max(200) });
export type SignInRequest = z.input<typeof SignInRequest>;

/** POST /api/password: ends every other session of this teammate. */
export const ChangePasswordRequest = z.object({
  current: z.string().max(200),
  next: Password,
});
export type ChangePasswordRequest = z.input<typeof ChangePasswordRequest>;

/** GET /api/sessions: the browsers in which I am signed in. */
export const OpenSession = z.object({
  id: z.string(),
  /** What it called itself; null when it did not say. */
  browser: z.string().nullable(),
  startedAt: Timestamp,
  lastSeenAt: Timestamp,
  /** The one that asks. */
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof OpenSession>;
export const OpenSessionList = z.object({ sessions: z.array(OpenSession) });
export type OpenSessionList = z.infer<typeof OpenSessionList>;

/** POST /api/sessions/end: one of them, or (`id` null) all but the one that asks. */
export const EndSessionsRequest = z.object({
  password: z.string().max(200),
  id: z.string().max(100).nullable(),
});
export type EndSessionsRequest = z.input<typeof EndSessionsRequest>;
/** … and POST /api/teammates/:id/sign-out: all of a teammate's. */
export const EndedSessions = z.object({ ended: z.number().int() });
export type EndedSessions = z.infer<typeof EndedSessions>;

/** GET /api/teammates */
export const TeammateList = z.object({ teammates: z.array(Teammate) });
export type TeammateList = z.infer<typeof TeammateList>;

/** PATCH /api/teammates/:id. A disabled teammate is signed out everywhere. */
export const ChangeTeammateRequest = z.object({ role: Role, disabled: z.boolean() }).partial();
export type ChangeTeammateRequest = z.input<typeof ChangeTeammateRequest>;
export const TeammateView = z.object({ teammate: Teammate });

/** POST /api/invites */
export const InviteRequest = z.object({
  email: Email.nullable(),
  role: z.enum(['admin', 'teammate']),
});
export type InviteRequest = z.input<typeof InviteRequest>;
/** The link is shown once: only its hash is kept. */
export const InviteCreated = z.object({ invite: Invite, link: z.string() });
export type InviteCreated = z.infer<typeof InviteCreated>;
export const InviteList = z.object({ invites: z.array(Invite) });

/** GET /api/invites/by-token/:token, for the page that the link opens. */
export const InviteOffer = z.object({
  workspaceName: z.string(),
  invitedBy: z.string(),
  email: z.string().nullable(),
});
export type InviteOffer = z.infer<typeof InviteOffer>;

/** POST /api/invites/accept */
export const AcceptInviteRequest = z.object({
  token: Token,
  name: Name,
  email: Email,
  password: Password,
});
export type AcceptInviteRequest = z.input<typeof AcceptInviteRequest>;

// --- Conversations ----------------------------------------------------------------------------

export const INBOX_VIEWS = ['waiting', 'mine', 'ai', 'open', 'snoozed', 'resolved'] as const;
export const InboxView = z.enum(INBOX_VIEWS);
export type InboxView = z.infer<typeof InboxView>;

/**
 * GET /api/conversations?view=&page=&q=: newest first, but `waiting` oldest first.
 * `cursor` is where to say hello on the socket so that nothing after this page is missed.
 */
export const ConversationPage = z.object({
  conversations: z.array(ConversationSummary),
  /** Ask for the next page with this; null at the end. */
  nextPage: z.string().nullable(),
  counts: InboxCounts,
  cursor: Cursor,
});
export type ConversationPage = z.infer<typeof ConversationPage>;

/** GET /api/conversations/:id */
export const ConversationOpened = ConversationDetail.extend({ cursor: Cursor });
export type ConversationOpened = z.infer<typeof ConversationOpened>;

/** POST /api/conversations/:id/replies and /notes */
export const SendMessageRequest = z.object({ clientMessageId: ClientMessageId, body: MessageBody });
export type SendMessageRequest = z.input<typeof SendMessageRequest>;

/** POST /api/conversations/:id/transfer; null: back to the queue. */
export const TransferRequest = z.object({ to: TeammateId.nullable() });
/** POST /api/conversations/:id/snooze */
export const SnoozeRequest = z.object({ until: Timestamp });
/** POST and DELETE /api/conversations/:id/tags */
export const TagRequest = z.object({
  tag: z.string().trim().toLowerCase().min(1).max(LIMITS.tagLength),
});

/** GET /api/tags: every tag in use in the workspace, the most used first. */
export const TagList = z.object({
  tags: z.array(z.object({ tag: z.string(), count: z.number().int() })),
});
export type TagList = z.infer<typeof TagList>;

/**
 * The answer to everything done to a conversation (claim, take-over, reply, note, hand-back,
 * transfer, tag, snooze, resolve, reopen): the conversation as it is now.
 */
export const ConversationChanged = z.object({
  summary: ConversationSummary,
  /** False when the same request had been carried out before (a resend). */
  changed: z.boolean(),
});
export type ConversationChanged = z.infer<typeof ConversationChanged>;

// --- AI agents and what they know ---------------------------------------------------------------

/** PATCH /api/ai-agents/:id */
export const ChangeAiAgentRequest = z
  .object({
    name: Name,
    allowedOrigins: z.array(Origin).max(50),
    look: Look,
    threshold: z.number().min(0.05).max(0.99),
  })
  .partial();
export type ChangeAiAgentRequest = z.input<typeof ChangeAiAgentRequest>;

export const AiAgentView = z.object({ aiAgent: AiAgent });
export const AiAgentList = z.object({ aiAgents: z.array(AiAgent) });

/** POST /api/ai-agents/:id/documents: typed in place. Files go to …/uploads as multipart. */
export const AddDocumentRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    title: z.string().trim().min(1).max(200),
    text: z.string().trim().min(1).max(200_000),
    url: z.url().max(2000).nullable().default(null),
  }),
  z.object({
    kind: z.literal('qa'),
    question: z.string().trim().min(1).max(500),
    answer: z.string().trim().min(1).max(20_000),
  }),
]);
export type AddDocumentRequest = z.input<typeof AddDocumentRequest>;

export const AddedDocuments = z.object({ results: z.array(AddedDocument) });
export type AddedDocuments = z.infer<typeof AddedDocuments>;

/** GET /api/ai-agents/:id/documents?page=&q=&source= */
export const DocumentPage = z.object({
  documents: z.array(KnowledgeDocument),
  nextPage: z.string().nullable(),
  totals: z.object({
    documents: z.number().int(),
    passages: z.number().int(),
    /** Passages semantic search knows already. */
    embedded: z.number().int(),
    failed: z.number().int(),
  }),
});
export type DocumentPage = z.infer<typeof DocumentPage>;

/** GET /api/documents/:id: as the AI sees it. */
export const DocumentDetail = z.object({
  document: KnowledgeDocument,
  markdown: z.string(),
  passages: z.array(KnowledgePassage),
});
export type DocumentDetail = z.infer<typeof DocumentDetail>;

/** One signal, as a teammate reads it. */
export const SignalView = z.object({
  name: z.string(),
  label: z.string(),
  value: z.number().nullable(),
  threshold: z.number().nullable(),
  fired: z.boolean(),
});
export type SignalView = z.infer<typeof SignalView>;

/** POST /api/ai-agents/:id/ask: what would be answered, and why. Nothing is sent to anyone. */
export const AskRequest = z.object({ question: MessageBody });
export const AskResult = z.object({
  outcome: Outcome,
  reasons: z.array(HandoffReason),
  confidence: z.number().nullable(),
  threshold: z.number(),
  rule: z.string(),
  explanation: z.string(),
  /** What the customer would read. */
  body: z.string(),
  passages: z.array(
    z.object({
      passageId: PassageId,
      documentId: DocumentId,
      title: z.string(),
      heading: z.string(),
      url: z.string(),
      text: z.string(),
      score: z.number(),
      lexical: z.number(),
      cosine: z.number().nullable(),
      /** How surely the passage answers the question, 0..1; null where no reader looked at it. */
      reader: z.number().nullable(),
      matchedTerms: z.array(z.string()),
    }),
  ),
  signals: z.array(SignalView),
  /** How a language model wrote it; null where none did. */
  generation: Generation.nullable(),
  milliseconds: z.number(),
});
export type AskResult = z.infer<typeof AskResult>;

/** GET /api/decisions/:id: the whole record, in the teammate's reading order. */
export const DecisionView = AskResult.omit({ milliseconds: true, body: true }).extend({
  question: z.string(),
  policyVersion: z.number().int(),
  /** The record as stored, for export. */
  record: z.unknown(),
});
export type DecisionView = z.infer<typeof DecisionView>;

/** GET /api/ai-agents/:id/install: the line of HTML that puts the widget on a page. */
export const InstallSnippet = z.object({ html: z.string(), demoUrl: z.string() });
