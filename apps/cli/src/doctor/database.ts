/**
 * The database: does it answer, is it one we know, do its tables fit this build? And what is set up
 * in it, as far as it is.
 */
import { join } from 'node:path';
import {
  type AppliedMigration,
  type Config,
  connectDatabase,
  type Database,
  findWall,
  missingMigrations,
  readMigrations,
  silentLog,
} from '@baton/server';
import { hasData, type Reached, withDatabaseUrl } from '../database-url.ts';
import { explain } from '../terminal/explain.ts';
import { counted } from '../terminal/words.ts';
import { engines } from './engines.ts';
import { type Finding, fail, ok, warn } from './finding.ts';
import { liveFeed } from './live-feed.ts';
import { sealed } from './sealed.ts';
import { vectors } from './vectors.ts';

const about = 'database';

const places: Record<Reached, string> = {
  external: 'DATABASE_URL',
  running: 'embedded, running',
  started: 'embedded, starts',
};

export interface Looking {
  /** Whether language models are called. */
  callModels?: boolean;
}

export async function database(
  config: Config,
  { callModels = false }: Looking = {},
): Promise<Finding[]> {
  if (!hasData(config)) return [ok(about, 'embedded, made at the first start')];
  try {
    return await withDatabaseUrl(config, { name: 'baton doctor' }, (url, reached) =>
      ask(url, reached, async (connection) => [
        await vectors(connection, config),
        ...(await sealed(connection, config)),
        ...(await engines(connection, config, { call: callModels })),
      ]),
    );
  } catch (error) {
    const todo =
      config.databaseUrl === null
        ? `What PostgreSQL said is in ${join(config.dataDir, 'postgres', 'server.log')}.`
        : 'Is PostgreSQL running there, and are user, password and database of DATABASE_URL right?';
    return [fail(about, explain(error).message, todo)];
  }
}

async function ask(
  url: string,
  reached: Reached,
  more: (connection: Database) => Promise<Finding[]>,
): Promise<Finding[]> {
  const connection = connectDatabase({
    url,
    applicationName: 'baton doctor',
    poolSize: 2,
    // Whoever may run commands on the server holds all data anyway.
    elsewhere: 'across',
    log: silentLog(),
  });
  try {
    const version = await versionOf(connection, places[reached]);
    const tables = await migrations(connection);
    if (tables.level !== 'ok') return [version, tables];
    const wall = await secondWall(connection);
    const feed = await liveFeed(connection);
    return [version, tables, wall, feed, await setUp(connection), ...(await more(connection))];
  } finally {
    await connection.close();
  }
}

async function versionOf(connection: Database, where: string): Promise<Finding> {
  const [row] = await connection.query<{ name: string; number: number }>(
    `select current_setting('server_version') as name,
            current_setting('server_version_num')::int as number`,
  );
  const { name, number } = row ?? { name: 'unknown', number: 0 };
  return number >= 150_000
    ? ok(about, `PostgreSQL ${name} (${where})`)
    : fail(about, `PostgreSQL ${name} (${where})`, 'Baton needs PostgreSQL 15 or newer.');
}

async function migrations(connection: Database): Promise<Finding> {
  const tables = 'tables';
  const [known] = await connection.query<{ there: boolean }>(
    `select to_regclass('schema_migrations') is not null as there`,
  );
  const applied = known?.there
    ? await connection.query<AppliedMigration>('select name, checksum from schema_migrations')
    : [];
  try {
    const missing = missingMigrations(await readMigrations(), applied);
    return missing.length === 0
      ? ok(tables, `up to date (${counted(applied.length, 'migration')})`)
      : warn(
          tables,
          `${counted(missing.length, 'migration')} not applied yet: ${missing.map(({ name }) => name).join(', ')}`,
          'The next start applies them. Make a backup before: baton backup before.baton',
        );
  } catch (error) {
    return fail(tables, 'they do not fit this build', explain(error).message);
  }
}

async function secondWall(connection: Database): Promise<Finding> {
  const about = 'workspaces';
  const role = await findWall(async (text) => ({ rows: await connection.query(text) }));
  return role === null
    ? warn(
        about,
        'kept apart by Baton only, not by row-level security as well',
        'Start Baton: it makes the role that this needs, or says which two statements an ' +
          'administrator of PostgreSQL should run. With one workspace it makes no difference.',
      )
    : ok(about, 'kept apart twice: by what each statement says, and by row-level security');
}

async function setUp(connection: Database): Promise<Finding> {
  const [row] = await connection.query<{ workspaces: number; documents: number }>(
    `select (select count(*)::int from workspaces) as workspaces,
            (select count(*)::int from documents) as documents`,
  );
  const { workspaces = 0, documents = 0 } = row ?? {};
  if (workspaces === 0) {
    return warn('set-up', 'nobody has set this up yet', 'Open the link that npm start prints.');
  }
  return documents === 0
    ? warn(
        'set-up',
        'done, and the AI agent knows nothing yet',
        'Add documents in the inbox, or: baton ingest ./docs',
      )
    : ok('set-up', `done; ${counted(documents, 'document')} to answer from`);
}
