// Cuts an article into passages: the units that are found, quoted and cited.
//
// Structure decides first: a passage never crosses from one heading to another, save that tiny
// neighbours under one heading are kept together. Inside a section whole blocks are gathered up to
// the limit; only a block that is too long by itself is cut, and then between its own parts
// (items, rows with their header, sentences, lines of code), never inside one.

import type { List, Table } from 'mdast';
import type { Article, Section } from '../core/article.ts';
import { type Block, parseBlocks, sourceOf } from './markdown-blocks.ts';
import { splitSentences } from '../core/words/sentences.ts';

export interface PassageDraft {
  trail: string[];
  heading: string;
  markdown: string;
  /** Heading paths of near-identical passages of the document, which are folded into this one. */
  alsoUnder?: string[][];
}

/** MiniLM reads 256 word pieces: title, headings and about this many words. */
const MOST_WORDS = 180;
/** Half a program answers nothing: code is cut only where it is far too long. */
const MOST_CODE_WORDS = 400;
const MOST_LETTERS = 6_000;
const PART_LETTERS = 16_000;
/** A section shorter than this joins a neighbour that is short as well. */
const TINY_WORDS = 25;

export function cutPassages(article: Article): PassageDraft[] {
  return joinedTiny(article.sections).flatMap(cutSection);
}

/** The passages of one section, in order; none for a section without words. */
export function cutSection(section: Section): PassageDraft[] {
  const { trail, heading } = section;
  const pieces: string[] = [];
  let gathered: string[] = [];
  let words = 0;
  const flush = (): void => {
    if (gathered.length > 0) pieces.push(gathered.join('\n\n'));
    gathered = [];
    words = 0;
  };
  const fits = countWords(section.markdown) <= MOST_WORDS;
  const blocks = fits
    ? [section.markdown.trim()]
    : inParts(section.markdown).flatMap((part) => cutBlocks(parseBlocks(part)));
  for (const piece of blocks) {
    const length = countWords(piece);
    if (words > 0 && words + length > MOST_WORDS) {
      // A lead-in ("Do the following:") belongs to what it leads to.
      const leadIn = gathered.length > 1 && isLeadIn(gathered.at(-1)) ? gathered.pop() : undefined;
      flush();
      if (leadIn) {
        gathered.push(leadIn);
        words += countWords(leadIn);
      }
    }
    gathered.push(piece);
    words += length;
  }
  flush();
  return pieces
    .flatMap(bounded)
    .filter((markdown) => /[\p{L}\p{N}]/u.test(markdown))
    .map((markdown) => ({ trail, heading, markdown }));
}

/**
 * The parser's time grows faster than its text: very long sections are parsed in parts, cut at
 * blank lines outside of code.
 */
function inParts(markdown: string): string[] {
  if (markdown.length <= PART_LETTERS) return [markdown];
  const parts: string[] = [];
  let part: string[] = [];
  let letters = 0;
  let inCode = false;
  for (const line of markdown.split('\n')) {
    if (/^ {0,3}(`{3,}|~{3,})/.test(line)) inCode = !inCode;
    if (letters > PART_LETTERS && !inCode && line.trim() === '') {
      parts.push(part.join('\n'));
      part = [];
      letters = 0;
    }
    part.push(line);
    letters += line.length + 1;
  }
  parts.push(part.join('\n'));
  return parts;
}

/** What has no place to be cut (a picture in base64, one endless word) is cut anywhere. */
function bounded(piece: string): string[] {
  if (piece.length <= MOST_LETTERS) return [piece];
  return Array.from({ length: Math.ceil(piece.length / MOST_LETTERS) }, (_, i) =>
    piece.slice(i * MOST_LETTERS, (i + 1) * MOST_LETTERS),
  );
}

function isLeadIn(piece: string | undefined): boolean {
  return piece !== undefined && /[:：]\s*$/.test(piece) && countWords(piece) < 40;
}

/** Every part of a list that is cut keeps the sentence that leads to it. */
function cutBlocks(blocks: readonly Block[]): string[] {
  const pieces: string[] = [];
  for (const [i, block] of blocks.entries()) {
    const parts = cutBlock(block);
    const above = blocks[i - 1]?.source;
    if (block.node.type === 'list' && parts.length > 1 && isLeadIn(above)) {
      pieces.pop();
      pieces.push(...parts.map((part) => `${above?.trim()}\n\n${part}`));
    } else pieces.push(...parts);
  }
  return pieces;
}

function cutBlock(block: Block): string[] {
  const most = block.node.type === 'code' ? MOST_CODE_WORDS : MOST_WORDS;
  if (countWords(block.source) <= most) return [block.source];
  switch (block.node.type) {
    case 'list':
      return cutList(block.node, block.source);
    case 'table':
      return cutTable(block.node, block.source);
    case 'code':
      return cutCode(block.source);
    default:
      return gather(splitSentences(block.source), ' ');
  }
}

function cutList(list: List, source: string): string[] {
  const start = list.position?.start.offset ?? 0;
  const items = list.children.map((item) => {
    const from = (item.position?.start.offset ?? 0) - start;
    return source.slice(from, (item.position?.end.offset ?? 0) - start);
  });
  return gather(
    items.flatMap((item) =>
      countWords(item) <= MOST_WORDS * 2 ? [item] : gather(splitSentences(item), ' '),
    ),
    '\n',
  );
}

function cutTable(table: Table, source: string): string[] {
  const start = table.position?.start.offset ?? 0;
  const whole = ' '.repeat(start) + source;
  const rows = table.children.map((row) => sourceOf(row, whole));
  const header = source.split('\n').slice(0, 2).join('\n');
  return gather(rows.slice(1), '\n').map((part) => `${header}\n${part}`);
}

function cutCode(source: string): string[] {
  const lines = source.split('\n');
  const fence = /^\s*(`{3,}|~{3,})/.exec(lines[0] ?? '');
  if (!fence) return gather(lines, '\n', MOST_CODE_WORDS);
  const close = (fence[1] as string).trim();
  const inside = gather(lines.slice(1, -1), '\n', MOST_CODE_WORDS);
  return inside.map((part) => `${lines[0]}\n${part}\n${close}`);
}

function gather(parts: string[], glue: string, most = MOST_WORDS): string[] {
  const out: string[] = [];
  let current: string[] = [];
  let words = 0;
  for (const part of parts) {
    const length = countWords(part);
    if (words > 0 && words + length > most) {
      out.push(current.join(glue));
      current = [];
      words = 0;
    }
    current.push(part);
    words += length;
  }
  if (current.length > 0) out.push(current.join(glue));
  return out;
}

/**
 * Runs of tiny sections below one heading become one, their headings kept inside the text: a
 * passage of five words answers nothing alone.
 */
function joinedTiny(sections: Section[]): Section[] {
  const out: Section[] = [];
  for (const section of sections) {
    const last = out.at(-1);
    const together =
      last !== undefined &&
      isTiny(last) &&
      isTiny(section) &&
      last.heading !== '' &&
      !asksQuestion(section.heading) &&
      !asksQuestion(last.heading) &&
      sameTrail(last.trail, section.trail);
    if (together) {
      out[out.length - 1] = {
        trail: last.trail,
        heading: `${last.heading} · ${section.heading}`,
        markdown: `${last.markdown}\n\n**${section.heading}**\n\n${section.markdown}`,
      };
    } else out.push(section);
  }
  return out;
}

const isTiny = (section: Section): boolean => countWords(section.markdown) < TINY_WORDS;
const asksQuestion = (heading: string): boolean => /[?？]\s*$/.test(heading);
const sameTrail = (a: string[], b: string[]): boolean => a.join('\n') === b.join('\n');

/** Words as the limit means them; scripts without spaces count two letters for one. */
export function countWords(text: string): number {
  const dense = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0;
  const spaced =
    text.match(/[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]+/gu)?.length ?? 0;
  return spaced + Math.ceil(dense / 2);
}
