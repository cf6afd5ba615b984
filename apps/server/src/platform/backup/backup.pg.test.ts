/** A backup brings everything back, or says why not and changes nothing. */
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, migrate, readMigrations } from '../database/index.ts';
import { appendFeed, currentCursor, prepareFeed, readFeed } from '../feed/index.ts';
import { enqueueJobs } from '../jobs/index.ts';
import { silentLog } from '../log.ts';
import { inOwnTransaction } from './connection.ts';
import { readBackupManifest, restoreBackup } from './restore.ts';
import { inOrder, tablesInLoadingOrder } from './tables.ts';
import { BEGIN_BACKUP, writeBackup } from './write.ts';

let source: TestDatabase;
let sourceDatabase: Database;
let target: TestDatabase;
let folder: string;
let file: string;

const awkward = 'tab\t newline\n backslash \\N \\. quote " \' ü 😀 مرحبا';

beforeAll(async () => {
  source = await createTestDatabase();
  sourceDatabase = source.connect();
  await prepareFeed(sourceDatabase);
  await fill(sourceDatabase);
});
afterAll(() => source.drop());
beforeEach(async () => {
  target = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  file = join(folder, 'baton.backup');
});
afterEach(async () => {
  await target.drop();
  await rm(folder, { recursive: true });
});

async function fill(database: Database): Promise<void> {
  await database.query(`insert into workspaces (id, name, settings) values ('wsp_1', $1, $2)`, [
    awkward,
    { text: awkward, list: [1, null, { deep: true }] },
  ]);
  await database.query(
    `insert into teammates (id, workspace_id, email, name, role, password_hash)
     values ('tmt_1', 'wsp_1', 'ada@example.com', 'Ada', 'owner', 'x')`,
  );
  await database.query(
    `insert into sessions (token_hash, workspace_id, teammate_id, expires_at)
     values ('\\x00ff5c0a', 'wsp_1', 'tmt_1', now() + interval '1 day')`,
  );
  await database.query(
    `insert into ai_agents (id, workspace_id, name, widget_key, allowed_origins, policy)
     values ('agt_1', 'wsp_1', 'Bot', 'key', $1, '{}')`,
    [['https://a.example', awkward]],
  );
  await database.query(
    `insert into contacts (id, workspace_id, name, details)
     select 'cnt_' || n, 'wsp_1', null, jsonb_build_object('text', repeat('long ', n % 200))
     from generate_series(1, 3000) as n`,
  );
  await enqueueJobs(database, [{ kind: 'answer', key: 'a', payload: { text: awkward } }]);
  await appendFeed(database, [{ workspaceId: 'wsp_1', type: 'counted', data: { n: 1 } }]);
}

/** Every row of every table that a backup carries. */
async function contentOf(database: Database): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  for (const { name } of await tablesInLoadingOrder(database)) {
    if (name === 'installation') continue;
    const rows = await database.query<{ row: string }>(
      `select t::text as row from "${name}" t order by 1`,
    );
    content[name] = rows.map(({ row }) => row);
  }
  return content;
}

const isEmpty = async (database: Database) =>
  (await database.query('select from workspaces')).length === 0;

describe('a backup', () => {
  it('brings every row back as it was, and says how much that is', async () => {
    const told: number[] = [];
    const written = await writeBackup({
      url: source.url,
      file,
      onProgress: ({ rowsDone, rowsTotal }) => told.push(rowsDone / rowsTotal),
    });
    expect(written.rows).toBeGreaterThan(3000);
    expect(told.at(-1)).toBeLessThanOrEqual(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await restoreBackup({ url: target.url, file })).toEqual(written);
    expect(await contentOf(target.connect())).toEqual(await contentOf(sourceDatabase));
  });

  it('holds the live feed up for nobody, however long it takes', async () => {
    await inOwnTransaction(source.url, BEGIN_BACKUP, async (connection) => {
      for (const { name } of await tablesInLoadingOrder(connection)) {
        await connection.query(`select count(*) from ${name}`);
      }
      const rows = connection.client.query(copyTo('copy contacts to stdout'));
      for await (const _chunk of rows as AsyncIterable<Buffer>);
      expect(
        await connection.query('select pg_current_xact_id_if_assigned()::text as number'),
      ).toEqual([{ number: null }]);
      // It is still open, and what is written now is handed out.
      const after = await currentCursor(sourceDatabase);
      await sourceDatabase.transaction((tx) =>
        appendFeed(tx, [{ workspaceId: 'wsp_1', type: 'meanwhile', data: {} }]),
      );
      const heard = async () => {
        const answer = await readFeed(sourceDatabase, { after, limit: 1_000 });
        return answer.kind === 'page' ? answer.entries.map(({ type }) => type) : [];
      };
      await expect.poll(heard, { timeout: 15_000 }).toContain('meanwhile');
    });
  });

  it('is of one moment, while the server goes on writing', async () => {
    const enough = new AbortController();
    const writer = (async () => {
      for (let n = 0; !enough.signal.aborted; n += 1) {
        await sourceDatabase.transaction(async (tx) => {
          await tx.query(`insert into contacts (id, workspace_id) values ($1, 'wsp_1')`, [
            `cnt_new_${n}`,
          ]);
          await tx.query(
            `insert into invites (id, workspace_id, token_hash, role, invited_by, expires_at)
             values ($1, 'wsp_1', $2, 'teammate', 'tmt_1', now())`,
            [`inv_${n}`, Buffer.from(String(n))],
          );
        });
      }
    })();
    await writeBackup({ url: source.url, file });
    enough.abort();
    await writer;
    await restoreBackup({ url: target.url, file });
    const [row] = await target.connect().query(
      `select (select count(*) from contacts where id like 'cnt_new_%')
            = (select count(*) from invites) as same`,
    );
    expect(row).toEqual({ same: true });
  });

  it('can be loaded into a database without any tables', async () => {
    await writeBackup({ url: source.url, file });
    const bare = await createTestDatabase({ empty: true });
    try {
      await restoreBackup({ url: bare.url, file });
      expect(await migrate({ url: bare.url, log: silentLog() })).toEqual([]);
      expect(await contentOf(bare.connect())).toEqual(await contentOf(sourceDatabase));
    } finally {
      await bare.drop();
    }
  });

  it('goes on counting where the old database stopped', async () => {
    await writeBackup({ url: source.url, file });
    await restoreBackup({ url: target.url, file });
    const database = target.connect();
    const [before] = await database.query<{ id: string }>('select max(id) as id from jobs');
    await enqueueJobs(database, [{ kind: 'answer' }]);
    const [after] = await database.query<{ id: string }>('select max(id) as id from jobs');
    expect(Number(after?.id)).toBe(Number(before?.id) + 1);
  });

  it('sends clients that were connected to the old database for a fresh snapshot', async () => {
    const old = await currentCursor(sourceDatabase);
    await writeBackup({ url: source.url, file });
    await restoreBackup({ url: target.url, file });
    const database = target.connect();
    const answer = await readFeed(database, { after: old, limit: 1 });
    expect(answer).toEqual({ kind: 'reset', reason: 'expired' });
  });

  it('of an older version is brought up to date', async () => {
    await writeBackup({ url: source.url, file });
    const migrationsFolder = await mkdtemp(join(folder, 'migrations-'));
    for (const { name, sql } of await readMigrations()) {
      await writeFile(join(migrationsFolder, `${name}.sql`), sql);
    }
    await writeFile(
      join(migrationsFolder, '9999_later.sql'),
      `alter table workspaces add column plan text not null default 'free';
       create function plans() returns bigint language sql as 'select count(*) from workspaces';`,
    );
    await migrate({ url: target.url, log: silentLog(), folder: migrationsFolder });
    await restoreBackup({ url: target.url, file, migrationsFolder });
    expect(await target.connect().query('select plan from workspaces')).toEqual([{ plan: 'free' }]);
  });

  it('leaves no file behind when it is interrupted, and an older one alone', async () => {
    await writeFile(file, 'an older backup');
    const signal = AbortSignal.abort(new Error('Ctrl-C'));
    await expect(writeBackup({ url: source.url, file, signal })).rejects.toThrow('abort');
    expect(await readdir(folder)).toEqual(['baton.backup']);
    expect(await readFile(file, 'utf8')).toBe('an older backup');
  });

  it('tells what it holds without being loaded', async () => {
    await writeBackup({ url: source.url, file });
    const manifest = await readBackupManifest(file);
    expect(manifest.tables).toContainEqual({ name: 'workspaces', rows: 1 });
    expect(manifest.tables.map(({ name }) => name)).not.toContain('feed');
  });
});

describe('nothing is changed by a file that', () => {
  async function refused(problem: string): Promise<void> {
    await expect(restoreBackup({ url: target.url, file })).rejects.toMatchObject({
      name: 'BackupError',
      problem,
    });
    expect(await isEmpty(target.connect())).toBe(true);
  }

  it('is not there', async () => refused('no_file'));

  it('is empty', async () => {
    await writeFile(file, '');
    await refused('damaged');
  });

  it.each([
    ['is text', 'Dear diary'],
    ['is another gzip file', gzipSync('Dear diary, today I was compressed.')],
  ])('%s', async (_name, content) => {
    await writeFile(file, content);
    await refused('not_a_backup');
  });

  it('was cut short, wherever that was', async () => {
    await writeBackup({ url: source.url, file });
    const whole = await readFile(file);
    for (const part of [0.02, 0.3, 0.6, 0.9, 0.999]) {
      await writeFile(file, whole.subarray(0, Math.floor(whole.length * part)));
      await refused('damaged');
    }
  });

  it('was cut short and compressed again', async () => {
    await writeBackup({ url: source.url, file });
    const content = gunzipSync(await readFile(file));
    const lastLine = content.lastIndexOf('\n', content.length - 2) + 1;
    await writeFile(file, gzipSync(content.subarray(0, lastLine)));
    await refused('damaged');
  });

  it('had one letter changed', async () => {
    await writeBackup({ url: source.url, file });
    const content = gunzipSync(await readFile(file))
      .toString()
      .replace('ada@example', 'eve@example');
    await writeFile(file, gzipSync(content));
    await refused('damaged');
  });

  it('has something after its end', async () => {
    await writeBackup({ url: source.url, file });
    await appendFile(file, gzipSync('more'));
    await refused('damaged');
  });

  it('comes from a newer version', async () => {
    await sourceDatabase.query(`insert into schema_migrations values ('9999_later', 'x')`);
    await writeBackup({ url: source.url, file });
    await sourceDatabase.query(`delete from schema_migrations where name = '9999_later'`);
    await refused('newer_version');
  });
});

describe('a database that is not free for a restore', () => {
  it('because it has content keeps it', async () => {
    await writeBackup({ url: source.url, file });
    const database = target.connect();
    await database.query(`insert into workspaces (id, name) values ('wsp_mine', 'Mine')`);
    await expect(restoreBackup({ url: target.url, file })).rejects.toMatchObject({
      problem: 'not_empty',
    });
    expect(await database.query('select id from workspaces')).toEqual([{ id: 'wsp_mine' }]);
  });
});

describe('the order of tables', () => {
  const table = (name: string) => ({ name, columns: [] });

  it('puts those that are pointed to first, and lets a table point to itself', () => {
    const pointers = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'c' },
    ];
    const names = inOrder([table('a'), table('b'), table('c')], pointers).map(({ name }) => name);
    expect(names).toEqual(['c', 'b', 'a']);
  });

  it('refuses a circle instead of writing a backup that cannot be loaded', () => {
    const circle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ];
    expect(() => inOrder([table('a'), table('b')], circle)).toThrow('in a circle: a, b');
  });
});
