/** The database port, on a real server: rows, transactions, errors, notifications. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectDatabase, type Database } from './database.ts';
import { DatabaseUnavailable, isSerializationFailure, isUniqueViolation } from './errors.ts';
import { silentLog } from '../log.ts';
import { inWorkspace } from './standing.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect();
  await database.query('create table notes (id int primary key, text text)');
});
afterAll(() => testDatabase.drop());

/** Ends every connection of this database but our own, as a restart of the server would. */
async function cutConnections(): Promise<void> {
  const other = testDatabase.connect({ poolSize: 1 });
  await other.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
}

describe('rows', () => {
  it('gives big integers and transaction ids as strings, timestamps as dates, json parsed', async () => {
    const [row] = await database.query<Record<string, unknown>>(
      `select 9007199254740993::bigint as big, pg_current_xact_id() as xid,
              timestamptz '2026-01-02 03:04:05Z' as at, '{"a":[1]}'::jsonb as data`,
    );
    expect(row).toEqual({
      big: '9007199254740993',
      xid: expect.stringMatching(/^\d+$/),
      at: new Date('2026-01-02T03:04:05Z'),
      data: { a: [1] },
    });
  });
});

describe('transactions', () => {
  it('commits what the work did, and gives back its value', async () => {
    const value = await database.transaction(async (tx) => {
      await tx.query('insert into notes values (1, $1)', ['one']);
      return 'done';
    });
    expect(value).toBe('done');
    expect(await database.query('select text from notes where id = 1')).toEqual([{ text: 'one' }]);
  });

  it('leaves nothing behind when the work throws', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query("insert into notes values (2, 'two')");
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await database.query('select 1 from notes where id = 2')).toEqual([]);
  });

  it('does not pass for committed when the work ignored a failed query', async () => {
    const work = database.transaction(async (tx) => {
      await tx.query("insert into notes values (3, 'three')");
      await tx.query('select 1 / 0').catch(() => undefined);
    });
    await expect(work).rejects.toThrow('was rolled back');
    expect(await database.query('select 1 from notes where id = 3')).toEqual([]);
  });

  it('refuses a query that comes after its end', async () => {
    let late: Promise<unknown> = Promise.resolve();
    await database.transaction(async (tx) => {
      late = sleep(5).then(() => tx.query('select 1'));
      // On a busy machine it may be refused before we look.
      late.catch(() => undefined);
    });
    await expect(late).rejects.toThrow('not awaited');
  });

  it('lets work start several queries at once', async () => {
    const sum = await database.transaction(async (tx) => {
      const parts = await Promise.all(
        [1, 2, 3].map((n) => tx.query<{ n: number }>('select $1::int as n', [n])),
      );
      return parts.flat().reduce((total, { n }) => total + n, 0);
    });
    expect(sum).toBe(6);
  });

  it('cannot be forgotten for long, wherever it was begun: the live feed waits for it', async () => {
    const setting = `select current_setting('idle_in_transaction_session_timeout') as after`;
    for (const asked of [
      database.query(setting),
      inWorkspace('wsp_1', () => database.transaction((tx) => tx.query(setting))),
      database.maintain((sql) => sql.query(setting)),
    ]) {
      expect(await asked).toEqual([{ after: '15s' }]);
    }
  });

  it('sees one moment only, when asked for repeatable reads', async () => {
    await database.transaction(
      async (tx) => {
        const before = await tx.query('select count(*) from notes');
        await database.query("insert into notes values (10, 'meanwhile')");
        expect(await tx.query('select count(*) from notes')).toEqual(before);
      },
      { isolation: 'repeatable read', readOnly: true },
    );
  });
});

describe('errors', () => {
  it('tells a doubled key from other trouble', async () => {
    await database.query("insert into notes values (20, 'once')");
    const error = await database
      .query("insert into notes values (20, 'twice')")
      .catch((reason: unknown) => reason);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, 'notes_pkey')).toBe(true);
    expect(isUniqueViolation(error, 'another_constraint')).toBe(false);
    expect(isSerializationFailure(error)).toBe(false);
  });

  it('recognises two transactions that got in each other’s way', async () => {
    await database.query("insert into notes values (30, 'shared')");
    const error = await database
      .transaction(
        async (tx) => {
          await tx.query('select * from notes where id = 30');
          await database.query("update notes set text = 'first' where id = 30");
          await tx.query("update notes set text = 'second' where id = 30");
        },
        { isolation: 'repeatable read' },
      )
      .catch((reason: unknown) => reason);
    expect(isSerializationFailure(error)).toBe(true);
  });

  it('a server that cannot be reached is DatabaseUnavailable, at once', async () => {
    const nowhere = connectDatabase({
      url: 'postgres://baton:secret@127.0.0.1:41000/baton',
      applicationName: 'test',
      poolSize: 2,
      elsewhere: 'across',
      log: silentLog(),
    });
    await expect(nowhere.ping()).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(nowhere.transaction(async () => 1)).rejects.toBeInstanceOf(DatabaseUnavailable);
    await nowhere.close();
  });

  it('a connection that is cut in a transaction is DatabaseUnavailable, and the next one works', async () => {
    const work = database.transaction(async (tx) => {
      await cutConnections();
      await tx.query('select 1');
    });
    await expect(work).rejects.toBeInstanceOf(DatabaseUnavailable);
    await eventually(() => database.ping());
  });

  it('connections that were cut while idle are replaced without a word', async () => {
    await Promise.all([database.ping(), database.ping(), database.ping()]);
    await cutConnections();
    await eventually(() => database.ping());
    await expect(database.query('select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });
});

describe('notifications', () => {
  it('reach every listener of their channel and nobody else, until it stops', async () => {
    const heard: string[] = [];
    const stop = await database.listen('news', (payload) => heard.push(`a:${payload}`));
    const stopOther = await database.listen('news', (payload) => heard.push(`b:${payload}`));
    const stopElse = await database.listen('weather', (payload) => heard.push(`c:${payload}`));
    await database.notify('news', 'hello');
    await eventually(() => expect(heard).toEqual(['a:hello', 'b:hello']));
    await stop();
    await database.notify('news', 'again');
    await database.notify('weather', 'sun');
    await eventually(() => expect(heard).toEqual(['a:hello', 'b:hello', 'b:again', 'c:sun']));
    await stopOther();
    await stopElse();
  });

  it('come again after the connection was cut, and the gap is announced', async () => {
    const heard: string[] = [];
    const reconnected = vi.fn<() => void>();
    const stop = await database.listen('news', (payload) => heard.push(payload), reconnected);
    await cutConnections();
    await eventually(() => expect(reconnected).toHaveBeenCalledOnce());
    await eventually(() => database.notify('news', 'back'));
    await eventually(() => expect(heard).toContain('back'));
    await stop();
  });
});
