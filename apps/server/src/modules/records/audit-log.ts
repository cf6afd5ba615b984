/** Reads the audit log: newest first, by page or whole, with everybody's name as it is now. */
import type { AuditEntry, AuditGroup, AuditPage, TeammateId } from '@baton/protocol';
import { AUDIT_KINDS } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Sql } from '../../platform/database/index.ts';
import { openPage, sealPage } from '../../platform/secrets/index.ts';
import { auditInWords } from './core/audit-words.ts';
import type { Asker, Parts } from './parts.ts';
import { type Refused, refuse } from './refused.ts';

export interface AuditFilter {
  group: AuditGroup | null;
  teammateId: string | null;
  /** ISO 8601; `from` counts in, `to` does not. */
  from: string | null;
  to: string | null;
}

interface Row {
  /** Counted over all workspaces: it does not leave the house. */
  position: string;
  id: string;
  at: Date;
  kind: string;
  teammate_id: TeammateId | null;
  who: string | null;
  subject_kind: string | null;
  subject_id: string | null;
  subject_name: string | null;
  details: Record<string, unknown>;
  address: string | null;
  user_agent: string | null;
}

/** An entry, and who it was by name. */
export interface NamedEntry {
  entry: AuditEntry;
  who: string;
}

const EXPORTED_AT_A_TIME = 500;
const NEWEST = '9223372036854775807';

export function createAuditLog({ database, secrets }: Pick<Parts, 'database' | 'secrets'>) {
  const listOf = (workspaceId: string) => ({ list: 'audit log', owner: [workspaceId] });

  async function list(
    workspaceId: string,
    filter: AuditFilter,
    { page, limit }: { page: string | null; limit: number },
  ): Promise<AuditPage | Refused> {
    const before = page === null ? NEWEST : openPage(secrets, listOf(workspaceId), page);
    if (before === null) {
      return refuse(
        'invalid_input',
        'This is not a page of this list, or no longer: begin with the first one.',
      );
    }
    const rows = await read(database, workspaceId, filter, before, limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      entries: shown.map((row) => named(row).entry),
      nextPage:
        rows.length > limit && last !== undefined
          ? sealPage(secrets, listOf(workspaceId), last.position)
          : null,
    };
  }

  /** All of it, the newest first, page by page: a long log needs no more memory than a short one. */
  async function* exported(workspaceId: string, filter: AuditFilter): AsyncGenerator<NamedEntry> {
    let before = NEWEST;
    for (;;) {
      const rows = await read(database, workspaceId, filter, before, EXPORTED_AT_A_TIME);
      for (const row of rows) yield named(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < EXPORTED_AT_A_TIME) return;
      before = last.position;
    }
  }

  /** Written down before it is read out. */
  async function noteExport({ workspaceId, teammate }: Asker, filter: AuditFilter): Promise<void> {
    const given = Object.entries(filter).filter(([, value]) => value !== null);
    await recordAudit(database, {
      workspaceId,
      kind: 'auditLogExported',
      by: teammate.id,
      details: Object.fromEntries(given),
    });
  }

  async function noteDecisionsExport(
    { workspaceId, teammate }: Asker,
    { id, name }: { id: string; name: string },
  ): Promise<void> {
    const subject = { kind: 'aiAgent', id, name };
    await recordAudit(database, {
      workspaceId,
      kind: 'decisionsExported',
      by: teammate.id,
      subject,
    });
  }

  return { list, exported, noteExport, noteDecisionsExport };
}

function read(
  sql: Sql,
  workspaceId: string,
  { group, teammateId, from, to }: AuditFilter,
  before: string,
  limit: number,
): Promise<Row[]> {
  return sql.query<Row>(
    `select a.position, coalesce(a.id, a.position::text) as id, a.at, a.kind, a.teammate_id, who.name as who, a.subject_kind, a.subject_id,
       coalesce(about.name, a.subject_name) as subject_name, a.details, a.address, a.user_agent
     from audit_log a
       left join teammates who on who.workspace_id = a.workspace_id and who.id = a.teammate_id
       left join teammates about on a.subject_kind = 'teammate'
         and about.workspace_id = a.workspace_id and about.id = a.subject_id
     where a.workspace_id = $1 and a.position < $2::bigint
       and ($3::text[] is null or a.kind = any ($3))
       and ($4::text is null or a.teammate_id = $4)
       and ($5::timestamptz is null or a.at >= $5) and ($6::timestamptz is null or a.at < $6)
     order by a.position desc limit $7`,
    [workspaceId, before, group === null ? null : AUDIT_KINDS[group], teammateId, from, to, limit],
  );
}

function named(row: Row): NamedEntry {
  const { kind, details, subject_kind, subject_id, subject_name } = row;
  const who = row.teammate_id === null ? null : (row.who ?? 'Somebody who is gone');
  return {
    who: who ?? '',
    entry: {
      id: row.id,
      at: row.at.toISOString(),
      kind,
      teammateId: row.teammate_id,
      words: auditInWords({ kind, who, what: subject_name, details }),
      subject:
        subject_kind === null || subject_id === null
          ? null
          : { kind: subject_kind, id: subject_id, name: subject_name },
      details,
      address: row.address,
      userAgent: row.user_agent,
    },
  };
}
