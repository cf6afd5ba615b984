/** Migrations on a real, empty database: once, in order, and never over somebody else's past. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { findMigrationsFolder } from './migrations-folder.ts';

let testDatabase: TestDatabase;
let database: Database;
let folder: string;

beforeEach(async () => {
  testDatabase = await createTestDatabase({ empty: true });
  database = testDatabase.connect();
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  await writeFile(join(folder, '0001_first.sql'), 'create table first (id int);');
});
afterEach(async () => {
  await testDatabase.drop();
  await rm(folder, { recursive: true });
});

const run = () => migrate({ url: testDatabase.url, log: silentLog(), folder });

it('the migrations of this build apply to an empty database', async () => {
  const applied = await migrate({ url: testDatabase.url, log: silentLog() });
  expect(applied).toContain('0001_platform_and_accounts');
  expect(await database.query('select * from feed')).toEqual([]);
});

it('applies each file once, and later only what is new', async () => {
  expect(await run()).toEqual(['0001_first']);
  expect(await run()).toEqual([]);
  await writeFile(join(folder, '0002_second.sql'), 'alter table first add column name text;');
  expect(await run()).toEqual(['0002_second']);
});

it('lets one of several processes work while the others wait', async () => {
  const applied = await Promise.all([run(), run(), run(), run()]);
  expect(applied.flat()).toEqual(['0001_first']);
});

it('leaves nothing of a file that fails, and says which one it was', async () => {
  await writeFile(join(folder, '0002_bad.sql'), 'create table half (id int); select nonsense;');
  await expect(run()).rejects.toThrow('"0002_bad" failed');
  expect(await database.query(`select to_regclass('half') as half`)).toEqual([{ half: null }]);
  expect(await database.query('select name from schema_migrations')).toEqual([
    { name: '0001_first' },
  ]);
});

it('steps back from a table that somebody holds, lets others pass, and comes again', async () => {
  await run();
  await writeFile(join(folder, '0002_second.sql'), 'alter table first add column name text;');
  let migrated: Promise<string[]> | undefined;
  await database.transaction(async (tx) => {
    await tx.query('select from first');
    migrated = run();
    await eventually(async () => {
      const waits = await database.query(
        `select from pg_stat_activity where datname = current_database()
           and application_name = 'baton migrate' and wait_event_type = 'Lock'`,
      );
      expect(waits).toHaveLength(1);
    });
    // Behind the migration in the queue: it would wait for as long as this transaction lasts.
    await database.query('select from first');
  });
  expect(await migrated).toEqual(['0002_second']);
});

it('refuses a file that was changed after it was applied', async () => {
  await run();
  await writeFile(join(folder, '0001_first.sql'), 'create table first (id bigint);');
  await expect(run()).rejects.toThrow('"0001_first" was changed');
});

it('takes the same file with other line endings for the same file', async () => {
  await writeFile(join(folder, '0001_first.sql'), 'create table first (\r\n  id int\r\n);\r\n');
  await run();
  await writeFile(join(folder, '0001_first.sql'), 'create table first (\n  id int\n);\n');
  expect(await run()).toEqual([]);
});

it('refuses a database that is newer than this build', async () => {
  await run();
  await rm(join(folder, '0001_first.sql'));
  await writeFile(join(folder, '0000_other.sql'), 'select 1;');
  await expect(run()).rejects.toThrow('newer than this build');
});

it('refuses a new file that sorts before an applied one', async () => {
  await run();
  await writeFile(join(folder, '0000_late.sql'), 'select 1;');
  await expect(run()).rejects.toThrow('Give it a later number');
});

it('finds the migrations from the sources and from both bundles', () => {
  const expected = findMigrationsFolder();
  const server = join(expected, '..');
  expect(findMigrationsFolder(join(server, 'src', 'platform', 'database'))).toBe(expected);
  expect(findMigrationsFolder(join(server, 'dist'))).toBe(expected);
  expect(findMigrationsFolder(join(server, '..', 'cli', 'dist'))).toBe(expected);
});
