/**
 * Mistakes that support desks have made, each planted into an otherwise right system: a way to see
 * that the exploration would find them. Most are bugs that rivals shipped.
 */
import type { ConversationEvent } from '@baton/protocol';
import type { Command } from '../../core/commands.ts';
import { type ConversationState, holderOf, owedTurn } from '../../core/state.ts';
import type { Answer } from '../../core/verdict.ts';
import type { small } from './bounds.ts';
import type { System } from './system.ts';

export interface PlantedBug {
  /** Where it shows: the name of a small world. */
  world: keyof typeof small;
  plant(right: System): System;
}

type Decide = System['decide'];

const workers = 'a worker that is slow, dies, or answers twice';
const failures = 'jobs that fail, get lost, or come twice';
const people = 'two teammates, messages that come late or twice, somebody who leaves';
const processes = 'two processes, of which one decides and appends later';
const actions = 'actions that wait for approval, and actions that need none';

export const plantedBugs = {
  'the turn of an AI answer is not checked': {
    world: workers,
    plant: decides((decide) => (state, command) => {
      const owed = state === null ? null : owedTurn(state);
      return decide(state, owed !== null && isAi(command) ? { ...command, turn: owed } : command);
    }),
  },
  'an AI answer is accepted while a person or the queue has control': {
    world: workers,
    plant: decides((decide) => (state, command) => {
      if (command.type !== 'recordAiAnswer' || state?.standing.status !== 'open')
        return decide(state, command);
      if (state.standing.control.by === 'ai') return decide(state, command);
      const asOwed: ConversationState = {
        ...state,
        standing: { status: 'open', control: { by: 'ai', owesTurn: command.turn } },
      };
      return decide(asOwed, command);
    }),
  },
  'a reply leaves the conversation with the bot': {
    world: people,
    plant: decides(without('reply', 'tookOver')),
  },
  'a handoff says so and transfers nothing': {
    world: workers,
    plant: evolves((evolve) => (state, event) => {
      const next = evolve(state, event);
      return event.type === 'handedOff' && state !== null
        ? { ...next, standing: { status: 'open', control: { by: 'ai', owesTurn: null } } }
        : next;
    }),
  },
  'a hand-back lets old work count again': {
    world: workers,
    plant: evolves((evolve) => (state, event) => {
      const next = evolve(state, event);
      return event.type === 'handedBack' && state !== null && next.unanswered !== null
        ? { ...next, standing: { status: 'open', control: { by: 'ai', owesTurn: state.turn - 1 } } }
        : next;
    }),
  },
  'after a hand-back nobody wakes the bot': {
    world: workers,
    plant: (right) => ({
      ...right,
      reactions: (conversation, events, before, after) =>
        events.some(({ type }) => type === 'handedBack')
          ? []
          : right.reactions(conversation, events, before, after),
    }),
  },
  'two teammates can claim the same conversation': {
    world: people,
    plant: decides(
      (decide) => (state, command) =>
        command.type === 'claim' && state !== null && holderOf(state) !== null
          ? placed(state, { type: 'claimed', teammateId: command.by })
          : decide(state, command),
    ),
  },
  'what was decided on an old version is appended': {
    world: processes,
    plant: (right) => ({ ...right, guardsVersions: false }),
  },
  'closing twice says so twice': {
    world: people,
    plant: decides(
      (decide) => (state, command) =>
        command.type === 'resolve' && state?.standing.status === 'resolved'
          ? placed(state, { type: 'resolved', by: command.by })
          : decide(state, command),
    ),
  },
  'a message that arrives again is taken for a new one': {
    world: people,
    plant: (right) => ({ ...right, knowsResends: false }),
  },
  'when every attempt has failed nothing is said': {
    world: failures,
    plant: (right) => ({ ...right, givesUp: false }),
  },
  'nobody sweeps up a lost job': {
    world: failures,
    plant: (right) => ({ ...right, sweeps: false }),
  },
  'what an absent teammate has stays theirs': {
    world: people,
    plant: decides(
      (decide) => (state, command) =>
        command.type === 'release' ? { kind: 'unchanged' } : decide(state, command),
    ),
  },
  'an ignored chat is never given to others': {
    world: people,
    plant: decides(
      (decide) => (state, command) =>
        command.type === 'returnToQueue' ? { kind: 'unchanged' } : decide(state, command),
    ),
  },
  'an answered chat is taken from its teammate': {
    world: people,
    plant: decides((decide) => (state, command) => {
      if (state === null || command.type !== 'returnToQueue') return decide(state, command);
      const since = state.createdAt;
      return decide({ ...state, unanswered: { since, version: 1 } }, command);
    }),
  },
  'a snoozed conversation sleeps through a new message': {
    world: people,
    plant: decides(without('sendCustomerMessage', 'woke')),
  },
  'resolving forgets what waits for approval': {
    world: actions,
    plant: decides(without('resolve', 'actionDecided')),
  },
  'an action can be approved twice': {
    world: actions,
    plant: decides(
      (decide) => (state, command) =>
        command.type === 'decideAction' && state?.runs?.[command.runId]?.is === 'approved'
          ? decide(withRun(state, command.runId), command)
          : decide(state, command),
    ),
  },
  'an approved action is forgotten': {
    world: actions,
    plant: (right) => ({
      ...right,
      reactions: (...given) =>
        right.reactions(...given).filter(({ kind }) => kind === right.answerJob),
    }),
  },
} satisfies Record<string, PlantedBug>;

function decides(change: (right: Decide) => Decide): PlantedBug['plant'] {
  return (right) => ({ ...right, decide: change(right.decide) });
}

function evolves(change: (right: System['evolve']) => System['evolve']): PlantedBug['plant'] {
  return (right) => ({ ...right, evolve: change(right.evolve) });
}

/** The command's events, less those of one type. */
function without(command: Command['type'], type: ConversationEvent['type']) {
  return (decide: Decide): Decide =>
    (state, asked) => {
      const verdict = decide(state, asked);
      if (asked.type !== command || verdict.kind !== 'accepted' || state === null) return verdict;
      const events = verdict.events.filter((event) => event.type !== type);
      return { kind: 'accepted', events: renumbered(state, events) };
    };
}

function placed(
  state: ConversationState,
  event: Extract<Answer, { kind: 'accepted' }>['events'][0],
): ReturnType<Decide> {
  const placedEvent = { ...event, at: state.changedAt } as ConversationEvent;
  return { kind: 'accepted', events: renumbered(state, [placedEvent]) };
}

function renumbered(state: ConversationState, events: readonly ConversationEvent[]) {
  return events.map((event, i) => ({ ...event, version: state.version + 1 + i })) as [
    ConversationEvent,
    ...ConversationEvent[],
  ];
}

function withRun(state: ConversationState, runId: string): ConversationState {
  const run = state.runs?.[runId as keyof typeof state.runs];
  return run === undefined
    ? state
    : { ...state, runs: { ...state.runs, [runId]: { ...run, is: 'waiting' } } };
}

const isAi = (
  command: Command,
): command is Extract<Command, { type: 'recordAiAnswer' | 'handOff' | 'aiFailed' }> =>
  command.type === 'recordAiAnswer' || command.type === 'handOff' || command.type === 'aiFailed';
