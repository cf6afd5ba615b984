import { randomBytes } from 'node:crypto';
import { createSecrets, type Database, sealedColumns } from '@baton/server';
import { expect, test } from 'vitest';
import { sealed } from './sealed.ts';

const key = randomBytes(32);
const settings = { dataDir: '/nowhere', secretKey: key, secretKeyPrevious: null };

/** A database with one secret in each column that holds them. */
const full = {
  async query(text: string) {
    const column = sealedColumns.find(
      (each) => text.includes(`from ${each.table}`) && text.includes(`${each.column} as sealed`),
    );
    if (column === undefined) throw new Error(text);
    const place = column.place('wsp_1', 'id_1');
    return [
      { id: 'id_1', workspace_id: 'wsp_1', sealed: createSecrets([key]).seal('hush', place) },
    ];
  },
} as unknown as Database;
const empty = { query: async () => [] } as unknown as Database;

test('secrets that open are counted, whatever they are for', async () => {
  expect(await sealed(full, settings)).toMatchObject([
    { level: 'ok', found: `${sealedColumns.length}, and all of them open` },
  ]);
  expect(await sealed(empty, settings)).toEqual([]);
});

test('a key that is not the one they were sealed with is told, with what to do', async () => {
  expect(await sealed(full, { ...settings, secretKey: randomBytes(32) })).toMatchObject([
    { level: 'fail', todo: expect.stringContaining('BATON_SECRET_KEY') },
  ]);
  const before = { secretKey: randomBytes(32), secretKeyPrevious: key };
  expect(await sealed(full, { ...settings, ...before })).toMatchObject([{ level: 'ok' }]);
});
