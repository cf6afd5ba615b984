/** `baton ingest`: files and websites into the AI agent's knowledge. The same again replaces the earlier one. */
import { readFile } from 'node:fs/promises';
import type { AddResult, Baton } from '@baton/server';
import {
  type Arguments,
  type Command,
  Failure,
  type Progress,
  type Result,
  UsageError,
} from '../command.ts';
import {
  type FoundDocument,
  type FoundDocuments,
  findDocuments,
} from '../ingest/find-documents.ts';
import { ingestWebsites, isWebsite, toldWebsites, websiteWish } from '../ingest/ingest-websites.ts';
import { type Learned, learnVectors } from '../ingest/learn-vectors.ts';
import { agentHelp, agentOptions, chooseScope, type Scope, withBaton } from '../installation.ts';
import { counted, dim, green, red, yellow } from '../terminal/words.ts';

export const ingest: Command = {
  help: `baton ingest ./docs faq.md
  baton ingest https://shop.example/help --max-pages 200

Takes PDF, Word, Markdown, HTML and text, tables of questions and answers (CSV) and ZIPs of these:
files as they are, folders with all that is below them. Works beside a running server, which answers from the new documents at once, and without one. A website is read below its start page, or as
its sitemap lists it; the same address again reads what has changed.

  --max-pages N     pages of a website at most; 500 unless said
  --include P,P     paths of a website to read instead of its start page's folder, like /help/**
  --no-wait         do not wait until passages are also found by their meaning
${agentHelp}`,
  options: {
    ...agentOptions,
    'no-wait': { type: 'boolean' },
    'max-pages': { type: 'string' },
    include: { type: 'string' },
  },

  async run(args, progress) {
    if (args.paths.length === 0) throw new UsageError('Which files, folders or websites?');
    const websites = args.paths.filter(isWebsite);
    if (websites.length > 0) {
      if (websites.length < args.paths.length) {
        throw new UsageError('Files and websites are two commands.');
      }
      const wish = websiteWish(args);
      return withBaton('baton ingest', progress, async (baton) => {
        const scope = await chooseScope(baton, args);
        const read = await ingestWebsites(baton, scope, websites, wish, progress);
        return toldWebsites(read, scope, await learned(baton, scope, args, progress));
      });
    }
    progress.tell('Looking for documents');
    const found = await findDocuments(args.paths);
    if (found.documents.length === 0) throw new Failure(nothingFound(found));
    return withBaton('baton ingest', progress, async (baton) => {
      const scope = await chooseScope(baton, args);
      const results = await addAll(baton, scope, found.documents, progress);
      return told(found, results, scope, await learned(baton, scope, args, progress));
    });
  },
};

function learned(
  baton: Baton,
  scope: Scope,
  args: Arguments,
  progress: Progress,
): Promise<Learned> {
  return args.values['no-wait']
    ? baton.knowledge.progress(scope)
    : learnVectors(baton, scope, progress);
}

async function addAll(
  baton: Baton,
  scope: Scope,
  documents: FoundDocument[],
  progress: Progress,
): Promise<AddResult[]> {
  const results: AddResult[] = [];
  for (const [at, { path, name }] of documents.entries()) {
    progress.tell(`Adding ${at + 1} of ${documents.length}: ${name}`);
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => error);
    if (bytes instanceof Error) {
      const detail = `It cannot be read (${bytes.code ?? bytes.message}).`;
      results.push({ outcome: 'rejected', name, code: 'unreadable', detail });
      continue;
    }
    results.push(...(await baton.knowledge.addDocuments(scope, [{ kind: 'file', name, bytes }])));
  }
  return results;
}

function nothingFound({ missing, left }: FoundDocuments): string {
  if (missing.length > 0) return `There is no ${missing.join(', ')}.`;
  const others = left.length > 0 ? `, only ${counted(left.length, 'other file')}` : '';
  return `There is nothing in there that can be read${others}.`;
}

const marks = {
  added: green('added    '),
  replaced: green('replaced '),
  unchanged: dim('unchanged'),
  rejected: red('rejected '),
};

function told(
  { missing, left }: FoundDocuments,
  results: AddResult[],
  { aiAgentName }: Scope,
  { passages, embedded }: Learned,
): Result {
  const count = (outcome: keyof typeof marks) =>
    results.reduce(
      (sum, result) =>
        sum +
        (result.outcome === 'table' ? result.rows[outcome] : Number(result.outcome === outcome)),
      0,
    );
  const counts = {
    added: count('added'),
    replaced: count('replaced'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
  };
  const lines = results.flatMap(inLines);
  lines.push(...missing.map((path) => `${red('missing  ')} ${path}`));
  if (left.length > 0) {
    lines.push(`${yellow('left out ')} ${counted(left.length, 'file')} of other kinds`);
  }
  lines.push(
    '',
    `${aiAgentName} answers from ${counted(passages, 'passage')} now, ${
      embedded >= passages ? 'all' : embedded
    } of them found by meaning as well as by words.`,
  );
  return {
    ok: counts.rejected === 0 && missing.length === 0,
    text: lines.join('\n'),
    json: {
      documents: results.map(inJson),
      ...counts,
      missing,
      leftOut: left,
      passages,
      embedded,
    },
  };
}

function inLines(result: AddResult): string[] {
  if (result.outcome === 'rejected') return [`${marks.rejected} ${result.name}: ${result.detail}`];
  if (result.outcome !== 'table') {
    const passages = dim(counted(result.document.passageCount, 'passage'));
    return [`${marks[result.outcome]} ${result.name} ${passages}`];
  }
  const { rows, name } = result;
  const parts = (['added', 'replaced', 'unchanged', 'rejected'] as const)
    .filter((outcome) => rows[outcome] > 0)
    .map((outcome) => `${rows[outcome]} ${outcome}`);
  return [
    `${rows.added + rows.replaced > 0 ? marks.added : marks.unchanged} ${name} ${dim(`rows: ${parts.join(', ')}`)}`,
    ...rows.problems.map(
      ({ line, reason }) => `${marks.rejected} ${name}, line ${line}: ${reason}`,
    ),
  ];
}

function inJson(result: AddResult): object {
  const { name, outcome } = result;
  if (result.outcome === 'rejected') return { name, outcome, reason: result.detail };
  if (result.outcome === 'table') return { name, outcome, rows: result.rows };
  return { name, outcome, id: result.document.id, passages: result.document.passageCount };
}
