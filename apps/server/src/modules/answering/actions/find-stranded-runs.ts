/**
 * For the sweeper, across workspaces: runs that are under way, approved or begun by the AI, and that
 * no job will bring to an end. The job is written with what makes it needed, so there should be none;
 * each wants its job again.
 */
import type { Sql } from '../../../platform/database/index.ts';
import { earliestId } from '../../../platform/ids.ts';
import type { NewJob } from '../../../platform/jobs/index.ts';
import { END_RUN, endOfRun } from './jobs.ts';

export interface StrandedRunsRequest {
  /** Only those that began since: read by their ids, so whoever looks often reads few. Null: all. */
  since: Date | null;
  limit: number;
}

export async function findStrandedRuns(
  sql: Sql,
  { since, limit }: StrandedRunsRequest,
): Promise<NewJob[]> {
  const runs = await sql.query<{ id: string; workspaceId: string; conversationId: string }>(
    `select r.id, r.workspace_id as "workspaceId", r.conversation_id as "conversationId"
     from action_runs r
     where r.id >= $1 and r.state = 'running'
       and not exists (
         select from jobs where jobs.kind = $2 and jobs.key = r.id and jobs.failed_at is null)
     order by r.id
     limit $3`,
    [earliestId('run', since ?? new Date(0)), END_RUN, limit],
  );
  return runs.map((run) => endOfRun(run, null));
}
