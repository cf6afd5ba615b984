// A decision as it was recorded, with the passages it looked at as they stand today.

import type { DecisionView, DocumentId, PassageId } from '@baton/protocol';
import type { Database } from '../../platform/database/index.ts';
import { DecisionRecord } from '../escalation/index.ts';

interface PassageRow {
  id: string;
  title: string;
  heading: string;
  url: string | null;
  text: string;
}

/** Null when the workspace has no decision by this id. */
export async function recordedDecision(
  database: Database,
  workspaceId: string,
  decisionId: string,
  documentUrl: (documentId: string) => string,
): Promise<DecisionView | null> {
  const [row] = await database.query<{ record: unknown }>(
    'select record from decisions where workspace_id = $1 and id = $2',
    [workspaceId, decisionId],
  );
  if (row === undefined) return null;
  const record = DecisionRecord.parse(row.record);
  const { decision } = record;
  const known = await passagesOf(
    database,
    workspaceId,
    record.passages.map(({ passageId }) => passageId),
  );
  return {
    question: record.question,
    outcome: decision.outcome,
    reasons: decision.reasons,
    confidence: record.confidence?.value ?? null,
    threshold: record.threshold,
    rule: decision.rule,
    explanation: decision.explanation,
    policyVersion: record.policyVersion,
    signals: record.readings,
    generation: record.generation ?? null,
    passages: record.passages.map(({ passageId, documentId, score }) => {
      const passage = known.get(passageId);
      return {
        passageId: passageId as PassageId,
        documentId: documentId as DocumentId,
        title: passage?.title ?? 'A document that was changed or removed since',
        heading: passage?.heading ?? '',
        url: passage?.url ?? documentUrl(documentId),
        text: passage?.text ?? '',
        score,
        lexical: 0,
        cosine: null,
        reader: null,
        matchedTerms: [],
      };
    }),
    record: row.record,
  };
}

async function passagesOf(
  database: Database,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, PassageRow>> {
  if (ids.length === 0) return new Map();
  const rows = await database.query<PassageRow>(
    `select p.id, d.title, p.heading, d.url, p.markdown as text
     from passages p join documents d on d.id = p.document_id
     where p.workspace_id = $1 and p.id = any($2)`,
    [workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
