/**
 * Visits every world that can be reached, breadth first, so that the way to a broken law is the
 * shortest there is. Ends when there is nothing new: what was not found cannot happen, within the
 * bounds.
 */
import { brokenIn } from './laws.ts';
import { type Graph, newGraph, type PromiseName, promisesBroken, unkept } from './in-the-end.ts';
import { alike, type Likeness } from './same-world.ts';
import type { Step } from './step.ts';
import { stepsOfMachines } from './steps-of-machines.ts';
import { stepsOfPeople } from './steps-of-people.ts';
import type { System } from './system.ts';
import { type Bounds, theBeginning, type World } from './world.ts';

export interface Exploration {
  /** Worlds that differ, and steps between them. */
  worlds: number;
  steps: number;
  /** Steps not taken, since they lead out of the bounds (a further row of jobs). */
  beyond: number;
  /** The longest of the shortest ways to a world. */
  depth: number;
  breach: Breach | null;
  /** The most steps of machines until the AI owes nothing any more, should every attempt fail. */
  longestWait: number;
}

export interface Breach {
  law: string;
  /** From the beginning, step by step. */
  trail: readonly string[];
}

export interface Wishes {
  bounds: Bounds;
  likeness?: Likeness;
  /** Go no further than this many steps from the beginning. */
  maxDepth?: number;
  /** Told of every world, once. */
  onWorld?: (world: World) => void;
}

export function stepsFrom(system: System, bounds: Bounds, world: World): Step[] {
  return [...stepsOfPeople(system, bounds, world), ...stepsOfMachines(system, bounds, world)];
}

export function explore(
  system: System,
  { bounds, likeness = alike, maxDepth = Infinity, onWorld }: Wishes,
): Exploration {
  const numbers = new Map<string, number>();
  const cameFrom: number[] = [];
  const cameBy: string[] = [];
  const graph: Graph = newGraph();
  const found = { worlds: 0, steps: 0, beyond: 0, depth: 0, longestWait: 0 };

  const trailTo = (end: number, last?: Step): string[] => {
    const names: string[] = [];
    for (let at = end; at > 0; at = cameFrom[at] as number) names.push(cameBy[at] as string);
    return retell(system, bounds, names.reverse(), last);
  };
  const visit = (world: World, from: number, by: string): { number: number; isNew: boolean } => {
    const key = likeness(world);
    const known = numbers.get(key);
    if (known !== undefined) return { number: known, isNew: false };
    const number = numbers.size;
    numbers.set(key, number);
    cameFrom.push(from);
    cameBy.push(by);
    graph.promises.push(unkept(world));
    onWorld?.(world);
    return { number, isNew: true };
  };

  visit(theBeginning, 0, '');
  let ring: [number, World][] = [[0, theBeginning]];
  while (ring.length > 0 && found.depth < maxDepth) {
    const next: [number, World][] = [];
    for (const [from, world] of ring) {
      for (const step of stepsFrom(system, bounds, world)) {
        if (step.world.jobs.length > bounds.jobs) {
          found.beyond += 1;
          continue;
        }
        found.steps += 1;
        const law = step.broken[0];
        if (law !== undefined)
          return { ...found, worlds: numbers.size, breach: { law, trail: trailTo(from, step) } };
        if (step.world === world) continue;
        const { number, isNew } = visit(step.world, from, step.name);
        graph.edge(from, number, step.by);
        if (!isNew) continue;
        const broken = brokenIn(system, step.world)[0];
        if (broken !== undefined)
          return {
            ...found,
            worlds: numbers.size,
            breach: { law: broken, trail: trailTo(number) },
          };
        next.push([number, step.world]);
      }
    }
    if (next.length > 0) found.depth += 1;
    ring = next;
  }

  const whole = { ...found, worlds: numbers.size };
  // Promises look ahead: of worlds at the rim of a cut exploration they can say nothing.
  if (maxDepth !== Infinity) return { ...whole, breach: null };
  const { broken, longestWait } = promisesBroken(graph);
  const breach: Breach | null =
    broken === null ? null : { law: lawOf(broken.promise), trail: trailTo(broken.at) };
  return { ...whole, longestWait, breach };
}

const lawOf = (promise: PromiseName): string => `in the end: ${promise}`;

/** The way once more, in words. */
function retell(
  system: System,
  bounds: Bounds,
  names: readonly string[],
  last: Step | undefined,
): string[] {
  const lines: string[] = [];
  let world = theBeginning;
  const tell = ({ name, outcome }: Step) =>
    lines.push(`${lines.length + 1}. ${name}${outcome === '' ? '' : ` → ${outcome}`}`);
  for (const name of names) {
    const step = stepsFrom(system, bounds, world).find((each) => each.name === name);
    if (step === undefined) throw new Error(`no step is called "${name}"`);
    tell(step);
    world = step.world;
  }
  if (last !== undefined) tell(last);
  return lines;
}
