/**
 * When two worlds are the same for whatever can happen next.
 *
 * Left out: clocks, ids, texts, how long the conversation is, what a turn's number is beyond "the
 * present one" or "an old one" (a turn never comes back), and which of the two teammates is which.
 * So a finite number of worlds stands for conversations of any length. That nothing is left out
 * that matters is tested: `inDetail` keeps turns, counts and names apart.
 */
import type { TeammateId } from '@baton/protocol';
import { holderOf, owedTurn, situationOf } from '../../core/state.ts';
import { isPerson } from './seen.ts';
import { desks, type Job, type Run, type World } from './world.ts';

export type Likeness = (world: World) => string;

export function alike(world: World): string {
  const { seen, state } = world;
  return [
    common(world, (turn) => (turn === state?.turn ? '=' : '<')),
    seen.unanswered > 0,
    ...desks.two.map((each) => about(world, each)).sort(),
  ].join(' ');
}

export function inDetail(world: World): string {
  const { seen, state } = world;
  return [
    common(world, (turn) => `-${(state?.turn ?? 0) - turn}`),
    seen.unanswered,
    ...desks.two.map((each) => about(world, each)),
  ].join(' ');
}

function common(world: World, turnOf: (turn: number) => string): string {
  const { state, seen, heldWrite } = world;
  if (state === null) return `nothing ${copiesOf(world, 'customer')}`;
  const owed = owedTurn(state);
  return [
    situationOf(state),
    state.standing.control.by,
    owed === null ? '' : turnOf(owed),
    state.unanswered === null,
    Object.entries(state.runs ?? {}).map(([id, { is }]) => id.slice(-1) + is),
    seen.status,
    isPerson(seen.control) ? 'person' : seen.control,
    seen.spoken > 0,
    Object.entries(seen.runs).map(([id, is]) => id.slice(-1) + is),
    world.jobs.map((job) => jobOf(job, turnOf)).sort(),
    world.strays.map((run) => runOf(run, turnOf)).sort(),
    copiesOf(world, 'customer'),
    world.runJob,
    world.losses,
    world.doubles,
    heldWrite === null ? '' : heldWriteOf(world, turnOf),
  ].join('|');
}

/** What is particular to one teammate. */
function about({ state, seen, gone, copies, heldWrite }: World, id: TeammateId): string {
  const command = heldWrite?.command;
  return [
    state !== null && holderOf(state) === id ? 'has' : '',
    seen.control === id ? 'had' : '',
    gone.includes(id) ? 'gone' : '',
    copiesOf({ copies }, id),
    command !== undefined && 'by' in command && command.by === id ? 'writes' : '',
    command?.type === 'transfer' && command.to === id ? 'gets' : '',
  ].join(',');
}

const copiesOf = ({ copies }: Pick<World, 'copies'>, from: World['copies'][number]['from']) =>
  copies
    .filter((copy) => copy.from === from)
    .map(({ stored }) => (stored ? 's' : 'u'))
    .sort()
    .join('');

const jobOf = ({ attempts, held }: Job, turnOf: (turn: number) => string): string =>
  `${attempts}${typeof held === 'string' ? held[0] : runOf(held, turnOf)}`;

const runOf = ({ mode, turn, said, late, untold }: Run, turnOf: (turn: number) => string): string =>
  `${mode[0]}${turn === null ? '' : turnOf(turn)}${said ? 's' : ''}${late ? 'l' : ''}${untold ? 'u' : ''}`;

function heldWriteOf({ state, heldWrite }: World, turnOf: (turn: number) => string): string {
  if (heldWrite === null) return '';
  const { command, version, events } = heldWrite;
  const fresh = version === state?.version;
  const turn = 'turn' in command ? turnOf(command.turn) : '';
  const approved = 'approved' in command ? command.approved : '';
  const acts = 'finished' in command && command.finished !== undefined;
  const requests = 'requested' in command && command.requested != null;
  return [command.type, turn, approved, acts, requests, fresh, events.map(({ type }) => type)].join(
    '/',
  );
}
