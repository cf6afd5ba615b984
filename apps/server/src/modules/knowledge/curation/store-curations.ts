// Curations in PostgreSQL, one row per curated passage of a document.

import type { Sql } from '../../../platform/database/index.ts';
import type { Curation } from './match-curations.ts';

export function readCurations(sql: Sql, documentId: string): Promise<Curation[]> {
  return sql.query<Curation & Record<string, unknown>>(
    `select fingerprint, trail, heading, original, edited, excluded, questions
     from passage_curations where document_id = $1 order by updated_at desc`,
    [documentId],
  );
}

export interface CurationToKeep {
  workspaceId: string;
  documentId: string;
  curation: Curation;
  /** Of the curation that this one takes the place of, where the document changed meanwhile. */
  instead: string[];
  now: Date;
}

/** A curation that does nothing (any more) is forgotten. */
export async function keepCuration(
  tx: Sql,
  { workspaceId, documentId, curation, instead, now }: CurationToKeep,
): Promise<void> {
  await tx.query('delete from passage_curations where document_id = $1 and fingerprint = any($2)', [
    documentId,
    [...instead, curation.fingerprint],
  ]);
  const { fingerprint, trail, heading, original, edited, excluded, questions } = curation;
  if (edited === null && !excluded && questions.length === 0) return;
  await tx.query(
    `insert into passage_curations (document_id, fingerprint, workspace_id, trail, heading, original,
       edited, excluded, questions, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      documentId,
      fingerprint,
      workspaceId,
      trail,
      heading,
      original,
      edited,
      excluded,
      questions,
      now,
    ],
  );
}
