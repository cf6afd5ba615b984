/** What the core says to a command. Late and refused are outcomes, not errors. */
import type { ConversationEvent, ProblemCode, TeammateId } from '@baton/protocol';

/** Why a result of the AI no longer fits. */
export type StaleReason =
  | 'no_conversation'
  | 'resolved'
  | 'not_in_control'
  | 'newer_turn'
  | 'already_answered';

export interface Refused {
  kind: 'refused';
  code: ProblemCode;
  /** For the person who asked. */
  detail: string;
  /** For `already_claimed` and `not_yours`: who has it. */
  teammateId: TeammateId | null;
}

export interface Stale {
  kind: 'stale';
  why: StaleReason;
}

export type Verdict =
  | { kind: 'accepted'; events: [ConversationEvent, ...ConversationEvent[]] }
  /** It is so already: a resend, a double click. */
  | { kind: 'unchanged' }
  | Stale
  | Refused;

/** An event before it has its place in the stream. */
type Unplaced<E> = E extends ConversationEvent ? Omit<E, 'version' | 'at'> : never;
export type NewEvent = Unplaced<ConversationEvent>;

/** What one handler says; `decide` gives events their versions and time. */
export type Answer =
  | { kind: 'accepted'; events: [NewEvent, ...NewEvent[]] }
  | { kind: 'unchanged' }
  | Stale
  | Refused;

export const accept = (
  ...events: [NewEvent, ...NewEvent[]] | [...NewEvent[], NewEvent]
): Answer => ({ kind: 'accepted', events: events as [NewEvent, ...NewEvent[]] });
export const unchanged: Answer = { kind: 'unchanged' };
export const stale = (why: StaleReason): Answer => ({ kind: 'stale', why });
export const refuse = (
  code: ProblemCode,
  detail: string,
  teammateId: TeammateId | null = null,
): Answer => ({ kind: 'refused', code, detail, teammateId });
