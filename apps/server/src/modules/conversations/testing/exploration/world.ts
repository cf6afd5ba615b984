/**
 * One moment of a small world: a conversation, its customer and two teammates, the jobs that owe
 * the customer an answer, and what is still on its way. Immutable; a step makes the next one.
 */
import type { ConversationEvent, TeammateId } from '@baton/protocol';
import { ana, ben } from '@baton/testkit';
import type { Command } from '../../core/commands.ts';
import type { ConversationState } from '../../core/state.ts';
import { nothingSeen, type Seen } from './seen.ts';

/** Ana, or Ana and Ben. */
export const desks = { alone: [ana], two: [ana, ben] } as const satisfies Record<
  string,
  TeammateId[]
>;
export const nameOf = (id: TeammateId): string => (id === ana ? 'Ana' : 'Ben');

/** How large the world may grow. Conversations may be of any length: only what is open at once counts. */
export interface Bounds {
  teammates: readonly TeammateId[];
  /** Rows of jobs at once. */
  jobs: number;
  /** Tries of a job before the customer is handed to a person (the product: 4). */
  attempts: number;
  /** Workers that lost their lease and work on. */
  strays: number;
  /** Messages that are delayed, or arrived and may arrive again. */
  copies: number;
  /** Teammates who are disabled for good. */
  departures: number;
  /** Rows of jobs that vanish. */
  losses: number;
  /** Rows of jobs that appear twice. */
  doubles: number;
  /** Writers who decided on a state and have not appended yet. */
  heldWrites: 0 | 1;
  /** One run of an action that a teammate must approve, one that needs no approval. */
  actions: readonly ActionOf[];
}
export type ActionOf = 'sensitive' | 'plain';

/** A worker's attempt at a turn. */
export interface Run {
  /** `giveUp`: every attempt has failed, the customer is handed to a person. */
  mode: 'answer' | 'giveUp';
  /** The turn that was owed when it looked; null before it looked. */
  turn: number | null;
  said: boolean;
  /** Since it looked, the customer wrote or control changed hands. */
  late: boolean;
  /** It ran an action and came too late to tell of it in an answer. */
  untold: boolean;
}

/** As platform/jobs has it: `lapsed` is leased in name only, and out of the key's way. */
export interface Job {
  attempts: number;
  held: 'waiting' | 'lapsed' | Run;
}

/** A message that may (still, or again) arrive. */
export interface Copy {
  from: 'customer' | TeammateId;
  stored: boolean;
}

/** Decided, not yet appended. */
export interface HeldWrite {
  name: string;
  command: Command;
  events: readonly ConversationEvent[];
  /** The version that it was decided on. */
  version: number;
}

export interface World {
  state: ConversationState | null;
  /** The same, told by the events alone. */
  seen: Seen;
  jobs: readonly Job[];
  strays: readonly Run[];
  copies: readonly Copy[];
  heldWrite: HeldWrite | null;
  /** The job that brings an approved run to its end. */
  runJob: 'none' | 'waiting' | 'working' | 'told';
  gone: readonly TeammateId[];
  losses: number;
  doubles: number;
  history: History | null;
}

/** Appends, the newest first: worlds share their past. */
export interface History {
  before: History | null;
  events: readonly ConversationEvent[];
}

export const theBeginning: World = {
  state: null,
  seen: nothingSeen,
  jobs: [],
  strays: [],
  copies: [],
  heldWrite: null,
  runJob: 'none',
  gone: [],
  losses: 0,
  doubles: 0,
  history: null,
};

export function appendsOf({ history }: World): (readonly ConversationEvent[])[] {
  const appends: (readonly ConversationEvent[])[] = [];
  for (let at = history; at !== null; at = at.before) appends.push(at.events);
  return appends.reverse();
}
