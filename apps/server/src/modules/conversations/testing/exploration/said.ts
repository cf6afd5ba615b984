/**
 * What people and the AI say in this small world. The teammates' server has a clock half an hour
 * behind the other one's.
 */
import type { TeammateId } from '@baton/protocol';
import { minute } from '@baton/testkit';
import type { Command } from '../../core/commands.ts';
import { aCommand, aRun } from '../commands.ts';
import { type ActionOf, type Bounds, nameOf } from './world.ts';

const behind = minute(30);
const asleepUntil = minute(45);

const runOf = (action: ActionOf) => aRun(action === 'sensitive' ? 1 : 2);
const finished = { ...runOf('plain'), ok: true, text: 'It was sent.' };
const requested = { ...runOf('sensitive'), inputs: [] };

export const customerWrites = aCommand('sendCustomerMessage');
export const customerSendsForm = aCommand('sendCustomerMessage', {
  submitted: { runId: requested.runId, values: {} },
  requested,
});

/** `closes`, `wakes`: nobody asked, a rule did, or the time had come. */
export const ruleCloses = aCommand('resolve', { by: null });
export const timeWakes = aCommand('wake', { because: 'time' });
export const timeWakesTooEarly = aCommand('wake', { because: 'time', at: minute(40) });
export const releases = (from: TeammateId) => aCommand('release', { from });
/** The sweeper of routing: long after, and before the customer has waited long enough. */
export const returns = (from: TeammateId) =>
  aCommand('returnToQueue', { from, waitingBefore: minute(600) });
export const returnsTooEarly = (from: TeammateId) =>
  aCommand('returnToQueue', { from, waitingBefore: minute(-600) });
export const runEnds = (action: ActionOf) => aCommand('finishAction', runOf(action));

const answer = aCommand('recordAiAnswer');
const answerThatActed = aCommand('recordAiAnswer', { finished });
const handoff = aCommand('handOff');
const handoffThatAsks = aCommand('handOff', { requested });
const failure = aCommand('aiFailed');

/** What the AI may bring for a turn. */
export function resultsFor(turn: number, actions: readonly ActionOf[]): [string, Command][] {
  return [
    ['answers', { ...answer, turn }],
    ['hands off', { ...handoff, turn }],
    ...(actions.includes('sensitive')
      ? [['hands off, an action to be approved', { ...handoffThatAsks, turn }] as [string, Command]]
      : []),
    ...(actions.includes('plain')
      ? [['has acted, and says so', { ...answerThatActed, turn }] as [string, Command]]
      : []),
  ];
}
export const failureFor = (turn: number): Command => ({ ...failure, turn });
export const hasActed = (command: Command): boolean =>
  'finished' in command && command.finished !== undefined;

/** Everything that a teammate may ask. */
function deskOf(by: TeammateId, colleagues: readonly TeammateId[]): [string, Command][] {
  const at = { at: behind, by };
  const me = nameOf(by);
  return [
    [`${me} claims it`, aCommand('claim', at)],
    [`${me} takes over`, aCommand('takeOver', at)],
    [`${me} replies`, aCommand('reply', at)],
    [`${me} notes something`, aCommand('addNote', at)],
    [`${me} puts it back in the queue`, aCommand('transfer', { ...at, to: null })],
    ...colleagues.map((to): [string, Command] => [
      `${me} gives it to ${nameOf(to)}`,
      aCommand('transfer', { ...at, to }),
    ]),
    [`${me} hands back`, aCommand('handBack', at)],
    [`${me} closes it`, aCommand('resolve', at)],
    [`${me} reopens it`, aCommand('reopen', at)],
    [`${me} snoozes it`, aCommand('snooze', { ...at, until: asleepUntil })],
  ];
}

function approvalsOf(by: TeammateId): [string, Command][] {
  const run = { at: behind, by, ...runOf('sensitive') };
  return [
    [`${nameOf(by)} approves the action`, aCommand('decideAction', { ...run, approved: true })],
    [`${nameOf(by)} declines the action`, aCommand('decideAction', { ...run, approved: false })],
  ];
}

/** By those who are there: made once, since they are asked in every world. */
export function desksOf({ teammates, actions }: Bounds): Map<TeammateId, [string, Command][]> {
  const sensitive = actions.includes('sensitive');
  return new Map(
    teammates.map((by) => [by, [...deskOf(by, teammates), ...(sensitive ? approvalsOf(by) : [])]]),
  );
}
export const replyOf = (by: TeammateId): Command => aCommand('reply', { at: behind, by });
