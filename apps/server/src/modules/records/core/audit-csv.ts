/** The audit log as a table for a spreadsheet, which must not take a cell for a formula. */
import type { AuditEntry } from '@baton/protocol';

export const AUDIT_CSV_HEAD = 'id,at,who,what,kind,address,browser,details\r\n';

export function auditCsvLine(entry: AuditEntry, who: string): string {
  const { id, at, words, kind, address, userAgent, details } = entry;
  const cells = [id, at, who, words, kind, address ?? '', userAgent ?? '', JSON.stringify(details)];
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
