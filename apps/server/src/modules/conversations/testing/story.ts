/**
 * Random stories for the laws: customers, two teammates, the sweeper, and AI work that starts when
 * it is owed and comes back whenever it likes: late, twice, or never.
 */
import type { ConversationEvent, TeammateId } from '@baton/protocol';
import { ana, ben, minute } from '@baton/testkit';
import fc from 'fast-check';
import type { Command, CommandType } from '../core/commands.ts';
import { decide } from '../core/decide.ts';
import { evolve } from '../core/evolve.ts';
import { type ConversationState, owedTurn } from '../core/state.ts';
import type { Verdict } from '../core/verdict.ts';
import { aCommand, aRun } from './commands.ts';

export type Deed =
  | { does: 'customerWrites' }
  /** A worker looks, and starts on the turn that is owed, if one is. */
  | { does: 'workStarts' }
  /** Some started work, also one that came back before, brings its result. */
  | {
      does: 'workReturns';
      pick: number;
      with: 'recordAiAnswer' | 'handOff' | 'aiFailed';
      run: number | null;
    }
  /** A form is sent; nobody checks here whether it was ever shown. */
  | { does: 'customerSendsForm'; run: number }
  | { does: 'teammateDecides'; by: TeammateId; run: number; approved: boolean }
  | { does: 'runEnds'; run: number }
  | { does: TeammateDeed; by: TeammateId; to: TeammateId | null }
  | { does: 'sweeperWakes' }
  | { does: 'sweeperReleases'; from: TeammateId }
  | { does: 'sweeperReturns'; from: TeammateId; patience: number }
  /** The clock of the process jumps, backwards too. */
  | { does: 'clockJumps'; minutes: number };

const teammateDeeds = [
  'claim',
  'takeOver',
  'reply',
  'addNote',
  'transfer',
  'handBack',
  'resolve',
  'reopen',
  'snooze',
  'tag',
] as const satisfies CommandType[];
type TeammateDeed = (typeof teammateDeeds)[number];

const teammate = fc.constantFrom(ana, ben);
/** Few, so that the same one is asked for, decided and ended again and again. */
const run = fc.integer({ min: 1, max: 3 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Deed>({ does: 'customerWrites' }) },
  { weight: 4, arbitrary: fc.constant<Deed>({ does: 'workStarts' }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('workReturns' as const),
      pick: fc.nat(7),
      with: fc.constantFrom('recordAiAnswer', 'recordAiAnswer', 'handOff', 'aiFailed'),
      run: fc.option(run, { nil: null }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constantFrom(...teammateDeeds),
      by: teammate,
      to: fc.option(teammate, { nil: null }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('customerSendsForm' as const), run }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('teammateDecides' as const),
      by: teammate,
      run,
      approved: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('runEnds' as const), run }) },
  { weight: 1, arbitrary: fc.constant<Deed>({ does: 'sweeperWakes' }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('sweeperReleases' as const), from: teammate }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('sweeperReturns' as const),
      from: teammate,
      /** Minutes. */
      patience: fc.integer({ min: 0, max: 30 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('clockJumps' as const),
      minutes: fc.integer({ min: -90, max: 90 }),
    }),
  },
);

export const deeds = fc.array(deed, { maxLength: 60 });

export interface Step {
  command: Command;
  before: ConversationState | null;
  verdict: Verdict;
  after: ConversationState | null;
}

export interface Story {
  steps: Step[];
  events: ConversationEvent[];
  state: ConversationState;
}

/** Plays the deeds, beginning with a customer's first message. */
export function play(script: readonly Deed[]): Story {
  let state: ConversationState | null = null;
  let now = 60;
  const steps: Step[] = [];
  const events: ConversationEvent[] = [];
  const work: number[] = [];

  const ask = (command: Command) => {
    now += 1;
    const before = state;
    const verdict = decide(state, { ...command, at: minute(now) });
    if (verdict.kind === 'accepted') {
      events.push(...verdict.events);
      state = verdict.events.reduce<ConversationState | null>(evolve, state);
    }
    steps.push({ command, before, verdict, after: state });
  };

  for (const next of [{ does: 'customerWrites' } as const, ...script]) {
    switch (next.does) {
      case 'customerWrites':
        ask(aCommand('sendCustomerMessage'));
        break;
      case 'workStarts': {
        const owed = state === null ? null : owedTurn(state);
        if (owed !== null) work.push(owed);
        break;
      }
      case 'workReturns': {
        const turn = work[next.pick % Math.max(1, work.length)];
        if (turn !== undefined) ask(aCommand(next.with, { turn, ...aboutRun(next) }));
        break;
      }
      case 'customerSendsForm': {
        const { runId } = aRun(next.run);
        const requested = { ...aRun(next.run), inputs: [] };
        ask(aCommand('sendCustomerMessage', { submitted: { runId, values: {} }, requested }));
        break;
      }
      case 'teammateDecides':
        ask(aCommand('decideAction', { ...aRun(next.run), by: next.by, approved: next.approved }));
        break;
      case 'runEnds':
        ask(aCommand('finishAction', aRun(next.run)));
        break;
      case 'sweeperWakes':
        ask(aCommand('wake', { because: 'time' }));
        break;
      case 'sweeperReleases':
        ask(aCommand('release', { from: next.from }));
        break;
      case 'sweeperReturns': {
        const waitingBefore = minute(now - next.patience);
        ask(aCommand('returnToQueue', { from: next.from, waitingBefore }));
        break;
      }
      case 'clockJumps':
        now += next.minutes;
        break;
      case 'transfer':
        ask(aCommand('transfer', { by: next.by, to: next.to }));
        break;
      case 'snooze':
        ask(aCommand('snooze', { by: next.by, until: minute(now + 30) }));
        break;
      default:
        ask(aCommand(next.does, { by: next.by }));
    }
  }
  if (state === null) throw new Error('a story begins with a message');
  return { steps, events, state };
}

/** The run that an AI result is about: asked for, or come to an end. */
function aboutRun(deed: Extract<Deed, { does: 'workReturns' }>) {
  if (deed.run === null || deed.with === 'aiFailed') return {};
  const finished = { ...aRun(deed.run), ok: true, text: 'Done.' };
  return deed.with === 'handOff' && deed.pick % 2 === 0
    ? { requested: { ...aRun(deed.run), inputs: [] } }
    : { finished };
}

/** Who has control after these events, read without the core: the tests' second opinion. */
export function controlAfter(
  events: readonly ConversationEvent[],
): 'ai' | 'queue' | TeammateId | 'nobody' {
  let control: ReturnType<typeof controlAfter> = 'nobody';
  for (const event of events) {
    if (event.type === 'conversationStarted' || event.type === 'handedBack') control = 'ai';
    if (event.type === 'handedOff') control = 'queue';
    if (event.type === 'claimed' || event.type === 'tookOver') control = event.teammateId;
    if (event.type === 'transferred') control = event.to ?? 'queue';
    if (event.type === 'reopened') control = event.assigneeId ?? 'ai';
  }
  return control;
}
