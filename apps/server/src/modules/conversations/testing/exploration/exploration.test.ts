/**
 * Every world that a small desk can reach, over the real core and the real reactions. Prints how
 * many there are.
 */
import { describe, expect, it } from 'vitest';
import { ANSWER_TURN, answeringReactions } from '../../../answering/index.ts';
import { small } from './bounds.ts';
import { explore } from './explore.ts';
import { alike, inDetail } from './same-world.ts';
import { realSystem } from './system.ts';
import type { Bounds, World } from './world.ts';

const system = realSystem(answeringReactions, ANSWER_TURN);

describe('in every world that can be reached, for conversations of any length', () => {
  it.each(Object.entries<Bounds>(small))(
    'the laws hold: %s',
    (name, bounds) => {
      const { breach, ...found } = explore(system, { bounds });
      process.stdout.write(`${name}: ${JSON.stringify(found)}\n`);
      expect(breach).toBeNull();
      // Nothing goes round in circles: machines alone bring every owed turn to its end.
      expect(found.longestWait).toBeGreaterThan(0);
      expect(found.longestWait).toBeLessThan(Infinity);
    },
    120_000,
  );
});

describe('what is left out when two worlds are called the same', () => {
  it.each([
    [5, { ...small['a worker that is slow, dies, or answers twice'], losses: 1 }],
    [4, small['two teammates, messages that come late or twice, somebody who leaves']],
    [4, small['two processes, of which one decides and appends later']],
    [4, small['actions that wait for approval, and actions that need none']],
  ] as [number, Bounds][])(
    'changes nothing that can happen within %i steps',
    (maxDepth, bounds) => {
      const merged = new Set<string>();
      const apart = new Set<string>();
      explore(system, { bounds, maxDepth, onWorld: (world: World) => merged.add(alike(world)) });
      const { worlds } = explore(system, {
        bounds,
        maxDepth,
        likeness: inDetail,
        onWorld: (world) => apart.add(alike(world)),
      });
      expect(worlds).toBeGreaterThan(merged.size);
      expect(merged).toEqual(apart);
    },
    60_000,
  );
});
