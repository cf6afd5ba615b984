/**
 * Reads the feed from a cursor on, so that nothing is ever skipped.
 *
 * Transactions commit in another order than they begin. A reader that takes "everything newer
 * than the last one seen" passes over a slow transaction and never comes back for it. So entries
 * are read in the order of their transactions, and only those older than every transaction that
 * still runs: below that horizon nothing can appear any more.
 *
 *   xid   97  98  99 │ 100  101  102
 *         ✓   ✓   ✓  │ runs  ✓    ✓      the horizon is 100: 101 and 102 wait for it
 */
import type { Sql } from '../database/index.ts';
import { compareCursors, formatCursor, parseCursor } from './cursor.ts';

export interface FeedEntry {
  cursor: string;
  workspaceId: string;
  conversationId: string | null;
  type: string;
  data: Record<string, unknown>;
  at: Date;
}

export interface FeedQuestion {
  /** Default: every workspace. */
  workspaceId?: string;
  conversationId?: string | null;
  after: string;
  limit: number;
}

export type FeedAnswer =
  | {
      kind: 'page';
      entries: FeedEntry[];
      /** Where to go on from. Fewer entries than `limit`: everything up to here was seen. */
      cursor: string;
      /** Entries are committed that cannot be handed out yet; look again in a moment. */
      pending: boolean;
    }
  /** The cursor is of no use: load a fresh snapshot and go on from its cursor. */
  | { kind: 'reset'; reason: 'malformed' | 'future' | 'expired' };

interface Row {
  /** The last entry below the horizon; null when there is none. */
  headXid: string | null;
  headPosition: string | null;
  state: FeedState | null;
  pending: boolean;
  xid: string | null;
  position: string;
  workspaceId: string;
  conversationId: string | null;
  type: string;
  data: Record<string, unknown>;
  at: Date;
}

/** Kept in `installation` under "feed". */
export interface FeedState {
  generation: number;
  /** The server that the transaction numbers belong to. */
  systemIdentifier: string | null;
  /** … and the history that they were counted in; counted before it was kept: none. */
  timeline?: string | null;
  /** The last entry that was pruned. */
  floor: { xid: string; position: string } | null;
}

/** The entries strictly after the cursor, in order. */
export async function readFeed(sql: Sql, question: FeedQuestion): Promise<FeedAnswer> {
  const after = parseCursor(question.after);
  if (after === undefined) return { kind: 'reset', reason: 'malformed' };
  const { workspaceId, conversationId } = question;
  const params: unknown[] = [after.xid, after.position, question.limit];
  let filter = '';
  if (workspaceId !== undefined) filter += ` and workspace_id = $${params.push(workspaceId)}`;
  if (conversationId != null) filter += ` and conversation_id = $${params.push(conversationId)}`;
  const rows = await sql.query<Row>(
    `${horizonAndHead},
     ${newest}
     select head.*, coalesce(newest.xid >= oldest, false) as pending, entry.*
     from head cross join newest left join lateral (
       select xid, position, workspace_id as "workspaceId", conversation_id as "conversationId",
              type, data, at
       from feed
       where (xid, position) > ($1::xid8, $2::bigint) and xid < oldest ${filter}
       order by xid, position
       limit $3
     ) entry on true`,
    params,
    { prepared: true },
  );
  const first = rows[0] as Row;
  const generation = first.state?.generation ?? 0;
  const head = headOf(first);
  if (compareCursors(question.after, head) > 0) return { kind: 'reset', reason: 'future' };
  const floor = first.state?.floor ?? null;
  const expired =
    after.generation < generation ||
    (floor !== null && compareCursors(question.after, formatCursor({ generation, ...floor })) < 0);
  if (expired) return { kind: 'reset', reason: 'expired' };

  const entries = rows.flatMap(({ xid, position, workspaceId, conversationId, type, data, at }) =>
    xid === null
      ? []
      : [
          {
            cursor: formatCursor({ generation, xid, position }),
            workspaceId,
            conversationId,
            type,
            data,
            at,
          },
        ],
  );
  const isFull = entries.length === question.limit;
  const cursor = isFull ? (entries.at(-1)?.cursor ?? head) : head;
  return { kind: 'page', entries, cursor, pending: first.pending };
}

/**
 * The cursor of this moment. Taken in the repeatable-read transaction that reads a snapshot, it
 * makes snapshot + later entries equal a fresh snapshot. Some of those entries may be in the
 * snapshot already: versions tell.
 *
 * It is the last entry below the horizon, not the horizon: a number that was never written down
 * with a commit may be given out again after a crash.
 */
export async function currentCursor(sql: Sql): Promise<string> {
  const [row] = await sql.query<Row>(`${horizonAndHead} select * from head`, [], {
    prepared: true,
  });
  return headOf(row as Row);
}

function headOf({ headXid, headPosition, state }: Row): string {
  const generation = state?.generation ?? 0;
  if (headXid !== null && headPosition !== null) {
    return formatCursor({ generation, xid: headXid, position: headPosition });
  }
  return formatCursor({ generation, ...(state?.floor ?? { xid: '0', position: '0' }) });
}

/** Asked for by its place: "is there one beyond the horizon?" would read the whole feed for a no. */
const newest = `newest as materialized (
       select (select xid from feed order by xid desc, position desc limit 1) as xid
     )`;

const horizonAndHead = `
  with horizon as materialized (
    select pg_snapshot_xmin(pg_current_snapshot()) as oldest,
           (select value from installation where key = 'feed') as state
  ),
  head as materialized (
    select oldest, state, last.xid as "headXid", last.position as "headPosition"
    from horizon left join lateral (
      select xid, position from feed where xid < oldest order by xid desc, position desc limit 1
    ) last on true
  )`;
