import type { Database } from '@baton/server';
import { expect, test } from 'vitest';
import { vectors } from './vectors.ts';

interface Place {
  offered?: boolean;
  version?: string | null;
  seen?: boolean;
  /** AI agents above the bound; with an index of their own. */
  large?: number;
  indexed?: number;
}

/** What the doctor says of a database that answers so. */
function told({ offered = true, version = '0.8.0', seen = true, large = 0, indexed = 0 }: Place) {
  const query = async (text: string) => {
    if (text.includes('pg_extension')) return [{ offered, version, seen }];
    return [{ count: text.includes('pg_index') ? indexed : large }];
  };
  return vectors({ query } as unknown as Database, { mostVectorsInMemory: 50_000 });
}

test('pgvector that is there and used is told with the number of AI agents', async () => {
  expect(await told({ large: 2, indexed: 2 })).toEqual({
    about: 'vectors',
    level: 'ok',
    found: 'pgvector 0.8.0 searches those of 2 AI agents',
  });
  expect((await told({ large: 1 })).found).toContain('about to search those of 1 AI agent');
  expect((await told({})).found).toContain('takes over above 50,000 passages');
});

test('without pgvector small knowledge bases are fine', async () => {
  expect(await told({ offered: false, version: null, seen: false })).toMatchObject({
    level: 'ok',
    found: expect.stringContaining('pgvector is not installed'),
  });
});

test.each<[string, Place, string]>([
  ['is not installed', { offered: false, version: null, seen: false }, 'Install pgvector 0.7'],
  ['not in this database', { version: null, seen: false }, 'create extension vector'],
  ['0.6.2 is older than 0.7', { version: '0.6.2', seen: false }, 'alter extension vector update'],
  ['does not look', { seen: false }, 'search_path'],
])('a large one is told that pgvector %s, and what to do', async (why, place, todo) => {
  expect(await told({ ...place, large: 1 })).toMatchObject({
    level: 'warn',
    found: expect.stringContaining(why),
    todo: expect.stringContaining(todo),
  });
});
