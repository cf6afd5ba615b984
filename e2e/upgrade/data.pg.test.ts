/**
 * The last release's data in today's tables: everything that was there is still there. That today's
 * server shows it, too, is e2e/journeys/upgrade.e2e.ts.
 */
import { migrate, restoreBackup, silentLog } from '@baton/server/platform';
import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installRelease } from './install-release.ts';
import { lostRows } from './lost-rows.ts';
import { latestRelease, PLACES, type Release } from './release.ts';
import { connected, dumpRows, parseRows } from './rows.ts';

let database: TestDatabase;
let release: Release;

beforeEach(async () => {
  [release, database] = await Promise.all([latestRelease(), createTestDatabase({ empty: true })]);
});
afterEach(() => database.drop());

it("today's migrations lose nothing of the last release's rows, and change none", async () => {
  const before = await installRelease(database.url, release);
  await migrate({ url: database.url, log: silentLog() });
  expect(await lostRows(database.url, before, await dumpRows(database.url))).toEqual([]);
});

it('the release is kept whole: every table that it had has rows', async () => {
  await migrate({ url: database.url, log: silentLog(), folder: release.migrationsFolder });
  const tables = await connected(database.url, (client) =>
    client.query<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
    ),
  );
  const withRows = new Set(parseRows(release.rows).map(({ table }) => table));
  const empty = tables.rows.map(({ name }) => name).filter((name) => !withRows.has(name));
  expect(empty).toEqual(['schema_migrations']);
});

it.each(['an empty database', "today's tables, not yet used"])(
  "the last release's backup file is restored into %s",
  async (into) => {
    if (into !== 'an empty database') await migrate({ url: database.url, log: silentLog() });
    await restoreBackup({ url: database.url, file: release.backupFile });
    expect(await migrate({ url: database.url, log: silentLog() })).toEqual([]);
    // The feed belongs to the server that it was written on; addresses of others are placeholders.
    const leftOut = (table: string) => ['feed', 'installation'].includes(table);
    const before = lines(release.rows, leftOut);
    const now = lines(hideAddresses(await dumpRows(database.url)), leftOut);
    expect(await lostRows(database.url, before, now)).toEqual([]);
  },
);

function lines(rows: string, leftOut: (table: string) => boolean): string {
  const kept = rows
    .trimEnd()
    .split('\n')
    .filter((line) => !leftOut(/^\{"table":"(\w+)"/.exec(line)?.[1] ?? ''));
  return kept.join('\n');
}

/** The backup was written before they were hidden: the model's has a path /v1, the shop's others. */
function hideAddresses(rows: string): string {
  return rows
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+\/v1/g, `${PLACES.model}/v1`)
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+(?=\/(?:help|orders|sitemap))/g, PLACES.shop);
}
