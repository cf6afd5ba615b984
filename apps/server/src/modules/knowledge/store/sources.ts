// Sources in PostgreSQL, as lists and screens see them, and the feed row that tells screens so.

import {
  DEFAULT_WEBSITE_SETTINGS,
  type KnowledgeSource,
  type SourcePage,
  type SourcePageState,
  type WebsiteSettings,
} from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import { appendFeed } from '../../../platform/feed/index.ts';
import type { KnowledgeScope } from '../documents.ts';

interface SourceRow {
  id: string;
  ai_agent_id: string;
  kind: KnowledgeSource['kind'];
  url: string | null;
  name: string | null;
  state: KnowledgeSource['state'];
  error: string | null;
  notice: string | null;
  schedule: KnowledgeSource['schedule'];
  settings: Partial<WebsiteSettings>;
  last_read_at: Date | null;
  next_read_at: Date | null;
  reading: number;
  created_at: Date;
  documents: number;
  passages: number;
  failed_documents: number;
  queued: number;
  read: number;
  unchanged: number;
  skipped: number;
  failed: number;
}

const NAMES: Record<KnowledgeSource['kind'], string> = {
  website: 'Website',
  file: 'Files',
  text: 'Typed text',
  qa: 'Questions and answers',
  example: 'Example help centre',
};

const VIEW = `
  select s.id, s.ai_agent_id, s.kind, s.url, s.name, s.state, s.error, s.notice, s.schedule,
    s.settings, s.last_read_at, s.next_read_at, s.reading, s.created_at,
    docs.documents, docs.passages, docs.failed_documents,
    pages.queued, pages.read, pages.unchanged, pages.skipped, pages.failed
  from sources s
  cross join lateral (
    select count(*) filter (where retired_at is null)::int as documents,
      coalesce(sum(passage_count) filter (where retired_at is null), 0)::int as passages,
      count(*) filter (where state = 'failed')::int as failed_documents
    from documents d where d.source_id = s.id
  ) docs
  cross join lateral (
    select count(*) filter (where state = 'queued')::int as queued,
      count(*) filter (where state = 'read')::int as read,
      count(*) filter (where state = 'unchanged')::int as unchanged,
      count(*) filter (where state = 'skipped')::int as skipped,
      count(*) filter (where state = 'failed')::int as failed
    from crawl_pages p
    where p.source_id = s.id and p.reading = s.reading and p.kind = 'page'
  ) pages`;

function asSource(row: SourceRow): KnowledgeSource {
  const website = row.kind === 'website';
  const { queued, read, unchanged, skipped, failed } = row;
  return {
    id: row.id,
    aiAgentId: row.ai_agent_id,
    kind: row.kind,
    url: row.url,
    name: row.name ?? row.url ?? NAMES[row.kind],
    state: row.state,
    error: row.error,
    notice: row.notice,
    schedule: row.schedule,
    settings: website ? { ...DEFAULT_WEBSITE_SETTINGS, ...row.settings } : null,
    lastReadAt: row.last_read_at?.toISOString() ?? null,
    nextReadAt: row.next_read_at?.toISOString() ?? null,
    documentCount: row.documents,
    passageCount: row.passages,
    failedCount: website ? failed : row.failed_documents,
    progress: website && row.reading > 0 ? { queued, read, unchanged, skipped, failed } : null,
    createdAt: row.created_at.toISOString(),
  } as KnowledgeSource;
}

/** Oldest first. A source of files, text … is one while it has documents. */
export async function listSources(sql: Sql, scope: KnowledgeScope): Promise<KnowledgeSource[]> {
  const rows = await sql.query<SourceRow>(
    `${VIEW} where s.workspace_id = $1 and s.ai_agent_id = $2
       and (s.kind = 'website' or docs.documents > 0)
     order by s.created_at, s.id`,
    [scope.workspaceId, scope.aiAgentId],
  );
  return rows.map(asSource);
}

export async function readSource(
  sql: Sql,
  workspaceId: string,
  sourceId: string,
): Promise<KnowledgeSource | null> {
  const [row] = await sql.query<SourceRow>(`${VIEW} where s.workspace_id = $1 and s.id = $2`, [
    workspaceId,
    sourceId,
  ]);
  return row ? asSource(row) : null;
}

/**
 * What open screens must hear: in the transaction that made it true. The lock keeps a removal from
 * being heard before it.
 */
export async function announceSource(
  tx: Sql,
  workspaceId: string,
  sourceId: string,
): Promise<KnowledgeSource | null> {
  await tx.query('select id from sources where id = $1 and workspace_id = $2 for key share', [
    sourceId,
    workspaceId,
  ]);
  const source = await readSource(tx, workspaceId, sourceId);
  if (source) await appendFeed(tx, [{ workspaceId, type: 'source.changed', data: { source } }]);
  return source;
}

/** The sources of an AI agent that are no websites: files, text … have as many documents as of now. */
export async function announceCollections(tx: Sql, scope: KnowledgeScope): Promise<void> {
  const { workspaceId, aiAgentId } = scope;
  const ofAgent = [workspaceId, aiAgentId];
  await tx.query(
    `select id from sources where workspace_id = $1 and ai_agent_id = $2 and kind <> 'website'
     order by id for key share`,
    ofAgent,
  );
  const rows = await tx.query<SourceRow>(
    `${VIEW} where s.workspace_id = $1 and s.ai_agent_id = $2 and s.kind <> 'website'`,
    ofAgent,
  );
  await appendFeed(
    tx,
    rows.map((row) => ({ workspaceId, type: 'source.changed', data: { source: asSource(row) } })),
  );
}

export interface PageQuestion {
  state?: SourcePageState | undefined;
  /** Part of an address or title. */
  query?: string | undefined;
  /** `nextPage` of the page before. */
  page?: string | undefined;
  limit?: number | undefined;
}

/** In the order of their addresses. */
export async function listPages(
  sql: Sql,
  workspaceId: string,
  sourceId: string,
  { state, query, page, limit = 50 }: PageQuestion,
): Promise<{ pages: SourcePage[]; nextPage: string | null }> {
  const from = Math.min(Math.max(0, Number.parseInt(page ?? '0', 10) || 0), 1_000_000);
  const count = Math.max(1, Math.min(100, limit));
  const rows = await sql.query<{
    url: string;
    state: SourcePageState;
    reason: string | null;
    http_status: number | null;
    document_id: string | null;
    title: string | null;
    at: Date | null;
  }>(
    `select url, state, reason, http_status, document_id, title, at from crawl_pages
     where workspace_id = $1 and source_id = $2 and kind = 'page'
       and ($3::text is null or state = $3)
       and ($4::text is null or url ilike $4 or title ilike $4)
     order by url limit $5 offset $6`,
    [
      workspaceId,
      sourceId,
      state ?? null,
      query ? `%${query.replace(/[\\%_]/g, '\\$&')}%` : null,
      count + 1,
      from,
    ],
  );
  const pages = rows.slice(0, count).map((row) => ({
    url: row.url,
    state: row.state,
    reason: row.reason,
    httpStatus: row.http_status,
    documentId: row.document_id,
    title: row.title,
    at: row.at?.toISOString() ?? null,
  })) as SourcePage[];
  return { pages, nextPage: rows.length > count ? String(from + count) : null };
}
