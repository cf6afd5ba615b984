/**
 * Reaches the installation's database without the rest of Baton: for looking at it, and for copying
 * it whole. Nothing is migrated.
 *
 * The embedded one is used where it runs; where it does not, it is started and stopped again. A
 * command that needs it for itself holds the data folder's lock meanwhile.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Config,
  connectionUrlOfRunning,
  lockDataDirectory,
  silentLog,
  startEmbeddedPostgres,
} from '@baton/server';

export type Reached = 'external' | 'running' | 'started';

export interface Reaching {
  /** Who asks, in the operator's words: "baton backup". */
  name: string;
  /** Nobody else may be using it: fails beside a running Baton, and makes a data folder if need be. */
  alone?: boolean;
}

/** @throws DataDirectoryInUse, EmbeddedPostgresError */
export async function withDatabaseUrl<T>(
  { databaseUrl, dataDir }: Config,
  { name, alone = false }: Reaching,
  use: (url: string, reached: Reached) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== null) return use(databaseUrl, 'external');
  const running = alone ? null : await connectionUrlOfRunning(dataDir);
  if (running !== null) return use(running, 'running');
  const lock = await lockDataDirectory(dataDir, name);
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog() });
    try {
      return await use(postgres.url, 'started');
    } finally {
      await postgres.stop();
    }
  } finally {
    await lock.release();
  }
}

/** Is there anything yet? False before the first start. */
export const hasData = ({ databaseUrl, dataDir }: Config): boolean =>
  databaseUrl !== null || existsSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'));
