/**
 * What is true of one conversation at one version: the fold of its events.
 *
 * Three facts stay apart: status, who has control, and (within `human`) who that is. They are one
 * union only where they depend on each other, so that what cannot be cannot be written: nobody
 * sleeps in the queue, nothing resolved is owed an answer.
 *
 *                    handedOff                 claimed
 *        ┌── ai ────────────────► queue ────────────────► human ──┐
 *        │    ▲ ──────────────────tookOver────────────────► │  ▲  │ snoozed ⇄ woke
 *        │    └──────────────────handedBack──────────────── ┘  └──┘
 *        └── resolved (from any) ── reopened ──► ai (customer) | human
 */
import type {
  ActionId,
  ActionRunId,
  AiAgentId,
  ConversationSummary,
  HandoffReason,
  TeammateId,
} from '@baton/protocol';

/** The AI may speak, and only about the turn it owes. */
export interface AiControl {
  by: 'ai';
  /** The turn that still wants an answer; null when the customer has had one. */
  owesTurn: number | null;
}

/** Handed off, and nobody has it yet. */
export interface QueueControl {
  by: 'queue';
  since: string;
}

export interface HumanControl {
  by: 'human';
  teammateId: TeammateId;
  /** Since when they have it; absent in what was taken before this was kept. */
  since?: string;
}

export type Control = AiControl | QueueControl | HumanControl;

export type Standing =
  | { status: 'open'; control: Control }
  /** Somebody's promise to come back: a snoozed conversation always has a person. */
  | { status: 'snoozed'; until: string; control: HumanControl }
  /** `control` says who gets the customer's next message. */
  | { status: 'resolved'; control: { by: 'ai'; owesTurn: null } | HumanControl };

export interface ConversationState {
  /** Version of the newest event. */
  version: number;
  /** The control epoch: moves with every customer message and every change of control. */
  turn: number;
  standing: Standing;
  /**
   * The oldest customer message without a public answer: when it came, and as which version.
   * Answered by the AI while it has control, by a teammate's reply at any time; never by a note
   * or by being handed off.
   */
  unanswered: { since: string; version: number } | null;
  /** The stretch of conversation that the AI may look back on; a new one begins where it does. */
  episode: { number: number; startsAt: number; handoffReasons: HandoffReason[] };
  aiAgentId: AiAgentId;
  contact: ConversationSummary['contact'];
  /**
   * Where the runs stand of which the thread has told: each is decided once and ends once. Absent
   * while there was none, as in conversations of before.
   */
  runs?: Readonly<Record<ActionRunId, RunStanding>>;
  tags: string[];
  preview: ConversationSummary['preview'];
  lastMessageAt: string;
  createdAt: string;
  /** Time of the newest event: a clock that was set back cannot make a conversation run backwards. */
  changedAt: string;
}

/** `approved`: a teammate said yes, and its end is still to come. */
export interface RunStanding {
  is: 'waiting' | 'approved' | 'over';
  actionId: ActionId;
  name: string;
}

/** Where a conversation stands, in one word: what a command's outcome depends on. */
export type Situation = Control['by'] | 'snoozed' | 'resolved';

export function situationOf({ standing }: ConversationState): Situation {
  return standing.status === 'open' ? standing.control.by : standing.status;
}

/** The teammate who has it, if a person does. */
export function holderOf({ standing: { control } }: ConversationState): TeammateId | null {
  return control.by === 'human' ? control.teammateId : null;
}

/** The turn that the AI owes an answer to; null when it owes none. */
export function owedTurn({ standing }: ConversationState): number | null {
  return standing.control.by === 'ai' ? standing.control.owesTurn : null;
}

/** Since when the customer waits for a person; null when nobody waits. */
export function waitingSince({ standing, unanswered }: ConversationState): string | null {
  if (standing.status === 'resolved') return null;
  switch (standing.control.by) {
    case 'ai':
      return null;
    case 'queue':
      return unanswered?.since ?? standing.control.since;
    case 'human':
      return unanswered?.since ?? null;
  }
}
