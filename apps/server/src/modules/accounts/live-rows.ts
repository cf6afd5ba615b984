/** What open screens must hear about teammates: a feed row, in the transaction that made it true. */
import type { Sql } from '../../platform/database/index.ts';
import { asTeammate, type TeammateRow } from './parts.ts';

export async function announceTeammate(tx: Sql, row: TeammateRow): Promise<void> {
  await tx.query('insert into feed (workspace_id, type, data) values ($1, $2, $3)', [
    row.workspace_id,
    'teammate.changed',
    JSON.stringify({ teammate: asTeammate(row) }),
  ]);
}
