// The database of this installation: the embedded PostgreSQL in the data folder, or the one that
// DATABASE_URL names. The embedded one has one owner, the process that holds the folder's lock;
// a command beside it is a guest on the owner's server.

import type { Config } from './platform/config.ts';
import {
  connectDatabase,
  connectionUrlOfRunning,
  type Database,
  DataDirectoryInUse,
  lockDataDirectory,
  type Log,
  migrate,
  startEmbeddedPostgres,
} from './platform/index.ts';

export interface OpenedDatabase {
  database: Database;
  url: string;
  /** `owner`: alone on an embedded database. `guest`: beside its owner. `external`: DATABASE_URL. */
  standing: 'owner' | 'guest' | 'external';
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  config: Config;
  log: Log;
  /** Who asks, in the operator's words: "baton start". */
  name: string;
  /** May this be a guest where another process owns the data folder? */
  guestAllowed: boolean;
}

/** Opened and migrated. @throws DataDirectoryInUse, EmbeddedPostgresError, migration errors */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const { config, log, name } = options;
  const place =
    config.databaseUrl === null ? await embedded(options) : external(config.databaseUrl);
  try {
    await migrate({ url: place.url, log });
  } catch (error) {
    await place.leave();
    throw error;
  }
  const database = connectDatabase({
    url: place.url,
    applicationName: name,
    poolSize: config.poolSize,
    log,
  });
  return {
    database,
    url: place.url,
    standing: place.standing,
    close: async () => {
      await database.close();
      await place.leave();
    },
  };
}

interface Place {
  url: string;
  standing: OpenedDatabase['standing'];
  leave(): Promise<void>;
}

const external = (url: string): Place => ({ url, standing: 'external', leave: async () => {} });

async function embedded({ config, log, name, guestAllowed }: OpenDatabaseOptions): Promise<Place> {
  const { dataDir } = config;
  try {
    const lock = await lockDataDirectory(dataDir, name);
    try {
      const postgres = await startEmbeddedPostgres({ dataDir, log });
      return {
        url: postgres.url,
        standing: 'owner',
        leave: async () => {
          await postgres.stop();
          await lock.release();
        },
      };
    } catch (error) {
      await lock.release();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof DataDirectoryInUse) || !guestAllowed) throw error;
    const url = await connectionUrlOfRunning(dataDir);
    if (url === null) throw error;
    return { url, standing: 'guest', leave: async () => {} };
  }
}
