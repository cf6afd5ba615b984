// Documents whose pages have vanished, and documents whose pages are back.
//
// A page that is not found any more is answered from for one more reading: websites have bad days.
// Missing from two complete readings in a row, or gone by their own word (404, 410, noindex, moved)
// twice, it is retired: kept with its history, but not answered from, until it comes back.

import type { Sql } from '../../../platform/database/index.ts';
import { announceDocuments } from '../announce.ts';
import type { DocumentRow } from '../store/documents.ts';
import type { Website } from './reading-lease.ts';
import { belongs } from './scope.ts';

const GRACE = 2;

/** Would retiring find something, after a reading that was complete or not? */
export async function vanishedSoFar(
  sql: Sql,
  website: Website,
  complete: boolean,
): Promise<boolean> {
  const rows = await sql.query(
    `select 1 as yes from crawl_pages
     where source_id = $1 and document_id is not null and state <> 'retired'
       and (missing >= $3 or ($4 and reading < $2 and (missing + 1 >= $3 or not url = any($5))))
     limit 1`,
    [website.id, website.reading, GRACE, complete, await stillOurs(sql, website)],
  );
  return rows.length > 0;
}

/**
 * Pages that a complete reading did not come across. Those that the settings leave out by now need
 * no grace: somebody wanted it so.
 */
export async function countMissing(tx: Sql, website: Website): Promise<void> {
  await tx.query(
    `update crawl_pages set missing = case when url = any($4) then missing + 1 else $3 end,
       reason = case when url = any($4) then reason else 'The settings leave it out.' end
     where source_id = $1 and reading < $2 and document_id is not null and state <> 'retired'`,
    [website.id, website.reading, GRACE, await stillOurs(tx, website)],
  );
}

/** Of the pages that were not found, those that would still belong. */
async function stillOurs(sql: Sql, { id, reading, home, settings, listed }: Website) {
  const rows = await sql.query<{ url: string }>(
    `select url from crawl_pages
     where source_id = $1 and reading < $2 and document_id is not null and state <> 'retired'`,
    [id, reading],
  );
  const scope = { home, settings, wholeOrigin: listed };
  return rows.map(({ url }) => url).filter((url) => belongs(url, scope) === 'yes');
}

/** How many. The revision was raised in this transaction. */
export async function retireVanished(
  tx: Sql,
  website: Website,
  revision: string,
  now: Date,
): Promise<number> {
  const rows = await tx.query<DocumentRow>(
    `with vanished as (
       update crawl_pages set state = 'retired', at = $5,
         reason = coalesce(reason || ' ', 'It was not found twice in a row. ') || 'Nothing is answered from it until it is back.'
       where source_id = $1 and missing >= $2 and document_id is not null and state <> 'retired'
       returning document_id
     )
     update documents set retired_at = $5, revision = $4
     where id in (select document_id from vanished) and workspace_id = $3 and retired_at is null
       and source_id = $1
     returning *`,
    [website.id, GRACE, website.scope.workspaceId, revision, now],
  );
  await announceDocuments(tx, website.scope.workspaceId, rows);
  return rows.length;
}

export async function isRetired(sql: Sql, documentId: string): Promise<boolean> {
  const rows = await sql.query(
    'select id from documents where id = $1 and retired_at is not null',
    [documentId],
  );
  return rows.length > 0;
}

/** The page is there again, and as it was. */
export async function restore(
  tx: Sql,
  website: Website,
  documentId: string,
  revision: string,
): Promise<void> {
  const rows = await tx.query<DocumentRow>(
    `update documents set retired_at = null, revision = $3
     where id = $1 and workspace_id = $2 and retired_at is not null returning *`,
    [documentId, website.scope.workspaceId, revision],
  );
  await announceDocuments(tx, website.scope.workspaceId, rows);
}
