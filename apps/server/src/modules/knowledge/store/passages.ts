// Passages in PostgreSQL: a document's are written all at once, and read back for screens.
//
// A document that is read again keeps the passages that stayed the same, with their ids and their
// vectors: a changed sentence costs one passage's embedding, and screens that show the others go on.

import type { KnowledgePassage } from '@baton/protocol';
import type { Sql } from '../../../platform/database/index.ts';
import { fingerprintOf } from '../curation/fingerprint.ts';
import { matchCurations } from '../curation/match-curations.ts';
import { readCurations } from '../curation/store-curations.ts';
import type { KnowledgeScope } from '../documents.ts';
import { countWords, type PassageDraft } from '../extraction/passages.ts';

export interface PassageRow {
  id: string;
  document_id: string;
  position: number;
  trail: string[];
  heading: string;
  markdown: string;
  edited: string | null;
  excluded: boolean;
  questions: string[];
  curated_as: string | null;
  outdated: boolean;
  also_under: string[][];
  version: number;
}

export const PASSAGE_COLUMNS = `id, document_id, position, trail, heading, markdown, edited, excluded,
  questions, curated_as, outdated, also_under, version`;

export function asPassage(row: PassageRow): KnowledgePassage {
  const text = row.edited ?? row.markdown;
  return {
    id: row.id as KnowledgePassage['id'],
    position: row.position,
    trail: row.trail,
    heading: row.heading,
    text,
    words: countWords(text),
    edited: row.edited !== null,
    originalText: row.edited === null ? null : row.markdown,
    excluded: row.excluded,
    pinnedQuestions: row.questions,
    outdated: row.outdated,
    alsoUnder: row.also_under,
    version: row.version,
  };
}

export function readPassages(
  sql: Sql,
  workspaceId: string,
  documentId: string,
): Promise<PassageRow[]> {
  return sql.query<PassageRow>(
    `select ${PASSAGE_COLUMNS} from passages
     where document_id = $1 and workspace_id = $2 order by position`,
    [documentId, workspaceId],
  );
}

export interface PassagesToWrite {
  scope: KnowledgeScope;
  documentId: string;
  passages: readonly PassageDraft[];
  /** Null for a new document. */
  earlier: { sameTitle: boolean } | null;
  newId: () => string;
}

/** Takes the place of the document's passages; what teammates made of them is kept. */
export async function writePassages(tx: Sql, write: PassagesToWrite): Promise<void> {
  const { scope, documentId, earlier, newId } = write;
  const before = earlier ? await readPassages(tx, scope.workspaceId, documentId) : [];
  const curations = earlier ? await readCurations(tx, documentId) : [];
  const matches = matchCurations(curations, write.passages);
  const known = new Map(before.map((row) => [fingerprintOf(row), row]));
  const changed: string[] = [];
  const rows = write.passages.map((draft, position): PassageRow => {
    const match = matches[position] ?? null;
    const was = known.get(fingerprintOf(draft));
    if (was) known.delete(fingerprintOf(draft));
    const row: PassageRow = {
      id: was?.id ?? newId(),
      document_id: documentId,
      position,
      trail: draft.trail,
      heading: draft.heading,
      markdown: draft.markdown,
      edited: match?.curation.edited ?? null,
      excluded: match?.curation.excluded ?? false,
      questions: match?.curation.questions ?? [],
      curated_as: match?.curation.fingerprint ?? null,
      outdated: match?.outdated ?? false,
      also_under: draft.alsoUnder ?? [],
      version: was?.version ?? 1,
    };
    if (was && !(earlier?.sameTitle && meansTheSame(was, row))) {
      row.version += 1;
      changed.push(row.id);
    }
    return row;
  });
  if (before.length > 0) await makeRoom(tx, documentId, rows, changed);
  await tx.query(
    `insert into passages (id, workspace_id, ai_agent_id, document_id, position, trail, heading,
       markdown, edited, excluded, questions, curated_as, outdated, also_under, version)
     select item.id, $2, $3, $4, item.position, item.trail, item.heading, item.markdown, item.edited,
       item.excluded, item.questions, item.curated_as, item.outdated, item.also_under, item.version
     from jsonb_to_recordset($1::jsonb) as item (
       id text, position int, trail text[], heading text, markdown text, edited text,
       excluded boolean, questions text[], curated_as text, outdated boolean, also_under jsonb,
       version int
     )
     on conflict (id) do update set position = excluded.position, trail = excluded.trail,
       heading = excluded.heading, markdown = excluded.markdown, edited = excluded.edited,
       excluded = excluded.excluded, questions = excluded.questions,
       curated_as = excluded.curated_as, outdated = excluded.outdated,
       also_under = excluded.also_under, version = excluded.version`,
    [JSON.stringify(rows), scope.workspaceId, scope.aiAgentId, documentId],
  );
}

/** Whether its vectors say the same, too. */
function meansTheSame(was: PassageRow, row: PassageRow): boolean {
  const said = ({ trail, heading, markdown, edited, questions, also_under }: PassageRow): string =>
    JSON.stringify([trail, heading, edited ?? markdown, questions, also_under]);
  return said(was) === said(row);
}

async function makeRoom(
  tx: Sql,
  documentId: string,
  rows: readonly PassageRow[],
  changed: readonly string[],
): Promise<void> {
  const kept = rows.map(({ id }) => id);
  await tx.query('delete from passages where document_id = $1 and id <> all($2)', [
    documentId,
    kept,
  ]);
  // Positions are unique: out of the way first.
  await tx.query('update passages set position = -1 - position where document_id = $1', [
    documentId,
  ]);
  await tx.query('delete from passage_vectors where passage_id = any($1)', [changed]);
}
