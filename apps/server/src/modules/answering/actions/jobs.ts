/** The job that brings a run to its end: an approved one, or one that nobody lived to tell of. */
import type { NewJob } from '../../../platform/jobs/index.ts';

export const END_RUN = 'answering.action';

/** One at a time for each run. */
export const endOfRun = (
  run: { workspaceId: string; id: string; conversationId: string },
  runAt: Date | null,
): NewJob & { key: string; payload: Record<string, unknown> } => ({
  kind: END_RUN,
  key: run.id,
  workspaceId: run.workspaceId,
  payload: { workspaceId: run.workspaceId, runId: run.id, conversationId: run.conversationId },
  ...(runAt !== null && { runAt }),
});
