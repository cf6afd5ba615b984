/**
 * The thread as rows: messages of one author that follow each other closely stand together, with
 * the name above the first and the time below the last; a new day gets a line of its own.
 */
import type { ContactEntry, ContactSource } from '@baton/protocol';
import type { PendingMessage, ThreadLine } from '@baton/replica';

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly author: 'you' | 'ai' | 'teammate';
  readonly name: string | null;
  readonly body: string;
  readonly sources: readonly ContactSource[];
  /** Set on what the AI answered from documents: of it the customer may say whether it helped. */
  readonly answerId: string | null;
  readonly at: string;
  readonly first: boolean;
  readonly last: boolean;
  /** Null once the server has it. */
  readonly pending: PendingMessage | null;
}

export type Row =
  | MessageRow
  | {
      readonly kind: 'notice';
      readonly key: string;
      readonly entry: Extract<ContactEntry, { kind: 'notice' }>;
    }
  | { readonly kind: 'day'; readonly key: string; readonly at: string };

const TOGETHER = 5 * 60_000;

/** `now` decides whether the first day needs saying. */
export function threadRows(lines: readonly ThreadLine[], now: Date): Row[] {
  const rows: Row[] = [];
  let day = now.toDateString();
  for (const line of lines) {
    const at = line.kind === 'entry' ? line.entry.at : line.pending.at;
    const date = new Date(at).toDateString();
    if (date !== day) rows.push({ kind: 'day', key: `day ${date}`, at });
    day = date;

    if (line.kind === 'entry' && line.entry.kind === 'notice') {
      rows.push({ kind: 'notice', key: line.key, entry: line.entry });
      continue;
    }
    const message = messageRow(line);
    if (message === null) continue;
    const before = rows.at(-1);
    if (before?.kind === 'message' && together(before, message)) {
      rows[rows.length - 1] = { ...before, last: false };
      rows.push({ ...message, first: false });
    } else rows.push(message);
  }
  return rows;
}

function messageRow(line: ThreadLine): MessageRow | null {
  const alone = { kind: 'message', key: line.key, first: true, last: true } as const;
  if (line.kind === 'pending') {
    const { body, at } = line.pending;
    const mine = { author: 'you', name: null, sources: [], answerId: null } as const;
    return { ...alone, ...mine, body, at, pending: line.pending };
  }
  if (line.entry.kind !== 'message') return null;
  const { id, author, authorName, body, sources, at } = line.entry;
  const answerId = author === 'ai' && sources.length > 0 ? id : null;
  return { ...alone, author, name: authorName, body, sources, answerId, at, pending: null };
}

function together(one: MessageRow, next: MessageRow): boolean {
  const apart = Date.parse(next.at) - Date.parse(one.at);
  return one.author === next.author && one.name === next.name && apart < TOGETHER;
}
