/** `baton ingest`: files into the AI agent's knowledge. The same file again replaces the earlier one. */
import { readFile } from 'node:fs/promises';
import type { AddResult, Baton } from '@baton/server';
import { type Command, Failure, type Progress, type Result, UsageError } from '../command.ts';
import {
  type FoundDocument,
  type FoundDocuments,
  findDocuments,
} from '../ingest/find-documents.ts';
import { type Learned, learnVectors } from '../ingest/learn-vectors.ts';
import { agentHelp, agentOptions, chooseScope, type Scope, withBaton } from '../installation.ts';
import { counted, dim, green, red, yellow } from '../terminal/words.ts';

export const ingest: Command = {
  help: `baton ingest ./docs faq.md

Takes PDF, Word, Markdown, HTML and text, tables of questions and answers (CSV) and ZIPs of these:
files as they are, folders with all that is below them. Works beside a running server, which answers from the new documents at once, and without one.

  --no-wait         do not wait until passages are also found by their meaning
${agentHelp}`,
  options: { ...agentOptions, 'no-wait': { type: 'boolean' } },

  async run(args, progress) {
    if (args.paths.length === 0) throw new UsageError('Which files or folders?');
    progress.tell('Looking for documents');
    const found = await findDocuments(args.paths);
    if (found.documents.length === 0) throw new Failure(nothingFound(found));
    return withBaton('baton ingest', progress, async (baton) => {
      const scope = await chooseScope(baton, args);
      const results = await addAll(baton, scope, found.documents, progress);
      const learned = args.values['no-wait']
        ? await baton.knowledge.progress(scope)
        : await learnVectors(baton, scope, progress);
      return told(found, results, scope, learned);
    });
  },
};

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
