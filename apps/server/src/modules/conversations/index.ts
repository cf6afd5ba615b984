/**
 * Conversations: who may speak to the customer, and everything that was said.
 *
 * The heart of Baton. `core/` is pure: `decide` turns a command into events, or says that it is
 * late, refused or already so; `evolve` folds events into the state. `store/` loads, appends under
 * the version in one statement, and reads the inbox. This module calls no other; answering and
 * routing ask it through `Conversations`, and listeners read the feed it writes.
 */
export type {
  CommandResult,
  Committed,
  ConversationRef,
  Conversations,
  ConversationsDependencies,
  CustomerMessageInput,
  Episode,
  FollowUpJob,
  ListRequest,
  Reactions,
  Scope,
} from './conversations.ts';
export { createConversations } from './create-conversations.ts';
export type { Ask, FinishedRun, MadeDecision, OfRun, RunToApprove } from './core/commands.ts';
export { contactConversation, contactEntries, type Names } from './core/contact-view.ts';
export { episodeEvents, type PendingCustomerMessage } from './core/episode.ts';
export { type ConversationState, owedTurn } from './core/state.ts';
export type { Refused, Stale, StaleReason } from './core/verdict.ts';
export type { Known } from './store/read-conversation.ts';
export { removeConversations } from './store/remove.ts';
