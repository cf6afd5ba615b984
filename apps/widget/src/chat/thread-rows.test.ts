import type { ContactEntry } from '@baton/protocol';
import type { ThreadLine } from '@baton/replica';
import { expect, it } from 'vitest';
import { type MessageRow, threadRows } from './thread-rows.ts';

const NOON = new Date('2026-03-02T12:00:00');
const at = (minutes: number, from = NOON) =>
  new Date(from.getTime() + minutes * 60_000).toISOString();

const said = (version: number, author: 'you' | 'ai' | 'teammate', when: string): ThreadLine => ({
  kind: 'entry',
  key: String(version),
  entry: {
    kind: 'message',
    version,
    id: `msg_${version}`,
    clientMessageId: null,
    author,
    authorName: author === 'you' ? null : author,
    body: String(version),
    sources: [],
    choices: [],
    at: when,
  } as unknown as ContactEntry,
});

const notice = (version: number, when: string): ThreadLine => ({
  kind: 'entry',
  key: String(version),
  entry: { kind: 'notice', version, notice: 'joined', name: 'Sam', at: when },
});

const inWords = (lines: ThreadLine[], now = NOON) =>
  threadRows(lines, { now, aiName: 'Lumi', resolved: false }).map((row) =>
    row.kind === 'message'
      ? `${row.author}${row.first ? ' first' : ''}${row.last ? ' last' : ''}`
      : row.kind,
  );

it('messages of one author that follow closely stand together', () => {
  const lines = [said(1, 'ai', at(0)), said(2, 'ai', at(1)), said(3, 'you', at(2))];
  expect(inWords(lines)).toEqual(['ai first', 'ai last', 'you first last']);
});

it('a long pause, a notice or another author parts them', () => {
  const lines = [
    said(1, 'ai', at(0)),
    said(2, 'ai', at(9)),
    notice(3, at(9)),
    said(4, 'ai', at(10)),
    said(5, 'teammate', at(10)),
  ];
  expect(inWords(lines)).toEqual([
    'ai first last',
    'ai first last',
    'notice',
    'ai first last',
    'teammate first last',
  ]);
});

it('a new day is said, and today is not when nothing came before', () => {
  expect(inWords([said(1, 'you', at(0))])).toEqual(['you first last']);
  const yesterday = at(-24 * 60);
  expect(inWords([said(1, 'you', yesterday), said(2, 'you', at(0))])).toEqual([
    'day',
    'you first last',
    'day',
    'you first last',
  ]);
});

it('what is on its way stands with what has arrived', () => {
  const pending: ThreadLine = {
    kind: 'pending',
    key: 'p',
    pending: {
      clientMessageId: 'p',
      body: 'x',
      at: at(1),
      state: 'sending',
      problem: null,
      errors: [],
    },
  };
  expect(inWords([said(1, 'you', at(0)), pending])).toEqual(['you first', 'you last']);
});

it('only what the AI answered from documents can be said to have helped', () => {
  const from = (author: 'ai' | 'teammate', ...sources: object[]) => {
    const line = said(1, author, at(0));
    return { ...line, entry: { ...(line as { entry: object }).entry, sources } } as ThreadLine;
  };
  const source = { title: 'Reset', url: '', quote: '' };
  const idOf = (line: ThreadLine) =>
    (threadRows([line], { now: NOON, aiName: 'Lumi', resolved: false })[0] as MessageRow).answerId;
  expect(idOf(from('ai', source))).toBe('msg_1');
  expect(idOf(from('ai'))).toBeNull();
  expect(idOf(from('teammate', source))).toBeNull();
});

it('what is being written stands with what the AI said before, and is not to be judged yet', () => {
  const preview = {
    kind: 'preview',
    key: 'w',
    preview: { text: 'Hold', sources: [{ title: 'Reset', url: '' }], withdrawn: false },
  } as unknown as ThreadLine;
  const rows = threadRows([said(1, 'ai', at(-1)), preview], {
    now: NOON,
    aiName: 'ai',
    resolved: false,
  });
  expect(rows).toMatchObject([
    { key: '1', last: false, draft: null },
    { key: 'w', first: false, name: 'ai', body: 'Hold', draft: 'writing', answerId: null },
  ]);
});
