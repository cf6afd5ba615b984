/**
 * The second wall, on a real server: whatever a statement forgets, work of one workspace meets this
 * workspace's rows and no others. In every table there is: a new one is in here by itself.
 */
import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog, silentLog } from '../log.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { acrossWorkspaces, inWorkspace } from './standing.ts';

/** Tables that belong to the installation. Everything else has workspace_id. */
const ofTheInstallation = ['installation', 'schema_migrations', 'workspaces'];

let testDatabase: TestDatabase;
let database: Database;
let tables: string[];

const across = <T>(work: () => T): T => acrossWorkspaces('housekeeping', work);
const ofAna = <T>(work: () => T): T => inWorkspace('wsp_ana', work);

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect({ poolSize: 2, elsewhere: 'refused' });
  const found = await across(() =>
    database.query<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
         and relname <> all ($1) order by relname`,
      [ofTheInstallation],
    ),
  );
  tables = found.map(({ name }) => name);
  await across(() => fillAllTables());
});
afterAll(() => testDatabase.drop());

/** A row for each of two workspaces in every table. What else a row must be is not asked here. */
async function fillAllTables(): Promise<void> {
  const constraints = await database.query<{ on: string; name: string }>(
    `select conrelid::regclass::text as on, quote_ident(conname) as name from pg_constraint
     where connamespace = current_schema()::regnamespace and contype in ('c', 'f')`,
  );
  for (const { on, name } of constraints) {
    await database.query(`alter table ${on} drop constraint ${name} cascade`);
  }
  // A log that is only added to has a trigger against what is tried here.
  for (const table of tables) await database.query(`alter table ${table} disable trigger user`);
  const columns = await database.query<{ table: string; name: string; type: string }>(
    `select table_name as table, column_name as name, data_type as type
     from information_schema.columns
     where table_schema = current_schema() and table_name = any ($1)
       and (column_name = 'workspace_id' or (is_nullable = 'NO' and is_identity = 'NO'
            and is_generated = 'NEVER' and column_default is null))`,
    [tables],
  );
  for (const workspaceId of ['wsp_ana', 'wsp_ben']) {
    await database.query('insert into workspaces (id, name) values ($1, $1)', [workspaceId]);
    for (const table of tables) {
      const its = columns.filter((column) => column.table === table);
      const values = its.map(({ name, type }) =>
        name === 'workspace_id' ? workspaceId : anyValue(type, workspaceId),
      );
      await database.query(
        `insert into ${pg.escapeIdentifier(table)} (${its.map(({ name }) => pg.escapeIdentifier(name)).join(', ')})
         values (${values.map((_, index) => `$${index + 1}`).join(', ')})`,
        values,
      );
    }
  }
  await database.query(
    `insert into installation (key, value) values ('feed', '{}'), ('setup', '{}')
     on conflict do nothing`,
  );
}

function anyValue(type: string, workspaceId: string): unknown {
  if (type === 'ARRAY') return [];
  if (type === 'jsonb') return {};
  if (type === 'boolean') return false;
  if (type === 'bytea') return Buffer.from(workspaceId);
  if (type === 'text') return `of ${workspaceId}`;
  if (type === 'date' || type.startsWith('timestamp')) return new Date(0);
  return workspaceId === 'wsp_ana' ? 1 : 2;
}

/** In a transaction that leaves everything as it was. */
function tried<T>(statement: string): Promise<T[]> {
  let rows: T[] = [];
  return database
    .transaction(async (tx) => {
      rows = (await tx.query(statement)) as T[];
      throw new Error('enough');
    })
    .catch((error: Error) => {
      if (error.message !== 'enough') throw error;
      return rows;
    });
}

describe('every table', () => {
  it('belongs to workspaces, or is named here as the installation’s', async () => {
    expect(tables.length).toBeGreaterThan(30);
    const without = await across(() =>
      database.query(
        `select name from unnest($1::text[]) as name where not exists (
           select from information_schema.columns
           where table_schema = current_schema() and table_name = name
             and column_name = 'workspace_id')`,
        [tables],
      ),
    );
    expect(without).toEqual([]);
  });

  it('shows, changes and gives away only the workspace’s own rows, whatever was forgotten', async () => {
    for (const table of tables) {
      const mine = [{ workspace_id: 'wsp_ana' }];
      expect(
        await across(() => database.query(`select workspace_id from ${table} order by 1`)),
        table,
      ).toEqual([...mine, { workspace_id: 'wsp_ben' }]);
      for (const statement of [
        `select workspace_id from ${table}`,
        `update ${table} set workspace_id = workspace_id returning workspace_id`,
        `delete from ${table} returning workspace_id`,
      ]) {
        expect(await ofAna(() => tried(statement)), statement).toEqual(mine);
      }
    }
  });

  it('takes no row of another workspace', async () => {
    for (const table of tables) {
      await expect(
        ofAna(() => tried(`update ${table} set workspace_id = 'wsp_ben'`)),
        table,
      ).rejects.toThrow('row-level security');
      await expect(
        ofAna(() =>
          tried(`insert into ${table} select (jsonb_populate_record(null::${table},
                   to_jsonb(mine) || '{"workspace_id": "wsp_ben"}')).* from ${table} mine`),
        ),
        table,
      ).rejects.toThrow(/row-level security|non-DEFAULT value/);
    }
  });

  it('shows nothing to a session that was never told its workspace, nor to a made-up one', async () => {
    for (const table of [...tables, 'workspaces']) {
      for (const workspaceId of ['', 'wsp_ana%', '*', "' or true --"]) {
        const rows = await inWorkspace(workspaceId, () =>
          database.query(`select 1 from ${table} where true`),
        );
        expect(rows, table).toEqual([]);
      }
    }
  });
});

it('of the installation’s tables work of a workspace reads its own name and the feed’s generation', async () => {
  expect(await ofAna(() => database.query('select id from workspaces'))).toEqual([
    { id: 'wsp_ana' },
  ]);
  expect(await ofAna(() => database.query('select key from installation'))).toEqual([
    { key: 'feed' },
  ]);
  for (const statement of [
    `delete from workspaces`,
    `update installation set value = '{}'`,
    'select * from schema_migrations',
    'create table mine ()',
  ]) {
    await expect(
      ofAna(() => tried(statement)),
      statement,
    ).rejects.toThrow('permission denied');
  }
});

describe('where a query stands', () => {
  it('must have been said', async () => {
    await expect(database.query('select 1 from messages')).rejects.toThrow('stands nowhere');
    await expect(database.transaction(async () => 1)).rejects.toThrow('stands nowhere');
  });

  it('holds for all that is awaited, and two at once do not meet, also on one connection', async () => {
    const one = testDatabase.connect({ poolSize: 1, elsewhere: 'refused' });
    const seen = await Promise.all(
      Array.from({ length: 40 }, (_, n) => {
        const workspaceId = n % 2 === 0 ? 'wsp_ana' : 'wsp_ben';
        return inWorkspace(workspaceId, async () => {
          const read = () => one.query<{ id: string }>('select id from workspaces');
          const first = await read();
          await new Promise((resolve) => setImmediate(resolve));
          const later = await one.transaction(async (tx) => [
            ...(await tx.query<{ id: string }>('select id from workspaces')),
            ...(await tx.query<{ id: string }>('select id from workspaces')),
          ]);
          return [...first, ...later].every(({ id }) => id === workspaceId) && later.length === 2;
        });
      }),
    );
    expect(seen).toEqual(Array.from({ length: 40 }, () => true));
  });

  it('does not change from one workspace to another, but for work that says it goes across', async () => {
    expect(() => ofAna(() => inWorkspace('wsp_ben', () => 1))).toThrow('step into another');
    expect(ofAna(() => across(() => inWorkspace('wsp_ben', () => 1)))).toBe(1);
  });

  it('is set again on a connection whose transaction failed', async () => {
    const one = testDatabase.connect({ poolSize: 1, elsewhere: 'refused' });
    await expect(ofAna(() => one.transaction((tx) => tx.query('select 1 / 0')))).rejects.toThrow(
      'division',
    );
    expect(await inWorkspace('wsp_ben', () => one.query('select id from workspaces'))).toEqual([
      { id: 'wsp_ben' },
    ]);
  });
});

describe('an owner of tables who is no superuser', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'warn', pretty: false, write: (line) => lines.push(line) });

  async function ownersUrl(owner: string, rights: string, base: TestDatabase): Promise<string> {
    const admin = base.connect({ poolSize: 1 });
    const url = new URL(base.url);
    await admin.query(`create role ${owner} login password 'owner' ${rights}`);
    await admin.query(`alter database ${url.pathname.slice(1)} owner to ${owner}`);
    await admin.query(`alter schema public owner to ${owner}`);
    url.username = owner;
    url.password = 'owner';
    return url.href;
  }

  async function wallFor(owner: string, rights: string, prepare?: (role: string) => string[]) {
    const base = await createTestDatabase({ empty: true });
    lines.length = 0;
    const name = new URL(base.url).pathname.slice(1);
    const role = `${name}_workspace`;
    const login = `${owner}_${name}`;
    try {
      const url = await ownersUrl(login, rights, base);
      const admin = base.connect({ poolSize: 1 });
      for (const statement of prepare?.(role) ?? []) {
        await admin.query(statement.replaceAll('OWNER', login));
      }
      await migrate({ url, log });
      const applied = await migrate({ url, log: silentLog() });
      const walled = await admin.query(
        `select 1 from pg_policy where polname = 'within_workspace'
           and polrelid = 'messages'::regclass and polroles = array[to_regrole($1)::oid]`,
        [role],
      );
      return { applied, walled: walled.length > 0, said: lines.join('\n') };
    } finally {
      const admin = base.connect({ poolSize: 1 });
      await admin.query(`drop owned by ${login} cascade`).catch(() => undefined);
      await base.drop();
      const rest = testDatabase.connect({ poolSize: 1 });
      await rest.query(`drop role if exists ${role}`);
      await rest.query(`drop role if exists ${login}`);
    }
  }

  it('has the wall where they may make a role', async () => {
    const { walled, said, applied } = await wallFor('maker', 'createrole');
    expect({ walled, said, applied }).toEqual({ walled: true, said: '', applied: [] });
  });

  it('starts without it where they may not, and is told what to do', async () => {
    const { walled, said } = await wallFor('plain', '');
    expect(walled).toBe(false);
    expect(said).toContain('create role');
    expect(said).toContain('nologin');
  });

  it('has it once an administrator did what they were told', async () => {
    const { walled, said } = await wallFor('told', '', (role) => [
      `create role ${role} nologin`,
      `grant ${role} to OWNER`,
    ]);
    expect({ walled, said }).toEqual({ walled: true, said: '' });
  });
});
