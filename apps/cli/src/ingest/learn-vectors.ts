/**
 * Waits until new passages are also found by their meaning.
 *
 * Their vectors are made by jobs: a running server works on them while we watch; with no server
 * here, we run them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Baton, createJobRunner } from '@baton/server';
import type { Progress } from '../command.ts';
import { commandLog, type Scope } from '../installation.ts';

export interface Learned {
  passages: number;
  embedded: number;
}

const lookEveryMs = 250;
/** A server that makes no vectors for so long has none to make, or no engine for them. */
const patienceMs = 30_000;

export async function learnVectors(
  baton: Baton,
  scope: Scope,
  progress: Progress,
): Promise<Learned> {
  if (baton.embedder === null) return baton.knowledge.progress(scope);
  const runner =
    baton.standing === 'owner'
      ? createJobRunner({
          database: baton.database,
          handlers: baton.knowledge.jobs,
          log: commandLog(),
          concurrency: 1,
        })
      : undefined;
  runner?.start();
  try {
    return await watch(baton, scope, progress);
  } finally {
    await runner?.stop({ graceMs: 5_000 });
  }
}

async function watch(baton: Baton, scope: Scope, progress: Progress): Promise<Learned> {
  let best = -1;
  let since = Date.now();
  for (;;) {
    const now = await baton.knowledge.progress(scope);
    if (now.embedded >= now.passages) return now;
    if (now.embedded > best) {
      best = now.embedded;
      since = Date.now();
    }
    if (Date.now() - since > patienceMs) return now;
    progress.tell(`Learning to find passages by meaning: ${now.embedded} of ${now.passages}`);
    await sleep(lookEveryMs);
  }
}
