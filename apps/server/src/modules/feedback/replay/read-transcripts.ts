// Chats from elsewhere, to be replayed: JSON lines or CSV. Whatever line is broken is said, with its
// number and what is wrong with it; the good ones are kept.
//
//   {"id": "42", "turns": [{"customer": "Hi"}, {"ai": "Hello"}, {"teammate": "Let me look"}]}
//   conversation_id,author,text

import { LIMITS, type Outcome } from '@baton/protocol';
import { csvRows } from './csv-rows.ts';

export type Author = 'customer' | 'ai' | 'teammate';
export interface Said {
  author: Author;
  text: string;
}
export interface Transcript {
  id: string;
  turns: Said[];
}

export interface RowError {
  row: number;
  message: string;
}

export interface ReadTranscripts {
  transcripts: Transcript[];
  errors: RowError[];
}

/** A customer's turn of a transcript: what was asked, after what, and what came of it. */
export interface TranscriptTurn {
  transcript: string;
  before: Said[];
  question: string;
  /** An answer by the AI is `answer`, one by a person `handoff`; null where nobody reacted. */
  was: Outcome | null;
}

export function readTranscripts(file: Uint8Array): ReadTranscripts {
  const text = new TextDecoder('utf-8').decode(file).replaceAll('\u0000', '');
  if (text.trim() === '')
    return { transcripts: [], errors: [{ row: 1, message: 'The file is empty.' }] };
  // By any early line: the first may be a broken one.
  return /^\s*\{/mu.test(text.slice(0, 20_000)) ? fromJsonLines(text) : fromCsv(text);
}

function fromJsonLines(text: string): ReadTranscripts {
  const transcripts: Transcript[] = [];
  const errors: RowError[] = [];
  text.split('\n').forEach((line, at) => {
    if (line.trim() === '') return;
    const read = fromJsonLine(line, at + 1);
    if ('message' in read) errors.push(read);
    else transcripts.push(read);
  });
  return { transcripts, errors };
}

function fromJsonLine(line: string, row: number): Transcript | RowError {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { row, message: 'This is not JSON.' };
  }
  const { id, turns } = (value ?? {}) as { id?: unknown; turns?: unknown };
  if (!Array.isArray(turns)) return { row, message: 'There is no list "turns".' };
  const said: Said[] = [];
  for (const [at, turn] of turns.entries()) {
    const entries: [string, unknown][] =
      typeof turn === 'object' && turn !== null ? Object.entries(turn) : [];
    const [entry, ...more] = entries;
    const where = `Turn ${at + 1}`;
    if (entry === undefined || more.length > 0)
      return { row, message: `${where} is not one author with a text.` };
    const read = asSaid(entry[0], entry[1]);
    if (typeof read === 'string') return { row, message: `${where}: ${read}` };
    said.push(read);
  }
  if (!said.some(({ author }) => author === 'customer'))
    return { row, message: 'The customer says nothing in it.' };
  const named = typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
  return { id: named === '' ? `line ${row}` : named.slice(0, 200), turns: said };
}

const COLUMNS = {
  conversation: ['conversation_id', 'conversation', 'id', 'chat_id'],
  author: ['author', 'role', 'from'],
  text: ['text', 'message', 'body'],
} as const;

function fromCsv(text: string): ReadTranscripts {
  const [head, ...rows] = csvRows(text.replace(/^\uFEFF/, ''));
  const names = (head?.fields ?? []).map((name) => name.trim().toLowerCase());
  const column = (known: readonly string[]) => names.findIndex((name) => known.includes(name));
  const at = {
    conversation: column(COLUMNS.conversation),
    author: column(COLUMNS.author),
    text: column(COLUMNS.text),
  };
  const missing = Object.entries(at).filter(([, index]) => index < 0);
  if (missing.length > 0)
    return {
      transcripts: [],
      errors: [
        {
          row: 1,
          message: 'The first line must name the columns conversation_id, author and text.',
        },
      ],
    };
  const errors: RowError[] = [];
  const chats = new Map<string, Transcript>();
  for (const { row, fields, broken } of rows) {
    const id = (fields[at.conversation] ?? '').trim().slice(0, 200);
    const read = asSaid(fields[at.author] ?? '', fields[at.text]);
    if (broken) errors.push({ row, message: 'A quote in this line is never closed.' });
    else if (fields.length < names.length)
      errors.push({ row, message: `There are ${fields.length} columns, not ${names.length}.` });
    else if (id === '') errors.push({ row, message: 'It does not say which conversation.' });
    else if (typeof read === 'string') errors.push({ row, message: read });
    else {
      const chat = chats.get(id) ?? { id, turns: [] };
      chat.turns.push(read);
      chats.set(id, chat);
    }
  }
  return { transcripts: [...chats.values()], errors };
}

const AUTHORS: Record<string, Author> = {
  customer: 'customer',
  user: 'customer',
  contact: 'customer',
  visitor: 'customer',
  ai: 'ai',
  bot: 'ai',
  assistant: 'ai',
  teammate: 'teammate',
  agent: 'teammate',
  human: 'teammate',
  operator: 'teammate',
};

/** Words for what is wrong, where something is. */
function asSaid(by: string, text: unknown): Said | string {
  const author = AUTHORS[by.trim().toLowerCase()];
  if (author === undefined)
    return `"${by.trim().slice(0, 40)}" is no author: say customer, ai or teammate.`;
  if (typeof text !== 'string' || text.trim() === '') return 'There is no text.';
  if (text.length > LIMITS.messageLength)
    return `The text is longer than ${LIMITS.messageLength} characters.`;
  return { author, text: text.trim() };
}

/** What a customer says in a row is one turn, as it is in the product. */
export function turnsOf({ id, turns }: Transcript): TranscriptTurn[] {
  const found: TranscriptTurn[] = [];
  let start = 0;
  while (start < turns.length) {
    if (turns[start]?.author !== 'customer') {
      start += 1;
      continue;
    }
    let end = start;
    while (turns[end]?.author === 'customer') end += 1;
    const reaction = turns[end]?.author;
    found.push({
      transcript: id,
      before: turns.slice(0, start),
      question: turns
        .slice(start, end)
        .map(({ text }) => text)
        .join('\n'),
      was: reaction === undefined ? null : reaction === 'ai' ? 'answer' : 'handoff',
    });
    start = end;
  }
  return found;
}
