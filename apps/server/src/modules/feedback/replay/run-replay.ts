// A replay at work: turn by turn, a few at a time written down. Killed anywhere, the next run goes on
// with the first turn that has no verdict; a turn is counted once however often it was decided.

import { setImmediate as nextTick } from 'node:timers/promises';
import { type Database, DatabaseUnavailable } from '../../../platform/database/index.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/log.ts';
import { type Policy, readPolicy } from '../../escalation/index.ts';
import { decideAgain, failed, type Judging } from './decide-again.ts';
import {
  beginReplay,
  type DecidedTurn,
  endReplay,
  nextTurns,
  type RunningReplay,
  storeDecided,
} from './replay-store.ts';

export interface ReplayTools extends Judging {
  database: Database;
  clock: Clock;
  log: Log;
  /** A version of an AI agent's policy; null when it is not known any more. */
  policyVersion(workspaceId: string, aiAgentId: string, version: number): Promise<Policy | null>;
}

const BATCH = 25;

export async function runReplay(
  tools: ReplayTools,
  id: string,
  signal: AbortSignal,
  tell: (done: number) => void = () => {},
): Promise<void> {
  const replay = await beginReplay(tools.database, id);
  if (replay === null) return;
  const policy = readPolicy(replay.policy);
  const policyOf = remembered((version) =>
    tools.policyVersion(replay.workspaceId, replay.aiAgentId, version),
  );
  let done = 0;
  for (;;) {
    signal.throwIfAborted();
    const turns = await nextTurns(tools.database, id, BATCH);
    if (turns.length === 0) break;
    const decided: DecidedTurn[] = [];
    let trouble: unknown;
    for (const turn of turns) {
      signal.throwIfAborted();
      try {
        decided.push(await decideAgain(tools, scopeOf(replay), policy, policyOf, turn));
      } catch (error) {
        if (error instanceof DatabaseUnavailable) throw error;
        trouble = error;
        decided.push(failed(turn.position));
      }
      // Customers wait for their answers on the same thread.
      await nextTick();
    }
    // One odd turn is counted as such; when none can be decided, something is wrong with us.
    if (trouble !== undefined && decided.every(({ verdict }) => verdict === 'failed'))
      throw trouble instanceof Error ? trouble : new Error(String(trouble));
    if (trouble !== undefined)
      tools.log.warn({ err: trouble, replay: id }, 'a turn was not replayed');
    signal.throwIfAborted();
    await storeDecided(tools.database, id, decided);
    done += decided.length;
    tell(done);
  }
  await endReplay(tools.database, id, { state: 'done', error: null, at: tools.clock.now() });
}

const scopeOf = ({ workspaceId, aiAgentId }: RunningReplay) => ({ workspaceId, aiAgentId });

function remembered(read: (version: number) => Promise<Policy | null>) {
  const known = new Map<number, Promise<Policy | null>>();
  return async (version: number): Promise<Policy | null> => {
    const held = known.get(version) ?? read(version);
    known.set(version, held);
    return held;
  };
}
