// What was handed in, told in the audit log: in the transaction that stores it, so that what customers
// are told never changes without saying by whom.

import { recordAudit } from '../../../platform/audit/index.ts';
import type { Sql } from '../../../platform/database/index.ts';
import type { KnowledgeScope } from '../documents.ts';

const NAMES_TOLD = 20;

/** @param names of what was added or replaced; none: nothing is said */
export async function recordAdded(
  tx: Sql,
  { workspaceId, aiAgentId }: KnowledgeScope,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  await recordAudit(tx, {
    workspaceId,
    kind: 'documentsAdded',
    subject: { kind: 'aiAgent', id: aiAgentId },
    details: { count: names.length, names: names.slice(0, NAMES_TOLD) },
  });
}
