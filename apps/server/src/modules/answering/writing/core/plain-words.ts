// Markdown as words: what is compared, and what a sentence is checked as.

/** Emphasis, links and headings reduced to what is read; code keeps its characters. */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/!?\[([^[\]\n]{0,300})\]\([^()\s]{0,2000}(?:\s+"[^"]*")?\)/gu, '$1')
    .replace(/^\s{0,3}(?:#{1,6}|>)\s+/gmu, '')
    .replace(/(\*\*|__|~~|`+)/gu, '')
    .replace(/(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Content words, cut to their beginning so that "returns" meets "return". */
export function wordStems(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .filter((word) => word.length > 3 || /\p{N}/u.test(word) || /[^\u0000-\u024f]/u.test(word))
    .map((word) => word.slice(0, 6));
}

/** Share of the stems of `text` that are among `known`. */
export function overlap(text: string, known: ReadonlySet<string>): number {
  const stems = wordStems(text);
  return stems.length === 0 ? 0 : stems.filter((stem) => known.has(stem)).length / stems.length;
}
