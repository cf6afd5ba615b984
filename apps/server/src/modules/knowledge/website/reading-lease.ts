// Who reads a website, and who may write for it.
//
// A reader takes the source under a name of its own and keeps it by signs of life. Every transaction
// that writes for a reading first makes sure that its name still stands there: a stop, a removal or
// another reader ends the writing at once, however late the slow one is.

import { DEFAULT_WEBSITE_SETTINGS, type WebsiteSettings } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { KnowledgeScope } from '../documents.ts';

export interface Website {
  id: string;
  scope: KnowledgeScope;
  name: string;
  /** As it was added. */
  url: string;
  /** Where that led to. */
  home: string;
  settings: WebsiteSettings;
  /** The start address is a sitemap: what it lists is the website, links are not followed. */
  listed: boolean;
  /** The number of this reading. */
  reading: number;
  /** This reader's name: what it writes under. */
  reader: string;
}

/** Thrown where writing is no longer ours: stopped, removed, or taken over. */
export class ReadingEnded extends Error {
  override readonly name = 'ReadingEnded';
}

const LEASE_MS = 30_000;

interface TakenRow {
  id: string;
  workspace_id: string;
  ai_agent_id: string;
  name: string | null;
  url: string;
  home_url: string | null;
  settings: Partial<WebsiteSettings>;
  reading: number;
  listed: boolean;
}

/**
 * Becomes the reader. `busy`: somebody else reads it; `nothing`: it is not to be read (any more).
 * The same job, taken up again after its worker died, need not wait for the dead one's lease.
 */
export async function takeReading(
  sql: Sql,
  sourceId: string,
  job: { id: string; attempt: number },
): Promise<Website | 'busy' | 'nothing'> {
  const reader = `${job.id}/${job.attempt}`;
  const [row] = await sql.query<TakenRow>(
    `update sources set reader = $2, reader_until = now() + $4 * interval '1 ms'
     where id = $1 and kind = 'website' and state = 'reading'
       and (reader is null or reader_until < now() or reader like $3)
     returning id, workspace_id, ai_agent_id, name, url, home_url, settings, reading,
       exists (select from crawl_pages page where page.source_id = sources.id
         and page.url = sources.url and page.kind = 'sitemap') as listed`,
    [sourceId, reader, `${job.id}/%`, LEASE_MS],
  );
  if (row) {
    return {
      id: row.id,
      scope: { workspaceId: row.workspace_id, aiAgentId: row.ai_agent_id },
      name: row.name ?? row.url,
      url: row.url,
      home: row.home_url ?? row.url,
      settings: { ...DEFAULT_WEBSITE_SETTINGS, ...row.settings },
      reading: row.reading,
      listed: row.listed,
      reader,
    };
  }
  const [reading] = await sql.query(
    `select 1 as yes from sources where id = $1 and state = 'reading'`,
    [sourceId],
  );
  return reading ? 'busy' : 'nothing';
}

/** Stays the reader. False when it is no longer. */
export async function holdReading(sql: Sql, { id, reader }: Website): Promise<boolean> {
  const rows = await sql.query(
    `update sources set reader_until = now() + $3 * interval '1 ms'
     where id = $1 and reader = $2 and state = 'reading' returning id`,
    [id, reader, LEASE_MS],
  );
  return rows.length > 0;
}

export async function isReader(sql: Sql, { id, reader }: Website): Promise<boolean> {
  const rows = await sql.query(
    `select id from sources where id = $1 and reader = $2 and state = 'reading'`,
    [id, reader],
  );
  return rows.length > 0;
}

export async function releaseReading(sql: Sql, { id, reader }: Website): Promise<void> {
  await sql.query('update sources set reader = null where id = $1 and reader = $2', [id, reader]);
}

/**
 * First in every transaction that writes for a reading, after the AI agent's lock where that is
 * needed: nobody can stop or remove the source until it has ended.
 *
 * @throws ReadingEnded
 */
export async function asReader(tx: Sql, { id, reader }: Website): Promise<void> {
  const rows = await tx.query(
    `select id from sources where id = $1 and reader = $2 and state = 'reading' for share`,
    [id, reader],
  );
  if (rows.length === 0) throw new ReadingEnded();
}

/** The start address led somewhere, or turned out to be a sitemap: that says what belongs. */
export async function rememberHome(tx: Sql, website: Website): Promise<void> {
  await tx.query('update sources set home_url = $2 where id = $1', [website.id, website.home]);
  if (!website.listed) return;
  await tx.query(`update crawl_pages set kind = 'sitemap' where source_id = $1 and url = $2`, [
    website.id,
    website.url,
  ]);
}
