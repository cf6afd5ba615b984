/** What may happen next: who does it, in words, and the world it leads to. */
import type { Command } from '../../core/commands.ts';
import type { Verdict } from '../../core/verdict.ts';
import { verdictInWords } from '../verdict-in-words.ts';
import { ask } from './ask.ts';
import type { System } from './system.ts';
import type { World } from './world.ts';

/**
 * `machine` goes on as long as a server runs; `failure` is an attempt of the AI that throws or times
 * out; `fate` may happen or not: a crash, a delay, a loss, somebody leaves.
 */
export type Actor = 'customer' | 'teammate' | 'model' | 'machine' | 'failure' | 'fate';

export interface Step {
  by: Actor;
  /** In words; no two steps from one world have the same. */
  name: string;
  world: World;
  broken: readonly string[];
  /** The events by type, or why there are none. */
  outcome: string;
}

/** Somebody asks something of the conversation. */
export function asks(
  system: System,
  world: World,
  by: Actor,
  name: string,
  command: Command,
): Step & { verdict: Verdict } {
  const asked = ask(system, world, command);
  return { by, name, ...asked, outcome: verdictInWords(asked.verdict) };
}

/** Something happens beside the conversation. */
export function happens(by: Actor, name: string, world: World): Step {
  return { by, name, world, broken: [], outcome: '' };
}
