// A model's answer as it streams in, cut into what can be checked and shown on its own: sentences,
// and whole lists, tables and code blocks. It reads character by character, so how the stream was
// cut into pieces cannot matter, and gives a unit only when nothing that follows can change it:
//
//   line begins ──► text ──stop, marks, then something else──► a sentence
//              ├──► list, table, code ──a line that is none of it──► the whole block
//              └──► heading, footnote ──end of line──► one unit

import { MARK_PERHAPS, MARKS_FIRST, takeMarksOff, TARGET_PERHAPS } from './citation-marks.ts';
import { CODE_FENCE, itemMarker, itemPerhaps, type LineKind, lineKind } from './line-starts.ts';
import { CLOSERS, endsHere, FULL_STOPS, isInside, STOPS } from './sentence-ends.ts';

export interface Unit {
  kind: LineKind;
  /** White space between it and what came before. */
  lead: string;
  /** Markdown as shown: without its citation marks. */
  text: string;
  /** As the model numbered them, whether offered or not. */
  citations: number[];
  /** As it came. */
  raw: string;
}

export interface AnswerParser {
  /** The units that `delta` completes. */
  push(delta: string): Unit[];
  /** What is left when the stream has ended. */
  end(): Unit[];
}

/** Longer "sentences" are cut at a space; only garbage and scripts without stops get there. */
const LONGEST_SENTENCE = 1_200;
const LONG_FOR_THAI = 80;
/** Nothing a model says: makes the last unit see an end. */
const END = '\u0003';

/** All of a text at once. */
export function unitsOf(text: string): Unit[] {
  const parser = createAnswerParser();
  return [...parser.push(text), ...parser.end()];
}

export function createAnswerParser(): AnswerParser {
  let lead = '';
  let raw = '';
  let kind: LineKind | null = null;
  /** Where the unit ends, if what follows agrees; -1 while nothing speaks for an end. */
  let end = -1;
  /** Within a fence, in a list or on its own. */
  let fence: string | null = null;
  let units: Unit[] = [];
  /** Something came before: only after a line's end does a line begin. */
  let begun = false;

  function emit(length: number): void {
    const rest = raw.slice(length);
    const whole = raw.slice(0, length);
    const body = whole.trimEnd();
    const { text, citations } =
      kind === 'code' ? { text: body, citations: [] } : takeMarksOff(body);
    const after = whole.slice(body.length);
    if (text.trim() === '') lead += after;
    else {
      units.push({ kind: kind ?? 'text', lead, text: text.trimEnd(), citations, raw: body });
      lead = after;
    }
    begun = true;
    raw = '';
    kind = null;
    end = -1;
    fence = null;
    for (const char of rest) feed(char);
  }

  function feed(char: string): void {
    if (raw === '' && /\s/u.test(char)) {
      lead += char;
      return;
    }
    raw += char;
    kind ??= begun && !lead.includes('\n') ? 'text' : lineKind(raw);
    // A mark of a sentence's end among the first characters cannot be: "1. " is told as a list.
    if (kind === null) {
      if (char === '\n') kind = 'text';
      else return;
    }
    if (kind === 'text') inText(char);
    else if (kind === 'heading' || kind === 'footnote') {
      if (char === '\n') emit(raw.length - 1);
    } else inBlock(char);
  }

  function inText(char: string): void {
    if (end < 0) {
      const before = raw.slice(0, -1);
      if (STOPS.has(char) || FULL_STOPS.has(char)) end = raw.length;
      else if (char === '\n') end = before.trimEnd().length;
      else if (char === ' ' && before.length >= LONG_FOR_THAI && /\p{sc=Thai}$/u.test(before))
        end = before.length;
      else if (raw.length >= LONGEST_SENTENCE) emit(lastSpace(raw));
      return;
    }
    const tail = raw.slice(end);
    const closes = CLOSERS.has(char) || STOPS.has(char) || FULL_STOPS.has(char);
    if (tail === char && closes && !isLineEnd()) {
      end = raw.length;
      return;
    }
    const marks = marksAt(tail);
    const rest = tail.slice(marks.length);
    if (/^\s*$/u.test(rest) || mayBecomeMark(rest, marks)) return;
    if (isSentenceEnd(marks, rest)) {
      emit(end + marks.length);
      return;
    }
    // It went on. What came since may hold an end of its own: "v1.2. Then". The same end is not
    // asked again: white space is taken as it is.
    const again = raw.slice(end);
    const taken = /^(?:\s+|[\s\S])/u.exec(again)?.[0] ?? '';
    raw = raw.slice(0, end) + taken;
    end = STOPS.has(taken) || FULL_STOPS.has(taken) ? raw.length : -1;
    for (const other of again.slice(taken.length)) feed(other);
  }

  const isLineEnd = () => raw[end] === '\n';

  function isSentenceEnd(marks: string, rest: string): boolean {
    const before = raw.slice(0, end);
    const next = rest.trimStart()[0] ?? END;
    if (next === END) return true;
    const gap = /^\s*/u.exec(rest)?.[0] ?? '';
    const stopped = /[.!?…。！？｡؟۔।॥።။។:：]["'”’»)\]」』）*_`]*$/u.test(before);
    if (marks !== '') return stopped || gap.includes('\n');
    if (gap.includes('\n')) {
      const goesOn = !gap.includes('\n\n') && !stopped && /\p{Ll}/u.test(next);
      return !goesOn && !(isInside(before) && !/\n\s*\n/u.test(gap));
    }
    const last = before.replace(/["'”’»)\]」』）*_`]+$/u, '').at(-1) ?? '';
    if (FULL_STOPS.has(last)) return !isInside(before);
    if (/\p{sc=Thai}/u.test(last)) return /\p{sc=Thai}/u.test(next);
    const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(next) && last !== '.';
    return (gap !== '' || spaceless) && endsHere(before, next);
  }

  function inBlock(char: string): void {
    const line = raw.slice(raw.lastIndexOf('\n', raw.length - 1) + 1);
    if (end < 0) {
      if (char !== '\n') return;
      followFence();
      if (fence === null) end = raw.length - 1;
      return;
    }
    const tail = raw.slice(end);
    if (tail.trim() === '') return;
    const goesOn = blockGoesOn(line, tail);
    if (goesOn === 'perhaps') return;
    if (goesOn) end = -1;
    else emit(end);
  }

  /** Whether the line that has just begun still belongs to the block. */
  function blockGoesOn(line: string, tail: string): boolean | 'perhaps' {
    if (line.startsWith(END)) return false;
    const marks = marksAt(tail);
    const rest = tail.slice(marks.length);
    if (marks !== '' && !/^[\s,;]*$/u.test(marks)) {
      if (/^[ \t]*$/u.test(rest) || mayBecomeMark(rest, marks)) return 'perhaps';
      return !rest.startsWith(':');
    }
    if (/^\s*(?:\^|\^?[[【(][^\]】)\n]{0,48})$/u.test(tail)) return 'perhaps';
    if (kind === 'table') return line.trimStart().startsWith('|');
    if (kind === 'code') return false;
    if (/^(?: {2,}|\t)\s*\S/u.test(line)) return true;
    const bare = line.trimStart();
    if (itemMarker(bare) !== null) return true;
    if (itemPerhaps(bare) || /^[`~]{1,2}$/u.test(bare)) return 'perhaps';
    const blank = /\n[ \t]*\n/u.test(tail);
    if (CODE_FENCE.test(bare)) return !blank || /[:：]\s*$/u.test(raw.slice(0, end));
    return !blank && /^\p{Ll}/u.test(bare);
  }

  /** A line has ended: it may have opened or closed a fence. */
  function followFence(): void {
    const line = raw.slice(raw.lastIndexOf('\n', raw.length - 2) + 1).trim();
    const found = CODE_FENCE.exec(line.replace(/^(?:[-*+]|\d{1,3}[.)])\s+/u, ''))?.[1];
    if (found === undefined) return;
    if (fence === null) fence = found;
    else if (line.startsWith(fence) && /^(?:`+|~+)$/u.test(line)) fence = null;
  }

  return {
    push(delta) {
      units = [];
      for (const char of delta) feed(char);
      return units;
    },
    end() {
      units = [];
      // An open fence swallows whatever comes; what it holds is given as it stands.
      if (fence !== null && raw !== '') emit(raw.length);
      for (const char of `\n\n${END}`) feed(char);
      if (kind !== null && raw !== END && raw !== '') emit(raw.length);
      return units
        .map((unit) => ({ ...unit, text: withoutEnd(unit.text), raw: withoutEnd(unit.raw) }))
        .filter((unit) => unit.raw !== '');
    },
  };
}

const withoutEnd = (text: string) => text.replaceAll(END, '').trimEnd();

/** The marks that `tail` begins with, less one that turns out to be a footnote ("[1]:"). */
function marksAt(tail: string): string {
  const marks = MARKS_FIRST.exec(tail)?.[0] ?? '';
  if (!tail.slice(marks.length).startsWith(':')) return marks;
  const last = Math.max(marks.lastIndexOf('['), marks.lastIndexOf('【'));
  return marks.slice(0, Math.max(0, last)).trimEnd();
}

const mayBecomeMark = (rest: string, marks: string): boolean =>
  MARK_PERHAPS.test(rest) || (/[\]】]$/u.test(marks) && TARGET_PERHAPS.test(rest));

function lastSpace(text: string): number {
  const space = text.lastIndexOf(' ');
  return space > text.length / 2 ? space : text.length;
}
