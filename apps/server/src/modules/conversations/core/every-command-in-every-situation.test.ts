/**
 * The whole behaviour on one page: what each command does, wherever a conversation stands. A
 * command or situation that is missing here does not compile.
 *
 * Ana asks. `ai` owes turn 1; `aiIdle` has answered; a person who has it is Ana in `mine`, Ben in
 * `theirs`. AI results are for turn 1.
 */
import { aConversation, ana, ben, minute } from '@baton/testkit';
import { describe, expect, it } from 'vitest';
import { aCommand, commandTypes } from '../testing/commands.ts';
import { verdictInWords } from '../testing/verdict-in-words.ts';
import type { CommandType } from './commands.ts';
import { decide } from './decide.ts';
import { fold } from './evolve.ts';

const scenes = {
  none: () => [],
  ai: () => aConversation().customerSays().events,
  aiIdle: () => aConversation().customerSays().aiAnswers().events,
  queue: () => aConversation().customerSays().handedOff().events,
  mine: () => aConversation().customerSays().handedOff().claimedBy(ana).events,
  theirs: () => aConversation().customerSays().handedOff().claimedBy(ben).events,
  mineSnoozed: () =>
    aConversation().customerSays().handedOff().claimedBy(ana).snoozedBy(ana, minute(90)).events,
  theirsSnoozed: () =>
    aConversation().customerSays().handedOff().claimedBy(ben).snoozedBy(ben, minute(90)).events,
  aiResolved: () => aConversation().customerSays().aiAnswers().resolvedBy(null).events,
  queueResolved: () => aConversation().customerSays().handedOff().resolvedBy(ana).events,
  theirsResolved: () =>
    aConversation().customerSays().handedOff().claimedBy(ben).resolvedBy(ben).events,
};

type Scene = keyof typeof scenes;

/** Events by type, or the verdict with its code. */
const table: Record<CommandType, Record<Scene, string>> = {
  sendCustomerMessage: {
    none: 'conversationStarted customerMessageSent',
    ai: 'customerMessageSent',
    aiIdle: 'customerMessageSent',
    queue: 'customerMessageSent',
    mine: 'customerMessageSent',
    theirs: 'customerMessageSent',
    mineSnoozed: 'woke customerMessageSent',
    theirsSnoozed: 'woke customerMessageSent',
    aiResolved: 'reopened customerMessageSent',
    queueResolved: 'reopened customerMessageSent',
    theirsResolved: 'reopened customerMessageSent',
  },
  recordAiAnswer: {
    none: 'stale: no_conversation',
    ai: 'aiAnswered',
    aiIdle: 'stale: already_answered',
    queue: 'stale: not_in_control',
    mine: 'stale: not_in_control',
    theirs: 'stale: not_in_control',
    mineSnoozed: 'stale: not_in_control',
    theirsSnoozed: 'stale: not_in_control',
    aiResolved: 'stale: resolved',
    queueResolved: 'stale: resolved',
    theirsResolved: 'stale: resolved',
  },
  handOff: {
    none: 'stale: no_conversation',
    ai: 'handedOff',
    aiIdle: 'stale: already_answered',
    queue: 'stale: not_in_control',
    mine: 'stale: not_in_control',
    theirs: 'stale: not_in_control',
    mineSnoozed: 'stale: not_in_control',
    theirsSnoozed: 'stale: not_in_control',
    aiResolved: 'stale: resolved',
    queueResolved: 'stale: resolved',
    theirsResolved: 'stale: resolved',
  },
  aiFailed: {
    none: 'stale: no_conversation',
    ai: 'handedOff',
    aiIdle: 'stale: already_answered',
    queue: 'stale: not_in_control',
    mine: 'stale: not_in_control',
    theirs: 'stale: not_in_control',
    mineSnoozed: 'stale: not_in_control',
    theirsSnoozed: 'stale: not_in_control',
    aiResolved: 'stale: resolved',
    queueResolved: 'stale: resolved',
    theirsResolved: 'stale: resolved',
  },
  /** Nobody was asked to approve anything here; where somebody was, see decide-actions.test.ts. */
  decideAction: {
    ...everywhere('refused: run_not_waiting'),
    aiResolved: 'refused: conversation_resolved',
    queueResolved: 'refused: conversation_resolved',
    theirsResolved: 'refused: conversation_resolved',
  },
  finishAction: everywhere('actionFinished'),
  claim: {
    none: 'refused: not_found',
    ai: 'refused: not_waiting',
    aiIdle: 'refused: not_waiting',
    queue: 'claimed',
    mine: 'unchanged',
    theirs: 'refused: already_claimed',
    mineSnoozed: 'unchanged',
    theirsSnoozed: 'refused: already_claimed',
    aiResolved: 'refused: conversation_resolved',
    queueResolved: 'refused: conversation_resolved',
    theirsResolved: 'refused: conversation_resolved',
  },
  takeOver: {
    none: 'refused: not_found',
    ai: 'tookOver',
    aiIdle: 'tookOver',
    queue: 'claimed',
    mine: 'unchanged',
    theirs: 'refused: already_claimed',
    mineSnoozed: 'unchanged',
    theirsSnoozed: 'refused: already_claimed',
    aiResolved: 'refused: conversation_resolved',
    queueResolved: 'refused: conversation_resolved',
    theirsResolved: 'refused: conversation_resolved',
  },
  reply: {
    none: 'refused: not_found',
    ai: 'tookOver replied',
    aiIdle: 'tookOver replied',
    queue: 'claimed replied',
    mine: 'replied',
    theirs: 'replied',
    mineSnoozed: 'replied',
    theirsSnoozed: 'replied',
    aiResolved: 'reopened replied',
    queueResolved: 'reopened replied',
    theirsResolved: 'reopened replied',
  },
  addNote: {
    none: 'refused: not_found',
    ai: 'noteAdded',
    aiIdle: 'noteAdded',
    queue: 'noteAdded',
    mine: 'noteAdded',
    theirs: 'noteAdded',
    mineSnoozed: 'noteAdded',
    theirsSnoozed: 'noteAdded',
    aiResolved: 'noteAdded',
    queueResolved: 'noteAdded',
    theirsResolved: 'noteAdded',
  },
  /** To Ana, from wherever it is; to the queue in the examples beside. */
  transfer: {
    none: 'refused: not_found',
    ai: 'transferred',
    aiIdle: 'transferred',
    queue: 'transferred',
    mine: 'unchanged',
    theirs: 'transferred',
    mineSnoozed: 'unchanged',
    theirsSnoozed: 'woke transferred',
    aiResolved: 'refused: conversation_resolved',
    queueResolved: 'refused: conversation_resolved',
    theirsResolved: 'refused: conversation_resolved',
  },
  handBack: {
    none: 'refused: not_found',
    ai: 'unchanged',
    aiIdle: 'unchanged',
    queue: 'handedBack',
    mine: 'handedBack',
    theirs: 'refused: not_yours',
    mineSnoozed: 'woke handedBack',
    theirsSnoozed: 'refused: not_yours',
    aiResolved: 'refused: conversation_resolved',
    queueResolved: 'refused: conversation_resolved',
    theirsResolved: 'refused: conversation_resolved',
  },
  resolve: {
    none: 'refused: not_found',
    ai: 'resolved',
    aiIdle: 'resolved',
    queue: 'resolved',
    mine: 'resolved',
    theirs: 'resolved',
    mineSnoozed: 'resolved',
    theirsSnoozed: 'resolved',
    aiResolved: 'unchanged',
    queueResolved: 'unchanged',
    theirsResolved: 'unchanged',
  },
  reopen: {
    none: 'refused: not_found',
    ai: 'unchanged',
    aiIdle: 'unchanged',
    queue: 'unchanged',
    mine: 'unchanged',
    theirs: 'unchanged',
    mineSnoozed: 'woke',
    theirsSnoozed: 'woke',
    aiResolved: 'reopened',
    queueResolved: 'reopened',
    theirsResolved: 'reopened',
  },
  snooze: {
    none: 'refused: not_found',
    ai: 'refused: not_waiting',
    aiIdle: 'refused: not_waiting',
    queue: 'claimed snoozed',
    mine: 'snoozed',
    theirs: 'snoozed',
    mineSnoozed: 'snoozed',
    theirsSnoozed: 'snoozed',
    aiResolved: 'refused: conversation_resolved',
    queueResolved: 'refused: conversation_resolved',
    theirsResolved: 'refused: conversation_resolved',
  },
  wake: {
    none: 'refused: not_found',
    ai: 'unchanged',
    aiIdle: 'unchanged',
    queue: 'unchanged',
    mine: 'unchanged',
    theirs: 'unchanged',
    mineSnoozed: 'woke',
    theirsSnoozed: 'woke',
    aiResolved: 'unchanged',
    queueResolved: 'unchanged',
    theirsResolved: 'unchanged',
  },
  /** Ben cannot work here any more. */
  release: {
    none: 'refused: not_found',
    ai: 'unchanged',
    aiIdle: 'unchanged',
    queue: 'unchanged',
    mine: 'unchanged',
    theirs: 'transferred',
    mineSnoozed: 'unchanged',
    theirsSnoozed: 'woke transferred',
    aiResolved: 'unchanged',
    queueResolved: 'unchanged',
    theirsResolved: 'unchanged',
  },
  /** Ben is away, and the customer has waited for him. */
  returnToQueue: {
    none: 'refused: not_found',
    ai: 'unchanged',
    aiIdle: 'unchanged',
    queue: 'unchanged',
    mine: 'unchanged',
    theirs: 'transferred',
    mineSnoozed: 'unchanged',
    theirsSnoozed: 'unchanged',
    aiResolved: 'unchanged',
    queueResolved: 'unchanged',
    theirsResolved: 'unchanged',
  },
  tag: everywhere('tagged'),
  untag: everywhere('unchanged'),
  identifyContact: everywhere('contactIdentified'),
};

function everywhere(outcome: string): Record<Scene, string> {
  const rows = (Object.keys(scenes) as Scene[]).map((scene) => [scene, outcome]);
  return { ...Object.fromEntries(rows), none: 'refused: not_found' };
}

describe.each(commandTypes)('%s', (type) => {
  it.each(Object.entries(table[type]))('%s → %s', (scene, expected) => {
    const state = fold(scenes[scene as Scene]());
    const command = type === 'transfer' ? aCommand(type, { to: ana }) : aCommand(type);
    expect(verdictInWords(decide(state, command))).toBe(expected);
  });
});
