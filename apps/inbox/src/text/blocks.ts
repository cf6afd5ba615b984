/** Markdown's blocks, as much as documents and answers use. Pure; what is not understood is a paragraph. */
import { cells, isDelimiterRow } from './table-lines.ts';

export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'rule' };

const patterns = {
  heading: /^(#{1,6})\s+(.*?)\s*#*$/,
  fence: /^\s{0,3}(```|~~~)/,
  rule: /^\s{0,3}([-*_])(\s*\1){2,}\s*$/,
  quote: /^\s{0,3}>\s?/,
  item: /^(\s*)([-*+]|(\d{1,9})[.)])\s+/,
};

export function parseBlocks(markdown: string): Block[] {
  return readBlocks(markdown.replace(/\r\n?/g, '\n').split('\n'));
}

function readBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const { block, next } = readBlock(lines, at, line);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

type Read = { block: Block; next: number };

function readBlock(lines: readonly string[], at: number, line: string): Read {
  const heading = patterns.heading.exec(line);
  if (heading) {
    const [, marks = '#', text = ''] = heading;
    return { block: { kind: 'heading', level: marks.length, text }, next: at + 1 };
  }
  if (patterns.fence.test(line)) return readFence(lines, at);
  if (patterns.rule.test(line)) return { block: { kind: 'rule' }, next: at + 1 };
  if (patterns.quote.test(line)) {
    const next = endOf(lines, at, (one) => patterns.quote.test(one));
    const inside = lines.slice(at, next).map((one) => one.replace(patterns.quote, ''));
    return { block: { kind: 'quote', blocks: readBlocks(inside) }, next };
  }
  if (patterns.item.test(line)) return readList(lines, at);
  if (line.includes('|') && isDelimiterRow(lines[at + 1] ?? '')) {
    const next = endOf(lines, at, (one) => one.includes('|'));
    const rows = lines.slice(at + 2, next).map(cells);
    return { block: { kind: 'table', head: cells(line), rows }, next };
  }
  const next = endOf(lines, at, (one, index) => index === at || !beginsBlock(one));
  return { block: { kind: 'paragraph', text: lines.slice(at, next).join('\n').trim() }, next };
}

function beginsBlock(line: string): boolean {
  return (
    line.trim() === '' ||
    [patterns.heading, patterns.fence, patterns.quote, patterns.item].some((one) => one.test(line))
  );
}

function endOf(
  lines: readonly string[],
  from: number,
  belongs: (line: string, index: number) => boolean,
): number {
  let end = from;
  while (end < lines.length && belongs(lines[end] ?? '', end)) end += 1;
  return end;
}

function readFence(lines: readonly string[], at: number): Read {
  const close = lines.findIndex((line, index) => index > at && patterns.fence.test(line));
  const end = close === -1 ? lines.length : close;
  return { block: { kind: 'code', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
}

/** Items begin at the list's own indent; deeper lines belong to the item above them. */
function readList(lines: readonly string[], at: number): Read {
  const first = patterns.item.exec(lines[at] ?? '');
  const indent = first?.[1]?.length ?? 0;
  const items: string[][] = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    const mark = patterns.item.exec(line);
    const depth = line.length - line.trimStart().length;
    if (mark && depth <= indent + 1) items.push([line.slice(mark[0].length)]);
    else if (line.trim() === '') {
      const after = lines[next + 1] ?? '';
      const goesOn = patterns.item.test(after) || after.length - after.trimStart().length > indent;
      if (!goesOn || after.trim() === '') break;
      items.at(-1)?.push('');
    } else if (depth > indent || !beginsBlock(line))
      items.at(-1)?.push(line.slice(Math.min(depth, indent + 2)));
    else break;
  }
  const block: Block = {
    kind: 'list',
    ordered: first?.[3] !== undefined,
    start: Number(first?.[3] ?? 1),
    items: items.map(readBlocks),
  };
  return { block, next };
}
