/** A teammate approves or declines. The thread's core decides who was first; the job follows it. */
import type { ActionRun, TeammateId, WorkspaceId } from '@baton/protocol';
import { fixedOrigin } from './core/request-template.ts';
import type { ActionParts } from './parts.ts';
import { type Refused, refuse } from './refused.ts';
import { findAction } from './store-actions.ts';
import { asRun, findRun, type RunRow } from './store-runs.ts';

export interface RunDecision {
  by: TeammateId;
  approved: boolean;
  note: string | null;
}

export const noSuchRun = refuse('not_found', 'There is no such run of an action.');

export async function decideRun(
  parts: ActionParts,
  workspaceId: WorkspaceId,
  runId: string,
  { by, approved, note }: RunDecision,
): Promise<ActionRun | Refused> {
  const { database, conversations } = parts;
  const run = await findRun(database, workspaceId, runId);
  if (run === null) return noSuchRun;
  const obstacle = approved ? await whyNot(parts, run) : null;
  if (obstacle !== null) return obstacle;
  const { actionId, name } = run.definition;
  const result = await conversations.execute({ workspaceId }, run.conversationId, {
    type: 'decideAction',
    runId: run.id,
    actionId,
    name,
    by,
    approved,
    note,
  });
  if (result.kind === 'refused') return result;
  const now = await findRun(database, workspaceId, runId);
  return now === null ? noSuchRun : asRun(now);
}

/** What was approved is what runs: where that cannot be any more, it is said before, not after. */
async function whyNot({ database }: ActionParts, run: RunRow): Promise<Refused | null> {
  if (run.state !== 'awaiting_approval') return null;
  const action =
    run.actionId === null ? null : await findAction(database, run.workspaceId, run.actionId);
  if (action === null)
    return refuse('conflict', 'The action was deleted since, so it cannot run. Decline it.');
  if (!action.definition.enabled)
    return refuse('conflict', 'The action was switched off since. Switch it on, or decline it.');
  if (fixedOrigin(action.definition.url) !== fixedOrigin(run.definition.url))
    return refuse(
      'conflict',
      'The action was moved to another server since, so what was asked for cannot run. Decline it.',
    );
  return null;
}
