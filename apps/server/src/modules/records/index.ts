/**
 * Records: who did what, what is known about a person, and how long it is kept.
 *
 *   audit      written by whoever did it (platform/audit), read here
 *   contacts   who is meant; everything that is stored about one: how much, exported whole, erased
 *   retention  rules of a workspace, what they would remove, and the job that removes it
 *
 * It owns no data of others: conversations leave by the door that conversations give it, and
 * `holdings.ts` is the catalogue that says where a customer's data may be. docs/privacy.md tells
 * owners.
 */
import type { RetentionPreview, RetentionRules } from '@baton/protocol';
import { createAuditLog } from './audit-log.ts';
import { createRetention } from './apply-retention.ts';
import { createContactErasure } from './erase-contact.ts';
import { createContactExport } from './export-contact.ts';
import { createContactHoldings } from './contact-holdings.ts';
import { cutoffsOf } from './core/cutoffs.ts';
import { countDue } from './fallen-due.ts';
import { findContacts } from './find-contacts.ts';
import type { Parts } from './parts.ts';
import { createRetentionRules } from './retention-rules.ts';

export type { AuditFilter } from './audit-log.ts';
export { AUDIT_CSV_HEAD, auditCsvLine } from './core/audit-csv.ts';
export type { Parts as RecordsParts } from './parts.ts';

export type Records = ReturnType<typeof createRecords>;

export function createRecords(parts: Parts) {
  const { database, clock } = parts;
  const retention = createRetention(parts);
  return {
    audit: createAuditLog(parts),
    contacts: {
      /** By a part of the name or address, or an id in full; at most twenty. */
      find: (workspaceId: string, query: string) => findContacts(database, workspaceId, query),
      holdings: createContactHoldings(parts),
      export: createContactExport(parts),
      erase: createContactErasure(parts),
    },
    retention: {
      ...createRetentionRules(parts),
      /** What these rules would remove now; nothing is removed. */
      preview: async (workspaceId: string, rules: RetentionRules): Promise<RetentionPreview> => ({
        wouldRemove: await countDue(database, workspaceId, cutoffsOf(rules, clock.now())),
      }),
      apply: retention.apply,
      /** For housekeeping, now and then. */
      enqueueDue: retention.enqueueDue,
    },
    jobs: retention.jobs,
  };
}
