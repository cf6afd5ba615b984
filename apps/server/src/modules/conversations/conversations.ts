/**
 * What the rest of the server can ask of conversations, and what it gets.
 *
 * Everything is scoped to a workspace: an id of another one is `not_found`. Outcomes are values;
 * only surprises (the database is away) throw.
 */
import type {
  AiAgentId,
  ClientMessageId,
  ContactDetails,
  ContactId,
  ContactSnapshot,
  ConversationEvent,
  ConversationId,
  ConversationOpened,
  ConversationPage,
  ConversationSummary,
  Cursor,
  InboxCounts,
  InboxView,
  SubmittedForm,
  TeammateId,
  WorkspaceId,
} from '@baton/protocol';
import type { Database } from '../../platform/database/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Ask, RunToApprove } from './core/commands.ts';
import type { Names } from './core/contact-view.ts';
import type { Known } from './store/read-conversation.ts';
import type { PendingCustomerMessage } from './core/episode.ts';
import type { ConversationState } from './core/state.ts';
import type { Refused, Stale } from './core/verdict.ts';

export interface Scope {
  workspaceId: WorkspaceId;
}

export type CommandResult =
  | { kind: 'accepted'; summary: ConversationSummary; events: ConversationEvent[] }
  /** It was so already, or a resend: nothing was written. `summary` is the conversation now. */
  | { kind: 'unchanged'; summary: ConversationSummary; events: [] }
  /** An AI result for a turn that is over. Drop it. */
  | Stale
  | Refused;

export interface CustomerMessageInput {
  contactId: ContactId;
  aiAgentId: AiAgentId;
  /**
   * Null: the contact's unresolved conversation with this AI agent, else a new one. A resolved
   * one is reopened, unless the contact has another that is not.
   */
  conversationId: ConversationId | null;
  clientMessageId: ClientMessageId;
  body: string;
  page: string | null;
  /** The form that this message is. Whoever calls has checked it. */
  submitted?: SubmittedForm | null;
  /** What that form asks for, should a person have to approve it. */
  requested?: RunToApprove | null;
}

export interface ListRequest {
  view: InboxView;
  /** Who asks: for the view `mine`, and for the count of it. */
  teammateId: TeammateId;
  /** `nextPage` of the page before; null for the first. */
  page: string | null;
  /** Words to search for: contact's name or email, text of messages and notes. */
  q: string | null;
  /** 1 to 100 rows. */
  limit: number;
}

/** What the AI may look at before it answers. */
export interface Episode {
  summary: ConversationSummary;
  state: ConversationState;
  /** Events of the present episode, and any older customer message that is still unanswered. */
  events: ConversationEvent[];
  /** The customer's messages that nobody has answered, oldest first. */
  pending: PendingCustomerMessage[];
}

export interface ConversationRef {
  workspaceId: WorkspaceId;
  conversationId: ConversationId;
}

export interface Conversations {
  /** Decides and, where accepted, stores a command with all its effects, in one transaction. */
  execute(scope: Scope, conversationId: ConversationId, ask: Ask): Promise<CommandResult>;
  /**
   * Stored when this resolves: the acknowledgement. Safe to resend; a resend tells of the
   * conversation that the first one went to.
   */
  sendCustomerMessage(scope: Scope, input: CustomerMessageInput): Promise<CommandResult>;
  /**
   * How to reach a contact: kept on the contact, and told to their current conversation. Details
   * that the website vouched for (`verified`) are not overwritten by others.
   */
  identifyContact(
    scope: Scope,
    contactId: ContactId,
    aiAgentId: AiAgentId,
    details: ContactDetails,
    verified?: boolean,
  ): Promise<void>;
  /** A whole conversation and the cursor after which changes follow. Null: not found. */
  open(scope: Scope, conversationId: ConversationId): Promise<ConversationOpened | null>;
  /** `{ kind: 'refused', code: 'invalid_input' }` for a page token that is not ours. */
  list(scope: Scope, request: ListRequest): Promise<ConversationPage | Refused>;
  counts(scope: Scope, teammateId: TeammateId): Promise<InboxCounts>;
  /**
   * The contact's current (else latest) conversation with an AI agent, as they see it. Of the one
   * that they `know` up to some version, what is newer; of any other, all.
   */
  contactSnapshot(
    scope: Scope,
    contactId: ContactId,
    aiAgentId: AiAgentId,
    names: Names,
    known?: Known | null,
  ): Promise<{ snapshot: ContactSnapshot | null; cursor: Cursor }>;
  /** For answering. Null: not found. */
  episode(scope: Scope, conversationId: ConversationId): Promise<Episode | null>;
  /**
   * For the sweeper: open conversations, in any workspace, unchanged since `olderThan`, where the
   * AI owes an answer and no job of `jobKind` naming them (`payload.conversationId`) is waiting
   * or leased. Should be none; each wants its job again.
   */
  stranded(request: {
    olderThan: Date;
    jobKind: string;
    limit: number;
  }): Promise<(ConversationRef & { turn: number })[]>;
  /** For the sweeper: wakes snoozed conversations whose time has come; how many. */
  wakeDue(limit: number): Promise<number>;
  /**
   * After the commit that disabled a teammate: what they have goes back to the queue. Not within it:
   * that transaction is older than a message which comes meanwhile, and the feed, in the order of
   * transactions, would tell the message last. What is left when a process dies in between is found
   * by the sweeper.
   */
  releaseHeldBy(scope: Scope, teammateId: TeammateId): Promise<void>;
  /** For the sweeper: puts back in the queue what disabled teammates have; how many. */
  releaseAbandoned(limit: number): Promise<number>;
}

/** Work that follows from events, enqueued in the transaction that stores them. */
export interface FollowUpJob {
  kind: string;
  /** A job with this key that still waits makes another one needless. */
  key: string | null;
  payload: Record<string, unknown>;
  /** Null: at once. */
  runAt: Date | null;
}

/** Pure, and may be asked more than once for one append (a lost race decides again). */
export type Reactions = (
  conversation: ConversationRef,
  events: readonly ConversationEvent[],
  before: ConversationState | null,
  after: ConversationState,
) => FollowUpJob[];

export interface Committed extends ConversationRef {
  events: readonly ConversationEvent[];
  /** As it was; null when it has just begun. */
  before: ConversationState | null;
  /** How many jobs follow. */
  jobs: number;
}

export interface ConversationsDependencies {
  database: Database;
  clock: Clock;
  /** `newId('msg')`: platform/ids.ts. */
  newId: (prefix: string) => string;
  reactions: Reactions;
  /** After a commit: wake the feed's readers, and the workers when there are jobs. */
  onCommitted: (committed: Committed) => void;
}
