// Sources as a service: listed, added, changed, read, stopped, removed.

import {
  DEFAULT_WEBSITE_SETTINGS,
  type KnowledgeSource,
  type SourcePage,
  type SourceSchedule,
  type WebsiteSettings,
} from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import { isUniqueViolation, type Sql } from '../../platform/database/index.ts';
import { appendFeed } from '../../platform/feed/index.ts';
import { enqueueJobs, type JobHandlers } from '../../platform/jobs/index.ts';
import type { SafeFetch } from '../../platform/safe-fetch/index.ts';
import type { AddingParts } from './adding/add-document.ts';
import type { KnowledgeScope } from './documents.ts';
import { raiseRevision } from './store/documents.ts';
import {
  announceSource,
  listPages,
  listSources,
  type PageQuestion,
  readSource,
} from './store/sources.ts';
import { addressTyped } from './website/address-of-page.ts';
import { createReadingJob } from './website/reading-job.ts';
import { createRobots } from './website/robots.ts';
import { nextReadAt } from './website/schedule.ts';
import { beginReading, READ_WEBSITE, readingJob, stopReading } from './website/source-life.ts';

export interface SourceRefusal {
  kind: 'refused';
  code: 'invalid_input' | 'conflict' | 'not_found';
  detail: string;
  /** Of a conflict: the source that is there already. */
  sourceId?: string;
}

type SomeSettings = { [Name in keyof WebsiteSettings]?: WebsiteSettings[Name] | undefined };

export interface NewWebsite {
  url: string;
  name?: string | undefined;
  settings?: SomeSettings | undefined;
  schedule?: SourceSchedule | undefined;
}

export interface SourceChange {
  name?: string | undefined;
  settings?: SomeSettings | undefined;
  schedule?: SourceSchedule | undefined;
}

export interface Sources {
  list(scope: KnowledgeScope): Promise<KnowledgeSource[]>;
  get(workspaceId: string, sourceId: string): Promise<KnowledgeSource | SourceRefusal>;
  /** Adds it and begins to read it. */
  addWebsite(scope: KnowledgeScope, website: NewWebsite): Promise<KnowledgeSource | SourceRefusal>;
  /** Of a website. Its settings count from the next page on. */
  change(
    workspaceId: string,
    sourceId: string,
    change: SourceChange,
  ): Promise<KnowledgeSource | SourceRefusal>;
  /** With all of its documents, also while it is read. False when there was none. */
  remove(workspaceId: string, sourceId: string): Promise<boolean>;
  /** Begins a reading, or goes on with a stopped one. */
  read(workspaceId: string, sourceId: string): Promise<KnowledgeSource | SourceRefusal>;
  /** Within two seconds nothing is asked for any more. What was read stays. */
  stop(workspaceId: string, sourceId: string): Promise<KnowledgeSource | SourceRefusal>;
  pages(
    workspaceId: string,
    sourceId: string,
    question?: PageQuestion,
  ): Promise<{ pages: SourcePage[]; nextPage: string | null } | SourceRefusal>;
  /** Call now and then: begins the readings that are due, and finds those that lost their job. */
  readDue(limit: number): Promise<number>;
  /** To be run by a job runner, best by one of its own: a reading waits much and computes little. */
  jobs: JobHandlers;
}

export interface SourcesOptions extends AddingParts {
  web: SafeFetch;
  wakeFeed: () => void;
  wakeJobs: () => void;
  /**
   * For tests: the first pause before another try, how long one page may take, and how long a
   * stretch of reading is.
   */
  retryMs?: number | undefined;
  pageMs?: number | undefined;
  stretchMs?: number | undefined;
}

const RETRY_MS = 5_000;
const PAGE_MS = 45_000;
const MOST_WEBSITES = 200;
/** Documents whose removal screens hear one by one; of more they hear with the source. */
const TOLD_ONE_BY_ONE = 500;

const noSuchSource: SourceRefusal = {
  kind: 'refused',
  code: 'not_found',
  detail: 'There is no source with this id.',
};
const refused = (code: SourceRefusal['code'], detail: string): SourceRefusal => ({
  kind: 'refused',
  code,
  detail,
});

export function createSources(options: SourcesOptions): Sources {
  const { database, clock, newId, wakeFeed, wakeJobs, web } = options;
  const job = createReadingJob({
    ...options,
    robots: createRobots(web),
    retryMs: options.retryMs ?? RETRY_MS,
    pageMs: options.pageMs ?? PAGE_MS,
  });

  async function get(workspaceId: string, sourceId: string) {
    return (await readSource(database, workspaceId, sourceId)) ?? noSuchSource;
  }

  async function onlyWebsites(workspaceId: string, sourceId: string) {
    const source = await get(workspaceId, sourceId);
    if ('code' in source || source.kind === 'website') return source;
    return refused('conflict', 'Only websites can be read again and have settings.');
  }

  /** A step of a website's life, and the website afterwards. */
  async function live(
    workspaceId: string,
    sourceId: string,
    step: (tx: Sql) => Promise<unknown>,
  ): Promise<KnowledgeSource | SourceRefusal> {
    const source = await onlyWebsites(workspaceId, sourceId);
    if ('code' in source) return source;
    await database.transaction(step);
    wakeFeed();
    wakeJobs();
    return get(workspaceId, sourceId);
  }

  return {
    list: (scope) => listSources(database, scope),
    get,

    async addWebsite(scope, { url, name, settings = {}, schedule = 'weekly' }) {
      const address = addressTyped(url);
      if (address === null) {
        return refused('invalid_input', 'This is not the address of a website.');
      }
      const sourceId = newId('src');
      try {
        const outcome = await database.transaction(async (tx) => {
          const [count] = await tx.query<{ count: number }>(
            `select count(*)::int as count from sources
             where workspace_id = $1 and ai_agent_id = $2 and kind = 'website'`,
            [scope.workspaceId, scope.aiAgentId],
          );
          if ((count?.count ?? 0) >= MOST_WEBSITES) {
            return refused('conflict', `An AI agent has at most ${MOST_WEBSITES} websites.`);
          }
          const added = await tx.query(
            `insert into sources (id, workspace_id, ai_agent_id, kind, url, name, settings, schedule, created_at)
             select $1, workspace_id, id, 'website', $4, $5, $6, $7, $8
             from ai_agents where workspace_id = $2 and id = $3 returning id`,
            [
              sourceId,
              scope.workspaceId,
              scope.aiAgentId,
              address,
              name ?? nameOf(address),
              JSON.stringify({ ...DEFAULT_WEBSITE_SETTINGS, ...settings }),
              schedule,
              clock.now(),
            ],
          );
          if (added.length === 0) return refused('not_found', 'There is no such AI agent.');
          await recordAudit(tx, {
            workspaceId: scope.workspaceId,
            kind: 'sourceAdded',
            subject: { kind: 'source', id: sourceId, name: address },
          });
          await beginReading(tx, scope.workspaceId, sourceId);
          return null;
        });
        if (outcome !== null) return outcome;
      } catch (error) {
        if (!isUniqueViolation(error, 'sources_website')) throw error;
        const [there] = await database.query<{ id: string }>(
          `select id from sources where ai_agent_id = $1 and url = $2 and kind = 'website'`,
          [scope.aiAgentId, address],
        );
        return {
          ...refused('conflict', 'This website is among the sources already.'),
          ...(there ? { sourceId: there.id } : {}),
        };
      }
      wakeFeed();
      wakeJobs();
      return get(scope.workspaceId, sourceId);
    },

    change: (workspaceId, sourceId, { name, settings, schedule }) =>
      live(workspaceId, sourceId, async (tx) => {
        const [source] = await tx.query<{
          state: string;
          last_read_at: Date | null;
          url: string | null;
        }>(
          `update sources set name = coalesce($2, name), settings = settings || $3::jsonb,
             schedule = coalesce($4, schedule)
           where id = $1 returning state, last_read_at, url`,
          [sourceId, name ?? null, JSON.stringify(settings ?? {}), schedule ?? null],
        );
        if (schedule !== undefined && source && source.state !== 'reading') {
          const next = nextReadAt(schedule, source.last_read_at ?? clock.now());
          await tx.query('update sources set next_read_at = $2 where id = $1', [sourceId, next]);
        }
        await recordAudit(tx, {
          workspaceId,
          kind: 'sourceChanged',
          subject: { kind: 'source', id: sourceId, name: source?.url ?? null },
          details: {
            ...(name !== undefined && { name }),
            ...(schedule !== undefined && { schedule }),
          },
        });
        await announceSource(tx, workspaceId, sourceId);
      }),

    async remove(workspaceId, sourceId) {
      const source = await readSource(database, workspaceId, sourceId);
      if (source === null) return false;
      const scope = { workspaceId, aiAgentId: source.aiAgentId };
      const removed = await database.transaction(async (tx) => {
        const removed = await removeSource(tx, scope, sourceId);
        const subject = { kind: 'source', id: sourceId, name: source.url ?? source.name };
        if (removed) await recordAudit(tx, { workspaceId, kind: 'sourceRemoved', subject });
        return removed;
      });
      if (removed) wakeFeed();
      return removed;
    },

    read: (workspaceId, sourceId) =>
      live(workspaceId, sourceId, (tx) => beginReading(tx, workspaceId, sourceId)),

    stop: (workspaceId, sourceId) =>
      live(workspaceId, sourceId, (tx) => stopReading(tx, workspaceId, sourceId, clock.now())),

    async pages(workspaceId, sourceId, question = {}) {
      const source = await get(workspaceId, sourceId);
      if ('code' in source) return source;
      return listPages(database, workspaceId, sourceId, question);
    },

    async readDue(limit) {
      const begun = await database.transaction(async (tx) => {
        const due = await tx.query<{ id: string; workspace_id: string }>(
          `select id, workspace_id from sources
           where next_read_at <= $1 and state <> 'reading'
           order by next_read_at limit $2 for update skip locked`,
          [clock.now(), limit],
        );
        for (const { id, workspace_id } of due) {
          // What was stopped then is over: this is another reading.
          await tx.query(`update sources set state = 'idle' where id = $1`, [id]);
          await beginReading(tx, workspace_id, id);
        }
        const lost = await tx.query<{ id: string; workspace_id: string }>(
          `select s.id, s.workspace_id from sources s
           where s.state = 'reading' and (s.reader_until is null or s.reader_until < now())
             and not exists (
               select from jobs j where j.kind = $1 and j.key = s.id and j.failed_at is null)
           limit $2`,
          [READ_WEBSITE, limit],
        );
        await enqueueJobs(
          tx,
          lost.map(({ id, workspace_id }) => readingJob(workspace_id, id)),
        );
        return due.length + lost.length;
      });
      if (begun > 0) {
        wakeFeed();
        wakeJobs();
      }
      return begun;
    },

    jobs: { [READ_WEBSITE]: job },
  };
}

/** "https://shop.example/help/" → "shop.example/help" */
function nameOf(address: string): string {
  const { host, pathname } = new URL(address);
  return `${host}${pathname}`.replace(/\/$/, '').slice(0, 120);
}

async function removeSource(tx: Sql, scope: KnowledgeScope, sourceId: string): Promise<boolean> {
  const { workspaceId, aiAgentId } = scope;
  // First the AI agent's lock, then the source's row: as everywhere, so that none waits for the other.
  const revision = await raiseRevision(tx, scope);
  const removed = await tx.query<{ id: string }>(
    'delete from documents where source_id = $1 and workspace_id = $2 returning id',
    [sourceId, workspaceId],
  );
  await tx.query(
    `insert into document_removals (ai_agent_id, revision, document_id, workspace_id)
     select $1, $2, id, $3 from unnest($4::text[]) as id`,
    [aiAgentId, revision, workspaceId, removed.map(({ id }) => id)],
  );
  const rows = await tx.query(
    'delete from sources where id = $1 and workspace_id = $2 returning id',
    [sourceId, workspaceId],
  );
  await tx.query(
    'delete from jobs where kind = $1 and key = $2 and leased_by is null and failed_at is null',
    [READ_WEBSITE, sourceId],
  );
  if (rows.length === 0) return false;
  const told = removed.length <= TOLD_ONE_BY_ONE ? removed : [];
  await appendFeed(tx, [
    ...told.map(({ id }) => ({
      workspaceId,
      type: 'document.removed',
      data: { documentId: id },
    })),
    { workspaceId, type: 'source.removed', data: { sourceId } },
  ]);
  return true;
}
