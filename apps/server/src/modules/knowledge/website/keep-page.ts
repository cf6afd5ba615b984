// A page that was fetched becomes a document, in one transaction with its place in the frontier, or
// is found to be known already: to another website of this AI agent by the same address, or to this
// one by the same text.

import type { Sql } from '../../../platform/database/index.ts';
import { addDocument, type AddingParts } from '../adding/add-document.ts';
import type { DocumentInput } from '../documents.ts';
import { findByName } from '../store/documents.ts';
import { discover, readDespiteCanonical, type Settled, settle } from './frontier.ts';
import { asReader, ReadingEnded, type Website } from './reading-lease.ts';

export interface FetchedPage {
  url: string;
  depth: number;
  httpStatus: number;
  bytes: Uint8Array;
  mime: string;
  title: string | null;
  etag: string | null;
  lastModified: string | null;
  /** Of this website; followed only as deep as the settings say. */
  links: readonly string[];
}

/** Rolls back the transaction that it is thrown in. */
class KnownAlready extends Error {}

/** How it was settled. @throws ReadingEnded */
export async function keepPage(
  parts: AddingParts,
  website: Website,
  page: FetchedPage,
): Promise<Settled['state']> {
  const { database, clock } = parts;
  const input: DocumentInput = {
    kind: 'website',
    sourceId: website.id,
    name: page.url,
    url: page.url,
    bytes: page.bytes,
    mime: page.mime,
  };
  const facts = { httpStatus: page.httpStatus, links: page.links };
  const kept = { ...facts, etag: page.etag, lastModified: page.lastModified };
  const settleBy = (tx: Sql, settled: Settled) =>
    settleWithLinks(tx, website, page, settled, clock.now());
  const inTurn = (settled: Settled) =>
    database.transaction(async (tx) => {
      await asReader(tx, website);
      await settleBy(tx, settled);
    });

  const mine = await findByName(database, website.scope, 'website', page.url, website.id);
  const refuseDoubles = async (sql: Sql, documentId: string | null): Promise<void> => {
    const known = mine === null ? await knownAlready(sql, website, page.url, documentId) : null;
    if (known !== null) throw new KnownAlready(known);
  };
  let settled: Settled['state'] | null = null;
  try {
    await refuseDoubles(database, null);
    const result = await addDocument(parts, website.scope, input, async (tx, document) => {
      await asReader(tx, website);
      await refuseDoubles(tx, document.id);
      const same = mine !== null && mine.row.version === document.version;
      settled = same ? 'unchanged' : 'read';
      await settleBy(tx, {
        state: settled,
        documentId: document.id,
        title: document.title,
        ...kept,
      });
    });
    if (settled !== null) return settled;
    if (result.outcome !== 'rejected') {
      const { id, title } = result.document;
      await inTurn({ state: 'unchanged', documentId: id, title, ...kept });
      return 'unchanged';
    }
    if (result.code === 'source_gone') throw new ReadingEnded();
    // What was read of it before stays.
    await inTurn({ state: 'failed', reason: result.detail, title: page.title, ...facts });
    return 'failed';
  } catch (error) {
    if (!(error instanceof KnownAlready)) throw error;
    await inTurn({ state: 'skipped', reason: error.message, title: page.title, ...facts });
    return 'skipped';
  }
}

/** A page's place in the frontier, and those of the pages that it leads to. */
export async function settleWithLinks(
  tx: Sql,
  website: Website,
  page: { url: string; depth: number; links?: readonly string[] },
  settled: Settled,
  now: Date,
): Promise<void> {
  await settle(tx, website, page, settled, now);
  if (settled.state === 'failed') await readDespiteCanonical(tx, website, page.url);
  if (page.depth < website.settings.maxDepth && page.links) {
    await discover(tx, website, page.links, { depth: page.depth + 1 });
  }
}

/** Why this page is no document of its own. */
async function knownAlready(
  sql: Sql,
  website: Website,
  url: string,
  documentId: string | null,
): Promise<string | null> {
  const { workspaceId, aiAgentId } = website.scope;
  const [elsewhere] = await sql.query<{ name: string }>(
    `select coalesce(s.name, s.url) as name
     from documents d join sources s on s.id = d.source_id
     where d.ai_agent_id = $2 and d.kind = 'website' and md5(d.name) = md5($3)
       and d.workspace_id = $1 and d.source_id <> $4 and d.retired_at is null
     limit 1`,
    [workspaceId, aiAgentId, url, website.id],
  );
  if (elsewhere) return `Already known from ${elsewhere.name}.`;
  if (documentId === null) return null;
  // One that is vanishing does not count: this may be the place it moved to.
  const [same] = await sql.query<{ name: string }>(
    `select other.name from documents own
     join documents other on other.source_id = own.source_id
       and md5(other.markdown) = md5(own.markdown) and other.kind = 'website'
     join crawl_pages page on page.source_id = other.source_id and page.url = other.name
     where own.id = $1 and other.id <> $1 and other.retired_at is null and page.missing = 0
     order by other.id limit 1`,
    [documentId],
  );
  return same ? `The same text as ${same.name}.` : null;
}
