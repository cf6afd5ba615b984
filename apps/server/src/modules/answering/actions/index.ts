/**
 * Actions: what an AI agent does for a customer by a request that an owner defined.
 *
 *   define.ts, try-action.ts   the owner's side
 *   at-turn.ts                 at a customer's turn: ask, confirm, run, or have it approved
 *   submitted-form.ts          a form, checked at the door
 *   decide-run.ts              a teammate's yes or no
 *   perform.ts, end-run.ts     the request, sent at least once under one key, and its end told once
 *   find-stranded-runs.ts      runs that lost the job of their end, for the sweeper
 *   core/                      pure: templates, values, what comes next, what is said
 *
 * The law: a run begins with the customer's own message or a form that they sent, decided by the
 * policy; a sensitive one needs a teammate besides. No model, document or result can begin one.
 */
import type { ActionRun, ActionRunList, WorkspaceId } from '@baton/protocol';
import type { JobHandlers } from '../../../platform/jobs/index.ts';
import { createActionsAt, type ActionsAt } from './at-turn.ts';
import { decideRun, noSuchRun, type RunDecision } from './decide-run.ts';
import { createDefinitions } from './define.ts';
import { createEndRun } from './end-run.ts';
import { findStrandedRuns, type StrandedRunsRequest } from './find-stranded-runs.ts';
import { END_RUN } from './jobs.ts';
import type { ActionParts } from './parts.ts';
import { createPerform } from './perform.ts';
import { type Refused, refuse } from './refused.ts';
import { asRun, findRun, listRuns } from './store-runs.ts';
import { checkSubmitted, type FormSender } from './submitted-form.ts';
import { tryAction } from './try-action.ts';
import type { SubmittedForm } from '@baton/protocol';

export type { Acted, ActionsAt, ActionsAtTurn } from './at-turn.ts';
export { endOfRun } from './jobs.ts';
export type { ActionParts } from './parts.ts';
export type { Exchange, OutgoingRequest, RefusesServer, SendRequest } from './ports.ts';
export { actionSecrets } from './store-actions.ts';
export { finishedInWords, requestedInWords, withActions } from './told-of.ts';

export type Actions = ReturnType<typeof createActions>;

const RUN_ID = /^run_[0-9a-z]{26}$/;

export function createActions(parts: ActionParts) {
  const { database } = parts;
  const perform = createPerform(parts);
  const definitions = createDefinitions(parts);
  const at: ActionsAt = createActionsAt(parts, perform);
  const jobs: JobHandlers = { [END_RUN]: createEndRun(parts, perform) };

  async function runs(
    workspaceId: WorkspaceId,
    of: Parameters<typeof listRuns>[2],
    { page, limit }: { page: string | null; limit: number },
  ): Promise<ActionRunList | Refused> {
    if (page !== null && !RUN_ID.test(page))
      return refuse('invalid_input', 'This is not a page of this list.');
    const rows = await listRuns(database, workspaceId, of, { before: page, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    return {
      runs: shown.map(asRun),
      nextPage: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  return {
    ...definitions,
    /** Really sent; no customer hears of it. */
    try: (workspaceId: string, id: string, values: Readonly<Record<string, string>>) =>
      tryAction(parts, workspaceId, id, values),
    runs,
    async run(workspaceId: WorkspaceId, id: string): Promise<ActionRun | Refused> {
      const row = await findRun(database, workspaceId, id);
      return row === null ? noSuchRun : asRun(row);
    },
    decide: (workspaceId: WorkspaceId, runId: string, decision: RunDecision) =>
      decideRun(parts, workspaceId, runId, decision),
    checkSubmitted: (from: FormSender, form: SubmittedForm) => checkSubmitted(parts, from, form),
    at,
    jobs,
    /** For the sweeper: the jobs that runs under way have lost. Should be none. */
    stranded: (request: StrandedRunsRequest) => findStrandedRuns(database, request),
  };
}
