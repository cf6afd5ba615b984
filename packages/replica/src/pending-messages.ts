/**
 * Messages a person has sent and the server has not yet shown back.
 *
 * A message is known by its `clientMessageId` from the key press on. The list only ever holds
 * ids that have not arrived, so a message acknowledged twice, or arriving by socket before its
 * HTTP answer, is on the screen exactly once.
 */
import type { SubmittedForm } from '@baton/protocol';

export interface PendingMessage {
  readonly clientMessageId: string;
  readonly body: string;
  /** When it was sent, ISO 8601. */
  readonly at: string;
  readonly state: 'sending' | 'failed';
  /** Why it failed, in the screen's own words or a problem code; null while sending. */
  readonly problem: string | null;
  /** Set when the message is a form. */
  readonly submitted?: SubmittedForm;
  /** What the server said of single fields of a form. */
  readonly errors: readonly FieldError[];
}

export type NewMessage = Pick<PendingMessage, 'clientMessageId' | 'body' | 'at' | 'submitted'>;

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** Adds a message at the end. The same id twice is one message. */
export function addPending(
  pending: readonly PendingMessage[],
  message: NewMessage,
): readonly PendingMessage[] {
  if (pending.some((one) => one.clientMessageId === message.clientMessageId)) return pending;
  return [...pending, { ...message, state: 'sending', problem: null, errors: [] }];
}

/** Marks one as failed. One that has arrived meanwhile is no longer here, and stays arrived. */
export function failPending(
  pending: readonly PendingMessage[],
  clientMessageId: string,
  problem: string,
  errors: readonly FieldError[] = [],
): readonly PendingMessage[] {
  return change(pending, clientMessageId, { state: 'failed', problem, errors });
}

/** Marks a failed one as being sent again, under the same id. */
export function resendPending(
  pending: readonly PendingMessage[],
  clientMessageId: string,
): readonly PendingMessage[] {
  return change(pending, clientMessageId, { state: 'sending', problem: null, errors: [] });
}

/** Drops every message that has arrived. */
export function settlePending(
  pending: readonly PendingMessage[],
  hasArrived: (clientMessageId: string) => boolean,
): readonly PendingMessage[] {
  const left = pending.filter((one) => !hasArrived(one.clientMessageId));
  return left.length === pending.length ? pending : left;
}

function change(
  pending: readonly PendingMessage[],
  clientMessageId: string,
  to: Pick<PendingMessage, 'state' | 'problem' | 'errors'>,
): readonly PendingMessage[] {
  if (!pending.some((one) => one.clientMessageId === clientMessageId)) return pending;
  return pending.map((one) => (one.clientMessageId === clientMessageId ? { ...one, ...to } : one));
}
