/**
 * What must come in the end, whatever went wrong before: found backwards, from the worlds where it
 * has come.
 *
 * Each promise names who may be counted on. From every world in which it is open there must be a
 * way to its end by their steps alone, whatever fate did before. In a finite world that is what
 * fairness asks: who is always able to go on, goes on. Where the AI is concerned nobody is counted
 * on to be lucky: the model never brings anything, every attempt fails.
 */
import { holderOf, owedTurn } from '../../core/state.ts';
import { isPerson } from './seen.ts';
import type { Actor } from './step.ts';
import type { World } from './world.ts';

const promises = {
  'a turn that the AI owes is over, though every attempt fails': {
    open: ({ state }: World) => state !== null && owedTurn(state) !== null,
    countingOn: ['machine', 'failure'],
  },
  'nobody waits for a teammate who has left': {
    open: ({ state, seen, gone }: World) =>
      state !== null && seen.status !== 'resolved' && gone.some((id) => holderOf(state) === id),
    countingOn: ['machine'],
  },
  'nobody waits for ever for a teammate who has the conversation and is silent': {
    open: ({ seen }: World) =>
      seen.status !== 'resolved' && isPerson(seen.control) && seen.unanswered > 0,
    countingOn: ['machine'],
  },
  'what sleeps wakes': {
    open: ({ seen }: World) => seen.status === 'snoozed',
    countingOn: ['machine'],
  },
  'what was approved is brought to its end': {
    open: ({ seen }: World) => Object.values(seen.runs).includes('approved'),
    countingOn: ['machine'],
  },
  'a customer who waits for a person can be answered by one who is there': {
    open: ({ seen }: World) => seen.unanswered > 0,
    countingOn: ['machine', 'failure', 'teammate'],
  },
} satisfies Record<string, { open: (world: World) => boolean; countingOn: Actor[] }>;

export type PromiseName = keyof typeof promises;
const names = Object.keys(promises) as PromiseName[];

/** Which promises are open in a world: one bit each. */
export function unkept(world: World): number {
  return names.reduce((bits, name, i) => bits | (promises[name].open(world) ? 1 << i : 0), 0);
}

const actors: readonly Actor[] = ['machine', 'failure', 'teammate'];

export interface Graph {
  /** By number of the world. */
  promises: number[];
  edge(from: number, to: number, by: Actor): void;
  edges: { from: number[]; to: number[]; by: number[] };
}

export function newGraph(): Graph {
  const edges: Graph['edges'] = { from: [], to: [], by: [] };
  return {
    promises: [],
    edges,
    edge(from, to, by) {
      const actor = actors.indexOf(by);
      if (actor < 0 || from === to) return;
      edges.from.push(from);
      edges.to.push(to);
      edges.by.push(actor);
    },
  };
}

export function promisesBroken(graph: Graph): {
  broken: { promise: PromiseName; at: number } | null;
  longestWait: number;
} {
  for (const [bit, promise] of names.entries()) {
    const counted = new Set(promises[promise].countingOn.map((by: Actor) => actors.indexOf(by)));
    const at = firstWithoutEnd(graph, 1 << bit, counted);
    if (at !== null) return { broken: { promise, at }, longestWait: 0 };
  }
  return { broken: null, longestWait: longestWait(graph) };
}

/** Backwards from all worlds where the promise is not open; null when that reaches every other. */
function firstWithoutEnd(
  { promises, edges }: Graph,
  bit: number,
  counted: ReadonlySet<number>,
): number | null {
  const into = index(edges.to, promises.length);
  const reaches = Uint8Array.from(promises, (bits) => ((bits & bit) === 0 ? 1 : 0));
  const queue = Array.from(reaches.keys()).filter((at) => reaches[at] === 1);
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const edge of into(at)) {
      const from = edges.from[edge] as number;
      if (reaches[from] === 1 || !counted.has(edges.by[edge] as number)) continue;
      reaches[from] = 1;
      queue.push(from);
    }
  }
  const stuck = reaches.indexOf(0);
  return stuck === -1 ? null : stuck;
}

/**
 * Machines and failing attempts alone, from a world where the AI owes: how many steps at most until
 * it owes no more. Infinite if they can go round in circles, which fairness alone would then end.
 */
function longestWait({ promises, edges }: Graph): number {
  const outOf = index(edges.from, promises.length);
  const longest = new Int32Array(promises.length).fill(-1);
  const open = (at: number) => ((promises[at] as number) & 1) !== 0;
  const mayBeLast = edges.by.map((by) => by < 2);
  let result = 0;
  // Depth first without recursion: a world is settled when all that follow it are.
  const onWay = new Uint8Array(promises.length);
  for (let start = 0; start < promises.length; start += 1) {
    if (!open(start) || longest[start] !== -1) continue;
    const way: { at: number; left: number[]; most: number }[] = [];
    const enter = (at: number) => {
      onWay[at] = 1;
      way.push({ at, left: [...outOf(at)].filter((edge) => mayBeLast[edge]), most: 0 });
    };
    enter(start);
    while (way.length > 0) {
      const here = way.at(-1) as (typeof way)[number];
      const edge = here.left.pop();
      if (edge === undefined) {
        longest[here.at] = here.most;
        result = Math.max(result, here.most);
        onWay[here.at] = 0;
        way.pop();
        const before = way.at(-1);
        if (before !== undefined) before.most = Math.max(before.most, here.most + 1);
        continue;
      }
      const to = edges.to[edge] as number;
      if (!open(to)) here.most = Math.max(here.most, 1);
      else if (onWay[to] === 1) return Infinity;
      else if (longest[to] === -1) enter(to);
      else here.most = Math.max(here.most, (longest[to] as number) + 1);
    }
  }
  return result;
}

/** The edges at each world, without an array for each. */
function index(ends: readonly number[], worlds: number): (at: number) => Iterable<number> {
  const first = new Int32Array(worlds + 1);
  for (const end of ends) first[end + 1] = (first[end + 1] as number) + 1;
  for (let at = 0; at < worlds; at += 1)
    first[at + 1] = (first[at + 1] as number) + (first[at] as number);
  const next = first.slice();
  const sorted = new Int32Array(ends.length);
  ends.forEach((end, edge) => {
    sorted[next[end] as number] = edge;
    next[end] = (next[end] as number) + 1;
  });
  return (at) => sorted.subarray(first[at], first[at + 1]);
}
