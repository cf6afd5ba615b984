// One index of vectors (HNSW) for each large AI agent and embedding model, over its own passages alone:
// nobody else's are walked past, and small knowledge bases pay nothing.
//
// Made concurrently: customers are answered meanwhile, and the live feed is not held up. A server that
// dies amid it leaves an invalid index, which the next one replaces.

import { createHash } from 'node:crypto';
import type { Database, Sql } from '../../../platform/database/index.ts';
import type { KnowledgeScope } from '../documents.ts';

export interface MadeBy {
  id: string;
  dimensions: number;
}

/** More than this an HNSW index of half-precision vectors does not take. */
export const MOST_DIMENSIONS = 4_000;
const PREFIX = 'passage_vectors_hnsw_';
/** Of two servers one makes it. Waiting for the lock would itself be waited for, so nobody waits. */
const LOCK = 'baton hnsw index';

/** What is indexed, and what a search must be ordered by to use it. */
export const indexedMeaning = (dimensions: number): string =>
  `(meaning::halfvec(${Math.trunc(dimensions)}))`;

export async function isIndexed(
  sql: Sql,
  scope: KnowledgeScope,
  embedder: MadeBy,
): Promise<boolean> {
  const [row] = await sql.query<{ valid: boolean }>(
    'select indisvalid as valid from pg_index where indexrelid = to_regclass($1)',
    [nameOf(scope, embedder)],
  );
  return row?.valid ?? false;
}

/** False when another server is making one right now. */
export function makeIndex(
  database: Database,
  scope: KnowledgeScope,
  embedder: MadeBy,
): Promise<boolean> {
  const name = nameOf(scope, embedder);
  return alone(database, async (sql) => {
    if (await isIndexed(sql, scope, embedder)) return;
    await sql.query(`drop index concurrently if exists ${name}`);
    await sql.query(
      `create index concurrently ${name} on passage_vectors
       using hnsw (${indexedMeaning(embedder.dimensions)} halfvec_ip_ops)
       where ai_agent_id = ${literal(scope.aiAgentId)} and embedder = ${literal(embedder.id)}`,
    );
  });
}

/** Of all its embedding models but `kept`. */
export function dropIndexes(
  database: Database,
  scope: KnowledgeScope,
  kept: MadeBy | null,
): Promise<boolean> {
  return alone(database, async (sql) => {
    const rows = await sql.query<{ name: string }>(
      `select indexrelid::regclass::text as name from pg_index
       where indrelid = 'passage_vectors'::regclass
         and starts_with(indexrelid::regclass::text, $1) and indexrelid::regclass::text <> $2`,
      [PREFIX + short(scope.aiAgentId), kept ? nameOf(scope, kept) : ''],
    );
    for (const { name } of rows) await sql.query(`drop index concurrently if exists ${name}`);
  });
}

/** Those that are searched, of all AI agents. */
export async function countIndexes(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int as count from pg_index join pg_class on pg_class.oid = indexrelid
     where relname like $1 and indisvalid and relnamespace = current_schema()::regnamespace`,
    [`${PREFIX}%`],
  );
  return row?.count ?? 0;
}

function alone(database: Database, work: (sql: Sql) => Promise<void>): Promise<boolean> {
  return database.maintain(async (sql) => {
    const [lock] = await sql.query<{ ours: boolean }>(
      'select pg_try_advisory_lock(hashtext($1)) as ours',
      [LOCK],
    );
    if (!lock?.ours) return false;
    await work(sql);
    // Falls with the connection too.
    await sql.query('select pg_advisory_unlock(hashtext($1))', [LOCK]);
    return true;
  });
}

const nameOf = ({ aiAgentId }: KnowledgeScope, { id, dimensions }: MadeBy): string =>
  `${PREFIX}${short(aiAgentId)}_${short(`${id} ${dimensions}`)}`;

const short = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
