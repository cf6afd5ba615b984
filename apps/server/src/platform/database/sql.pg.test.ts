import { createTestDatabase } from '@baton/testkit/database';
import { expect, it } from 'vitest';

it('a prepared text is kept by its connection, in and outside of transactions; others are not', async () => {
  const testDatabase = await createTestDatabase({ empty: true });
  try {
    const database = testDatabase.connect({ poolSize: 1 });
    const add = 'select $1::int + $2::int as sum';
    const prepared = { prepared: true };
    expect(await database.query(add, [1, 2], prepared)).toEqual([{ sum: 3 }]);
    expect(await database.query('select $1::text as said', ['once'])).toEqual([{ said: 'once' }]);
    const sums = await database.transaction(async (tx) => [
      ...(await tx.query(add, [3, 4], prepared)),
      ...(await tx.query(add, [5, 6], prepared)),
    ]);
    expect(sums).toEqual([{ sum: 7 }, { sum: 11 }]);
    expect(await database.query('select statement from pg_prepared_statements')).toEqual([
      { statement: add },
    ]);
  } finally {
    await testDatabase.drop();
  }
});
