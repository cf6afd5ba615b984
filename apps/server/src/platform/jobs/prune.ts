/** Jobs that failed for good stay for the operator to see, and not for ever. */
import type { Sql } from '../database/index.ts';

const batch = 1_000;

/** Removes those that failed before the given moment. Resolves with how many went. */
export async function pruneJobs(sql: Sql, failedBefore: Date): Promise<number> {
  for (let total = 0; ; ) {
    const gone = await sql.query(
      `delete from jobs where id in (
         select id from jobs where failed_at < $1 limit $2 for update skip locked
       ) returning id`,
      [failedBefore, batch],
    );
    total += gone.length;
    if (gone.length < batch) return total;
  }
}
