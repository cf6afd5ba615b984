/** Where passages are found by meaning: in memory, or by pgvector for AI agents that know very much. */
import { type Config, countIndexes, type Database, findPgvector } from '@baton/server';
import { counted } from '../terminal/words.ts';
import { type Finding, ok, warn } from './finding.ts';

const about = 'vectors';

export async function vectors(
  connection: Database,
  { mostVectorsInMemory: most }: Pick<Config, 'mostVectorsInMemory'>,
): Promise<Finding> {
  const pgvector = await findPgvector(connection);
  const searched = pgvector.usable ? await countIndexes(connection) : 0;
  const large = await countLarge(connection, most);
  const passages = most.toLocaleString('en');
  if (pgvector.usable) {
    const there = `pgvector ${pgvector.version}`;
    if (searched > 0) return ok(about, `${there} searches those of ${agents(searched)}`);
    return ok(
      about,
      large > 0
        ? `${there} is about to search those of ${agents(large)}`
        : `searched in memory; ${there} takes over above ${passages} passages of one AI agent`,
    );
  }
  if (large === 0)
    return ok(
      about,
      `searched in memory (${pgvector.why}; up to ${passages} passages it is not needed)`,
    );
  return warn(
    about,
    `${agents(large)} with more than ${passages} passages, all searched in memory: ${pgvector.why}`,
    pgvector.todo ??
      'Install pgvector 0.7 or newer where PostgreSQL runs, "create extension vector", and restart.',
  );
}

const agents = (count: number): string => counted(count, 'AI agent');

async function countLarge(connection: Database, most: number): Promise<number> {
  const [row] = await connection.query<{ count: number }>(
    `select count(*)::int as count from (
       select from passage_vectors group by ai_agent_id having count(*) > $1) as large`,
    [most],
  );
  return row?.count ?? 0;
}
