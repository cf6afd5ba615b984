/**
 * Brings a run to its end outside of a turn, and tells the thread: a run that a teammate approved,
 * or one whose turn was over before its end could be told.
 */
import type { WorkspaceId } from '@baton/protocol';
import type { JobHandler } from '../../../platform/jobs/index.ts';
import { outcomeOf } from './core/outcome-of.ts';
import type { ActionParts } from './parts.ts';
import type { Perform } from './perform.ts';
import { findRun, keepResult, type RunRow } from './store-runs.ts';

const ATTEMPTS = 4;
/** Four requests of thirty seconds, and the pauses between them. */
const ATTEMPT_TAKES_AT_MOST_MS = 150_000;

export function createEndRun(parts: ActionParts, perform: Perform): JobHandler {
  const { database, log } = parts;

  async function running(payload: Record<string, unknown>): Promise<RunRow | null> {
    const { workspaceId, runId } = payload as { workspaceId: string; runId: string };
    const run = await findRun(database, workspaceId, runId);
    return run?.state === 'running' ? run : null;
  }

  return {
    timeoutMs: ATTEMPT_TAKES_AT_MOST_MS,
    maxAttempts: ATTEMPTS,
    run: async ({ payload }) => {
      const run = await running(payload);
      if (run === null) return;
      const result = await perform(run);
      await tellEnd(parts, run, result);
    },
    onExhausted: async ({ payload }, error) => {
      const run = await running(payload);
      if (run === null) return;
      log.error({ err: error, runId: run.id }, 'an action could not be brought to its end');
      const words = 'Baton could not bring it to an end.';
      const unknown = outcomeOf({ kind: 'unknown', words }, run.definition);
      await tellEnd(parts, run, await keepResult(database, run, unknown));
    },
  };
}

async function tellEnd(
  { conversations }: ActionParts,
  { id: runId, workspaceId, conversationId, definition }: RunRow,
  { ok, says }: { ok: boolean; says: { plain: string } },
): Promise<void> {
  const told = await conversations.execute(
    { workspaceId: workspaceId as WorkspaceId },
    conversationId,
    {
      type: 'finishAction',
      runId,
      actionId: definition.actionId,
      name: definition.name,
      ok,
      text: says.plain,
    },
  );
  if (told.kind === 'refused') throw new Error(`the end of a run was refused: ${told.code}`);
}
