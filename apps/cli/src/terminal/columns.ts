/** Text that fits a terminal: how wide it is, bars, and nothing that could move the cursor. */
import { stripVTControlCharacters } from 'node:util';

/** Nothing that this makes is wider. */
export const COLUMNS = 100;

/** Scripts of full width, and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns that a character takes. */
function widthOf(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) columns += widthOf(character);
  return columns;
}

/** A page's text is a stranger's: no escape codes, no control characters, one line. */
export const oneLine = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** One line of at most so many columns, cut at a word where there is one. */
export function cut(text: string, most: number): string {
  const line = oneLine(text);
  if (columnsOf(line) <= most) return line;
  let kept = '';
  let columns = 0;
  for (const character of line) {
    columns += widthOf(character);
    if (columns > most - 2) break;
    kept += character;
  }
  const space = kept.lastIndexOf(' ');
  return `${(space > kept.length / 2 ? kept.slice(0, space) : kept).trimEnd()} …`;
}

/** Lines of at most `width` columns; a word that is wider is broken. */
export function lines(text: string, width: number): string[] {
  const made = [''];
  const put = (word: string) => {
    const line = made.at(-1) as string;
    if (line === '') made[made.length - 1] = word;
    else if (columnsOf(line) + 1 + columnsOf(word) <= width) made[made.length - 1] += ` ${word}`;
    else made.push(word);
  };
  for (const word of oneLine(text).split(' ')) {
    let piece = '';
    let columns = 0;
    for (const character of word) {
      columns += widthOf(character);
      if (columns > width) {
        put(piece);
        piece = '';
        columns = widthOf(character);
      }
      piece += character;
    }
    put(piece);
  }
  return made;
}

/** A share from 0 to 1 as a bar; `line` marks where it would be enough. */
export function bar(share: number, width: number, line: number | null = null): string {
  const at = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * width);
  const cells = Array.from('█'.repeat(at(share)).padEnd(width, '░'));
  if (line !== null) cells[Math.min(width - 1, at(line))] = '│';
  return cells.join('');
}
