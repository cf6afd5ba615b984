/**
 * `baton ingest https://…`: adds websites as sources, or reads those again that are sources already,
 * and watches until they are read.
 *
 * A reading is a job: a running server does it while we watch, and goes on when we leave; with no
 * server here, we do it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { KnowledgeSource, SourcePage } from '@baton/protocol';
import { type Baton, createJobRunner } from '@baton/server';
import { type Arguments, Failure, type Progress, type Result, UsageError } from '../command.ts';
import { commandLog, type Scope } from '../installation.ts';
import { textOption } from '../terminal/arguments.ts';
import { counted, dim, green, red } from '../terminal/words.ts';
import type { Learned } from './learn-vectors.ts';

export const isWebsite = (path: string): boolean => /^https?:\/\//i.test(path);

export interface WebsiteWish {
  maxPages?: number;
  include?: string[];
}

/** @throws UsageError */
export function websiteWish(args: Arguments): WebsiteWish {
  const most = textOption(args, 'max-pages');
  const include = textOption(args, 'include');
  if (most !== undefined && !/^[1-9]\d{0,4}$/.test(most)) {
    throw new UsageError('--max-pages is a whole number, from 1 to 10000.');
  }
  const patterns = include?.split(',').map((pattern) => pattern.trim());
  if (patterns?.some((pattern) => !/^[/*]/.test(pattern))) {
    throw new UsageError('--include takes paths such as /help/**, with commas between them.');
  }
  return {
    ...(most === undefined ? {} : { maxPages: Math.min(Number(most), 10_000) }),
    ...(patterns === undefined ? {} : { include: patterns }),
  };
}

export interface ReadWebsite {
  source: KnowledgeSource;
  failed: SourcePage[];
}

const lookEveryMs = 250;

export async function ingestWebsites(
  baton: Baton,
  scope: Scope,
  urls: readonly string[],
  wish: WebsiteWish,
  progress: Progress,
): Promise<ReadWebsite[]> {
  const ids: string[] = [];
  for (const url of urls) ids.push(await begin(baton, scope, url, wish));
  const runner =
    baton.standing === 'guest'
      ? undefined
      : createJobRunner({
          database: baton.database,
          handlers: baton.knowledge.sources.jobs,
          log: commandLog(),
          concurrency: 2,
        });
  runner?.start();
  try {
    const read: ReadWebsite[] = [];
    for (const id of ids) read.push(await watch(baton, scope, id, progress));
    return read;
  } finally {
    await runner?.stop({ graceMs: 1_000 });
  }
}

async function begin(
  { knowledge: { sources } }: Baton,
  scope: Scope,
  url: string,
  wish: WebsiteWish,
): Promise<string> {
  const added = await sources.addWebsite(scope, { url, settings: wish });
  if (!('code' in added)) return added.id;
  if (added.code !== 'conflict' || added.sourceId === undefined) {
    throw new Failure(`${url}: ${added.detail}`);
  }
  await sources.change(scope.workspaceId, added.sourceId, { settings: wish });
  await sources.read(scope.workspaceId, added.sourceId);
  return added.sourceId;
}

async function watch(
  { knowledge: { sources } }: Baton,
  { workspaceId }: Scope,
  sourceId: string,
  progress: Progress,
): Promise<ReadWebsite> {
  for (;;) {
    const source = await sources.get(workspaceId, sourceId);
    if ('code' in source) throw new Failure('The website was removed while it was read.');
    if (source.state !== 'reading') {
      const list = await sources.pages(workspaceId, sourceId, { state: 'failed', limit: 100 });
      return { source, failed: 'code' in list ? [] : list.pages };
    }
    const { read = 0, unchanged = 0, failed = 0, queued = 0 } = source.progress ?? {};
    progress.tell(
      `Reading ${source.name}: ${counted(read + unchanged, 'page')}, ${queued} to go${
        failed > 0 ? `, ${failed} failed` : ''
      }`,
    );
    await sleep(lookEveryMs);
  }
}

const failuresShown = 20;

export function toldWebsites(
  read: readonly ReadWebsite[],
  { aiAgentName }: Scope,
  { passages, embedded }: Learned,
): Result {
  const lines = read.flatMap(({ source, failed }) => [
    ...failed
      .slice(0, failuresShown)
      .map(({ url, reason }) => `${red('failed   ')} ${url}: ${reason ?? ''}`),
    ...(failed.length > failuresShown
      ? [dim(`          … and ${failed.length - failuresShown} more`)]
      : []),
    toldSource(source),
    ...(source.notice ? [dim(`          ${source.notice}`)] : []),
  ]);
  lines.push(
    '',
    `${aiAgentName} answers from ${counted(passages, 'passage')} now, ${
      embedded >= passages ? 'all' : embedded
    } of them found by meaning as well as by words.`,
  );
  return {
    ok: read.every(({ source }) => source.state === 'idle'),
    text: lines.join('\n'),
    json: {
      websites: read.map(({ source, failed }) => ({ ...source, failedPages: failed })),
      passages,
      embedded,
    },
  };
}

function toldSource({ url, name, state, error, progress, documentCount }: KnowledgeSource): string {
  const address = url ?? name;
  if (state !== 'idle') return `${red('not read ')} ${address}: ${error ?? 'It was stopped.'}`;
  const { read = 0, unchanged = 0, skipped = 0 } = progress ?? {};
  const counts = `${read} new or changed, ${unchanged} unchanged, ${skipped} left out`;
  return `${green('read     ')} ${address} ${dim(`${counted(documentCount, 'document')}: ${counts}`)}`;
}
