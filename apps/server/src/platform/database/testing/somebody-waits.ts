/** For tests of races: the moment at which the one who must wait does. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../index.ts';

/** True once a transaction in this database waits for another; false if `unless` has ended instead. */
export async function somebodyWaits(
  database: Database,
  unless: Promise<unknown>,
): Promise<boolean> {
  const ended = unless.then(
    () => true,
    () => true,
  );
  for (;;) {
    const waiting = await database.query(
      `select from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return true;
    if (await Promise.race([ended, sleep(10, false)])) return false;
  }
}
