// Is pgvector there, and new enough to be used?

import type { Sql } from '../../../platform/database/index.ts';

export type Pgvector =
  | { usable: true; version: string }
  /** `why`: what is the case, in the operator's words; `todo`: what could be done. */
  | { usable: false; why: string; todo?: string };

/** Half-precision vectors (halfvec) came with 0.7. */
const OLDEST = [0, 7];

export async function findPgvector(sql: Sql): Promise<Pgvector> {
  const [row] = await sql.query<{ offered: boolean; version: string | null; seen: boolean }>(
    `select exists (select from pg_available_extensions where name = 'vector') as offered,
       (select extversion from pg_extension where extname = 'vector') as version,
       to_regtype('halfvec') is not null as seen`,
  );
  if (!row?.offered && !row?.version) return { usable: false, why: 'pgvector is not installed' };
  if (row.version === null)
    return {
      usable: false,
      why: 'pgvector is installed, but not in this database',
      todo: 'As an administrator of PostgreSQL run "create extension vector" in it.',
    };
  if (isOlder(row.version))
    return {
      usable: false,
      why: `pgvector ${row.version} is older than ${OLDEST.join('.')}`,
      todo: 'Update it, then run "alter extension vector update".',
    };
  if (!row.seen)
    return {
      usable: false,
      why: "pgvector is in a schema where Baton's role does not look",
      todo: 'Put that schema on the search_path of the role, after its own.',
    };
  return { usable: true, version: row.version };
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}
