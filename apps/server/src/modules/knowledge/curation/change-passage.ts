// A teammate rewords, excludes or pins a passage: kept for the passage now, for every later reading
// of its document, and heard by every index in memory. Only what its vectors say anew is embedded.

import type { KnowledgePassage, PassageChange } from '@baton/protocol';
import type { Clock } from '../../../platform/clock.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import type { Database, Sql } from '../../../platform/database/index.ts';
import { enqueueJobs } from '../../../platform/jobs/index.ts';
import { announceDocuments } from '../announce.ts';
import { embedJob } from '../embedding-job.ts';
import { raiseRevision, recountVectors } from '../store/documents.ts';
import { asPassage, PASSAGE_COLUMNS, type PassageRow } from '../store/passages.ts';
import { bareWords, fingerprintOf } from './fingerprint.ts';
import { keepCuration } from './store-curations.ts';

export type PassageChanged =
  | { outcome: 'changed'; passage: KnowledgePassage }
  | { outcome: 'missing' }
  /** Somebody changed it after the version that this change was made on. */
  | { outcome: 'stale' };

interface ChangingParts {
  database: Database;
  clock: Clock;
  /** Null where there will be no vectors. */
  embedder: { id: string } | null;
}

export function changePassage(
  { database, clock, embedder }: ChangingParts,
  workspaceId: string,
  passageId: string,
  change: PassageChange,
): Promise<PassageChanged> {
  return database.transaction(async (tx): Promise<PassageChanged> => {
    const owner = await aiAgentOf(tx, workspaceId, passageId);
    if (owner === null) return { outcome: 'missing' };
    const scope = { workspaceId, aiAgentId: owner };
    // The AI agent's lock first, as everything that writes knowledge does.
    const revision = await raiseRevision(tx, scope);
    const [row] = await tx.query<PassageRow>(
      `select ${PASSAGE_COLUMNS} from passages where id = $1 and workspace_id = $2`,
      [passageId, workspaceId],
    );
    if (!row || revision === null) return { outcome: 'missing' };
    if (change.version !== undefined && change.version !== row.version) return { outcome: 'stale' };
    const next = changed(row, change);
    await tx.query(
      `update passages set edited = $2, excluded = $3, questions = $4, curated_as = $5,
         outdated = $6, version = $7 where id = $1`,
      [
        next.id,
        next.edited,
        next.excluded,
        next.questions,
        next.curated_as,
        next.outdated,
        next.version,
      ],
    );
    if (!next.outdated) {
      const { trail, heading, edited, excluded, questions } = next;
      await keepCuration(tx, {
        workspaceId,
        documentId: row.document_id,
        curation: {
          fingerprint: fingerprintOf(row),
          trail,
          heading,
          original: row.markdown,
          edited,
          excluded,
          questions,
        },
        instead: row.curated_as === null ? [] : [row.curated_as],
        now: clock.now(),
      });
    } else await keepOutdated(tx, next, clock.now());
    if (next.edited !== row.edited || next.questions.join('\n') !== row.questions.join('\n')) {
      await tx.query('delete from passage_vectors where passage_id = $1', [row.id]);
      if (embedder) await enqueueJobs(tx, [embedJob(scope)]);
    }
    const document = await recountVectors(tx, row.document_id, embedder?.id ?? null, revision);
    await announceDocuments(tx, workspaceId, [document]);
    await recordChange(tx, workspaceId, document, row, next);
    return { outcome: 'changed', passage: asPassage(next) };
  });
}

/** Not the words: they are the document's, and stand with the passage, beside its own wording. */
async function recordChange(
  tx: Sql,
  workspaceId: string,
  document: { title: string },
  before: PassageRow,
  after: PassageRow,
): Promise<void> {
  const changed = [
    ...(before.edited !== after.edited ? ['the wording'] : []),
    ...(before.questions.join('\n') !== after.questions.join('\n') ? ['pinned questions'] : []),
    ...(before.excluded !== after.excluded ? ['whether the AI uses it'] : []),
  ];
  if (changed.length === 0) return;
  await recordAudit(tx, {
    workspaceId,
    kind: 'passageChanged',
    subject: { kind: 'passage', id: after.id, name: document.title },
    details: { changed, edited: after.edited !== null, excluded: after.excluded },
  });
}

/** Pure: the passage with the change. */
function changed(row: PassageRow, change: PassageChange): PassageRow {
  const reworded = change.text === undefined ? row.edited : change.text;
  // The document's own wording typed in again is no edit.
  const edited = reworded === row.markdown ? null : reworded;
  const excluded = change.excluded ?? row.excluded;
  const questions = change.pinnedQuestions ? distinct(change.pinnedQuestions) : row.questions;
  // An edit made for an earlier text stays marked until somebody looks at its words.
  const outdated = row.outdated && edited !== null && change.text === undefined;
  const curated = edited !== null || excluded || questions.length > 0;
  return {
    ...row,
    edited,
    excluded,
    questions,
    outdated,
    curated_as: outdated ? row.curated_as : curated ? fingerprintOf(row) : null,
    version: row.version + 1,
  };
}

async function keepOutdated(tx: Sql, next: PassageRow, now: Date): Promise<void> {
  await tx.query(
    `update passage_curations set excluded = $3, questions = $4, updated_at = $5
     where document_id = $1 and fingerprint = $2`,
    [next.document_id, next.curated_as, next.excluded, next.questions, now],
  );
}

function distinct(questions: readonly string[]): string[] {
  const seen = new Set<string>();
  return questions.filter((question) => {
    const words = bareWords(question);
    return !seen.has(words) && seen.add(words);
  });
}

async function aiAgentOf(tx: Sql, workspaceId: string, passageId: string): Promise<string | null> {
  const [row] = await tx.query<{ ai_agent_id: string }>(
    'select ai_agent_id from passages where id = $1 and workspace_id = $2',
    [passageId, workspaceId],
  );
  return row?.ai_agent_id ?? null;
}
