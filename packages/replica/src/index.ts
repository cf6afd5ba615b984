/**
 * What a screen holds of the server's truth, and how it stays true.
 *
 * Pure state (`contact-replica`, `conversation-replica`, `conversation-list`, `pending-messages`)
 * and one thin connection (`live-connection`, whose decisions are the pure `live-state`). The law
 * they keep together: an old snapshot plus the events after it equals a fresh snapshot, whatever
 * came twice or out of order on the way. The preview of an answer being written
 * (`answer-preview`) stands apart from it, and may be lost at any time.
 */
export {
  acknowledge,
  apply,
  asking,
  chosen,
  type ContactReplica,
  discard,
  empty,
  fail,
  hush,
  knownVersion,
  load,
  preview,
  retry,
  send,
  shownPreview,
  startOver,
  stillUnsure,
  type ThreadLine,
  thread,
} from './contact-replica.ts';
export {
  applyToPage,
  inView,
  type LiveConversationPage,
  removeFromPage,
} from './conversation-list.ts';
export { applyConversationChanged } from './conversation-replica.ts';
export {
  createLiveConnection,
  type LiveConnection,
  type LiveConnectionOptions,
  type LiveSocket,
} from './live-connection.ts';
export { backOff, type LiveStatus } from './live-state.ts';
export {
  addPending,
  type FieldError,
  failPending,
  type NewMessage,
  type PendingMessage,
  resendPending,
  settlePending,
} from './pending-messages.ts';
