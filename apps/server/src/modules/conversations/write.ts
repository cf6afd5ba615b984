/**
 * Decide, append; and again when somebody was faster.
 *
 * A lost race costs two round trips, so the first tries take no lock. Who keeps losing holds the
 * conversation's row and waits in line, so that every command ends in a verdict on the newest
 * state, and none starves.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConversationId } from '@baton/protocol';
import {
  isSerializationFailure,
  isUniqueViolation,
  type Sql,
} from '../../platform/database/index.ts';
import type { CommandResult, ConversationRef, ConversationsDependencies } from './conversations.ts';
import type { Command } from './core/commands.ts';
import { decide } from './core/decide.ts';
import { evolve } from './core/evolve.ts';
import { reusedForAnother, type SentMessage } from './core/resend.ts';
import type { ConversationState } from './core/state.ts';
import { summarise } from './core/summary.ts';
import type { Refused } from './core/verdict.ts';
import { append } from './store/append.ts';
import { loadConversation } from './store/load.ts';

export type Attempt =
  | { result: Exclude<CommandResult, { kind: 'accepted' }> }
  | {
      result: Extract<CommandResult, { kind: 'accepted' }>;
      before: ConversationState | null;
      jobs: number;
    }
  | 'lostRace';

const triesWithoutLock = 4;
const triesWithLock = 3;

/**
 * Runs attempts until one is not a lost race. `optimistic` gets the pool, `locked` a transaction
 * in which it must take the row's lock before it reads.
 */
export async function untilDecided(
  { database, onCommitted }: ConversationsDependencies,
  workspaceId: ConversationRef['workspaceId'],
  optimistic: (sql: Sql) => Promise<Attempt>,
  locked: (tx: Sql) => Promise<Attempt>,
): Promise<CommandResult> {
  for (let tries = 1; tries <= triesWithoutLock + triesWithLock; tries += 1) {
    const attempt = await unlessRaceIsLost(
      tries <= triesWithoutLock ? optimistic(database) : database.transaction(locked),
    );
    if (attempt === 'lostRace') {
      await sleep(Math.random() * 2 ** tries);
      continue;
    }
    if ('jobs' in attempt) {
      const { result, before, jobs } = attempt;
      const { summary, events } = result;
      onCommitted({ workspaceId, conversationId: summary.id, events, before, jobs });
    }
    return attempt.result;
  }
  return refused('conflict', 'Too much happens here at once. Please try again in a moment.');
}

/** Races that the database saw first: the same message sent elsewhere, a deadlock undone. */
async function unlessRaceIsLost(attempt: Promise<Attempt>): Promise<Attempt> {
  try {
    return await attempt;
  } catch (error) {
    const lost = isUniqueViolation(error, 'messages_client_id') || isSerializationFailure(error);
    if (lost) return 'lostRace';
    throw error;
  }
}

/** What the core says to the state as it was loaded; stored, if that is still the newest. */
export async function decideAndAppend(
  sql: Sql,
  { reactions }: ConversationsDependencies,
  conversation: ConversationRef,
  before: ConversationState | null,
  command: Command,
): Promise<Attempt> {
  const { conversationId } = conversation;
  const verdict = decide(before, command);
  switch (verdict.kind) {
    case 'stale':
    case 'refused':
      return { result: verdict };
    case 'unchanged':
      if (before === null) throw new Error('nothing cannot be unchanged');
      return asItWas(conversationId, before);
    case 'accepted': {
      const { events } = verdict;
      const after = events.slice(1).reduce(evolve, evolve(before, events[0]));
      const jobs = reactions(conversation, events, before, after);
      const decision = 'decision' in command ? command.decision : null;
      const stored = await append(sql, { ...conversation, before, after, events, decision, jobs });
      if (!stored) return 'lostRace';
      const summary = summarise(conversationId, after);
      return { result: { kind: 'accepted', summary, events }, before, jobs: jobs.length };
    }
  }
}

/** The answer to a message that its sender has sent before: the first one's, or a refusal. */
export async function resent(
  sql: Sql,
  workspaceId: ConversationRef['workspaceId'],
  first: SentMessage,
  again: SentMessage,
): Promise<Attempt> {
  const refusal = reusedForAnother(first, again);
  if (refusal !== null) return { result: refusal };
  const { found } = await loadConversation(sql, workspaceId, first.conversationId, null);
  return found === null
    ? { result: noSuchConversation }
    : asItWas(found.conversationId, found.state);
}

function asItWas(id: ConversationId, state: ConversationState): Attempt {
  return { result: { kind: 'unchanged', summary: summarise(id, state), events: [] } };
}

export function refused(code: Refused['code'], detail: string): Refused {
  return { kind: 'refused', code, detail, teammateId: null };
}

export const noSuchConversation = refused('not_found', 'There is no such conversation.');
