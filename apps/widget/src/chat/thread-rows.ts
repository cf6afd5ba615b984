/**
 * The thread as rows: messages of one author that follow each other closely stand together, with
 * the name above the first and the time below the last; a new day gets a line of its own.
 */
import type { ContactEntry } from '@baton/protocol';
import type { PendingMessage, ThreadLine } from '@baton/replica';
import { type FormStand, formsIn } from './forms.ts';

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly author: 'you' | 'ai' | 'teammate';
  readonly name: string | null;
  readonly body: string;
  readonly sources: readonly RowSource[];
  /** Set on what the AI answered from documents: of it the customer may say whether it helped. */
  readonly answerId: string | null;
  readonly at: string;
  readonly first: boolean;
  readonly last: boolean;
  /** Null once the server has it. */
  readonly pending: PendingMessage | null;
  /** Whether it is still being written, or taken back. */
  readonly draft: 'writing' | 'leaving' | null;
  /** What it asks to be filled in. */
  readonly form: FormStand | null;
}

export type Row =
  | MessageRow
  | {
      readonly kind: 'notice';
      readonly key: string;
      readonly entry: Extract<ContactEntry, { kind: 'notice' }>;
    }
  | { readonly kind: 'day'; readonly key: string; readonly at: string };

/** While an answer is written its passages are not quoted yet. */
export interface RowSource {
  readonly title: string;
  readonly url: string;
  readonly quote?: string;
}

const TOGETHER = 5 * 60_000;

export interface ThreadFacts {
  /** Decides whether the first day needs saying. */
  readonly now: Date;
  /** Who writes what is being written. */
  readonly aiName: string;
  /** Forms are for open conversations. */
  readonly resolved: boolean;
}

export function threadRows(lines: readonly ThreadLine[], facts: ThreadFacts): Row[] {
  const { now, aiName, resolved } = facts;
  const { stands, told } = formsIn(lines, resolved);
  const rows: Row[] = [];
  let day = now.toDateString();
  for (const line of lines) {
    const at = timeOf(line) ?? now.toISOString();
    const date = new Date(at).toDateString();
    if (date !== day) rows.push({ kind: 'day', key: `day ${date}`, at });
    day = date;

    if (line.kind === 'entry' && line.entry.kind === 'notice') {
      rows.push({ kind: 'notice', key: line.key, entry: line.entry });
      continue;
    }
    if (told.has(line.key)) continue;
    const message = messageRow(line, at, aiName);
    if (message === null) continue;
    message.form = stands.get(line.key) ?? null;
    const before = rows.at(-1);
    if (before?.kind === 'message' && together(before, message)) {
      rows[rows.length - 1] = { ...before, last: false };
      rows.push({ ...message, first: false });
    } else rows.push(message);
  }
  return rows;
}

function timeOf(line: ThreadLine): string | null {
  if (line.kind === 'preview') return null;
  return line.kind === 'entry' ? line.entry.at : line.pending.at;
}

type Unplaced = { -readonly [Name in keyof MessageRow]: MessageRow[Name] };

function messageRow(line: ThreadLine, at: string, aiName: string): Unplaced | null {
  const alone = {
    kind: 'message',
    key: line.key,
    at,
    first: true,
    last: true,
    sources: [],
    answerId: null,
    pending: null,
    draft: null,
    form: null,
  } as const;
  if (line.kind === 'pending') {
    const { body } = line.pending;
    return { ...alone, author: 'you', name: null, body, pending: line.pending };
  }
  if (line.kind === 'preview') {
    const { text: body, sources, withdrawn } = line.preview;
    const draft = withdrawn ? 'leaving' : 'writing';
    return { ...alone, author: 'ai', name: aiName, body, sources, draft };
  }
  if (line.entry.kind !== 'message') return null;
  const { id, author, authorName, body, sources } = line.entry;
  const answerId = author === 'ai' && sources.length > 0 ? id : null;
  return { ...alone, author, name: authorName, body, sources, answerId };
}

function together(one: MessageRow, next: MessageRow): boolean {
  const apart = Date.parse(next.at) - Date.parse(one.at);
  return one.author === next.author && one.name === next.name && apart < TOGETHER;
}
