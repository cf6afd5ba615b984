/** Does the live feed move, or does a transaction that somebody forgot keep every open screen waiting? */
import { type FeedHolder, findFeedHolder, type Sql } from '@baton/server';
import { type Finding, ok, warn } from './finding.ts';

const about = 'live feed';
/** As the log has it: a migration or a large correction may well take a moment. */
const LONG_S = 5;

export const liveFeed = async (sql: Sql): Promise<Finding> => heldUp(await findFeedHolder(sql));

export function heldUp(holder: FeedHolder | null): Finding {
  if (holder === null || holder.seconds < LONG_S) return ok(about, 'nothing holds it up');
  const { pid, gid, database, applicationName, state } = holder;
  const who = [
    applicationName === null || applicationName === '' ? null : `“${applicationName}”`,
    pid === null ? `the prepared transaction “${gid}”` : `process ${pid}`,
    database === null ? null : `database ${database}`,
    state,
  ].filter((part) => part !== null);
  return warn(
    about,
    `held up for ${Math.round(holder.seconds)} s by a transaction that is still open (${who.join(', ')})`,
    'Until it ends, open screens and webhooks hear of nothing new. End it where it was begun, or: ' +
      (pid === null
        ? `rollback prepared '${(gid ?? '').replaceAll("'", "''")}';`
        : `select pg_terminate_backend(${pid});`),
  );
}
