// What open screens must hear about documents: a feed row, in the transaction that made it true.

import type { Sql } from '../../platform/database/index.ts';
import { asDocument, type DocumentRow } from './store/documents.ts';

export async function announceDocuments(
  tx: Sql,
  workspaceId: string,
  rows: DocumentRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into feed (workspace_id, type, data)
     select $1, 'document.changed', item from jsonb_array_elements($2::jsonb) as item`,
    [workspaceId, JSON.stringify(rows.map((row) => ({ document: asDocument(row) })))],
  );
}

export async function announceRemoval(
  tx: Sql,
  workspaceId: string,
  documentId: string,
): Promise<void> {
  await tx.query(
    `insert into feed (workspace_id, type, data) values ($1, 'document.removed', $2)`,
    [workspaceId, JSON.stringify({ documentId })],
  );
}
