// The frontier in PostgreSQL: one row for every address of a website.
//
//            found           asked for            answered
//   (nothing) ──► queued ──► tries + 1 ──► read · unchanged · skipped · failed
//                   ▲  try again later │
//                   └──────────────────┘          retired ◄── missing for two readings
//
// A page is settled in the transaction that keeps its document: what is settled is not asked for
// again, whatever happens to the process.

import type { SourcePageState } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import type { Website } from './reading-lease.ts';

export interface QueuedPage {
  url: string;
  kind: 'page' | 'sitemap';
  depth: number;
  /** With the one that begins now. */
  tries: number;
  etag: string | null;
  lastModified: string | null;
  documentId: string | null;
  links: string[];
}

/** The next address to ask for, sitemaps first, then by depth. Its try is counted now. */
export async function nextPage(sql: Sql, website: Website): Promise<QueuedPage | null> {
  const [page] = await sql.query<QueuedPage>(
    `update crawl_pages set tries = tries + 1
     where source_id = $1 and url = (
       select url from crawl_pages
       where source_id = $1 and reading = $2 and state = 'queued'
         and (next_try_at is null or next_try_at <= now())
       order by kind desc, depth, tries, url limit 1)
     returning url, kind, depth, tries, etag, last_modified as "lastModified",
       document_id as "documentId", links`,
    [website.id, website.reading],
  );
  return page ?? null;
}

/** When the earliest page may be tried again; null when none waits. In milliseconds from now. */
export async function nextTryIn(sql: Sql, website: Website): Promise<number | null> {
  const [row] = await sql.query<{ ms: number | null }>(
    `select (extract(epoch from min(coalesce(next_try_at, now())) - now()) * 1000)::float8 as ms
     from crawl_pages where source_id = $1 and reading = $2 and state = 'queued'`,
    [website.id, website.reading],
  );
  return row?.ms ?? null;
}

/** More addresses than this are not even kept: a website without end ends here. */
const mostAddresses = (maxPages: number): number => maxPages * 3 + 50;

/** Addresses that were not found in this reading yet are queued. Says whether there was no room. */
export async function discover(
  tx: Sql,
  website: Website,
  urls: readonly string[],
  { depth, kind = 'page' }: { depth: number; kind?: QueuedPage['kind'] },
): Promise<void> {
  if (urls.length === 0) return;
  const { id, scope, reading, settings } = website;
  await tx.query(
    `insert into crawl_pages (source_id, workspace_id, url, kind, depth, reading, state)
     select $1, $2, found.url, $5, $4, $3, 'queued'
     from unnest($6::text[]) with ordinality as found (url, n)
     where not exists (
       select from crawl_pages known
       where known.source_id = $1 and known.url = found.url
         and (known.reading >= $3 or known.removed))
     order by n
     limit greatest(0, $7 - (select count(*) from crawl_pages where source_id = $1 and reading = $3))
     on conflict (source_id, url) do update set reading = excluded.reading, state = 'queued',
       reason = null, depth = excluded.depth, tries = 0, next_try_at = null`,
    [
      id,
      scope.workspaceId,
      reading,
      depth,
      kind,
      [...new Set(urls)],
      mostAddresses(settings.maxPages),
    ],
  );
}

export interface Settled {
  state: Exclude<SourcePageState, 'queued' | 'retired'>;
  reason?: string | null;
  httpStatus: number | null;
  /** Left out: as it was. */
  documentId?: string | null;
  title?: string | null;
  etag?: string | null;
  lastModified?: string | null;
  links?: readonly string[];
  canonical?: string | null;
  /** The website says that the page is not there, or not for us: counts towards retiring. */
  vanished?: boolean;
}

export async function settle(
  tx: Sql,
  website: Website,
  page: { url: string; depth: number },
  settled: Settled,
  now: Date,
): Promise<void> {
  const here = settled.state === 'read' || settled.state === 'unchanged';
  await tx.query(
    `insert into crawl_pages as page (source_id, workspace_id, url, depth, reading, state, reason,
       http_status, document_id, title, etag, last_modified, links, canonical_url, missing, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce($13, '{}'::text[]), $14, $15, $16)
     on conflict (source_id, url) do update set reading = $5, state = $6, reason = $7,
       http_status = $8, at = $16, next_try_at = null, canonical_url = $14,
       document_id = case when $17 then $9 else page.document_id end,
       title = coalesce($10, page.title),
       etag = case when $18 then $11 else page.etag end,
       last_modified = case when $18 then $12 else page.last_modified end,
       links = coalesce($13, page.links),
       missing = case when $19 then 0 when $15 > 0 then page.missing + 1 else page.missing end`,
    [
      website.id,
      website.scope.workspaceId,
      page.url,
      page.depth,
      website.reading,
      settled.state,
      settled.reason ?? null,
      settled.httpStatus,
      settled.documentId ?? null,
      settled.title ?? null,
      settled.etag ?? null,
      settled.lastModified ?? null,
      settled.links ?? null,
      settled.canonical ?? null,
      settled.vanished ? 1 : 0,
      now,
      settled.documentId !== undefined,
      settled.etag !== undefined,
      here,
    ],
  );
}

export async function tryAgain(
  tx: Sql,
  website: Website,
  url: string,
  { reason, status, afterMs }: { reason: string; status: number | null; afterMs: number },
): Promise<void> {
  await tx.query(
    `update crawl_pages set reason = $3, http_status = $4,
       next_try_at = now() + $5 * interval '1 ms'
     where source_id = $1 and url = $2`,
    [website.id, url, reason, status, Math.round(afterMs)],
  );
}

export interface KnownPage {
  state: SourcePageState;
  canonical: string | null;
}

/** What this reading knows of an address already. */
export async function knownPage(
  sql: Sql,
  website: Website,
  url: string,
): Promise<KnownPage | null> {
  const [row] = await sql.query<KnownPage>(
    `select state, canonical_url as canonical from crawl_pages
     where source_id = $1 and url = $2 and reading = $3`,
    [website.id, url, website.reading],
  );
  return row ?? null;
}

/** Pages that pointed to one that cannot be read are read after all. */
export async function readDespiteCanonical(
  tx: Sql,
  website: Website,
  canonical: string,
): Promise<void> {
  await tx.query(
    `update crawl_pages set state = 'queued', reason = null, tries = 0, next_try_at = null
     where source_id = $1 and reading = $2 and state = 'skipped' and canonical_url = $3`,
    [website.id, website.reading, canonical],
  );
}

/** A teammate removed the document of a page: the website must not bring it back. */
export async function keepRemoved(tx: Sql, workspaceId: string, documentId: string): Promise<void> {
  await tx.query(
    `update crawl_pages set removed = true, state = 'skipped', reason = 'A teammate removed it.'
     where document_id = $2 and workspace_id = $1`,
    [workspaceId, documentId],
  );
}

/** Pages answered from so far in this reading: what the limit counts. */
export async function countRead(sql: Sql, website: Website): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int as count from crawl_pages
     where source_id = $1 and reading = $2 and kind = 'page' and state in ('read', 'unchanged')`,
    [website.id, website.reading],
  );
  return row?.count ?? 0;
}
