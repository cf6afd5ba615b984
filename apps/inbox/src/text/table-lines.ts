/** Rows of Markdown tables: their cells, and a table as plain lines for where no table can stand. */
const delimiterRow = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** The row of dashes between a table's head and its body. */
export const isDelimiterRow = (line: string): boolean => delimiterRow.test(line);

export function cells(row: string): string[] {
  return row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/**
 * "| Standard | €4.90 |" as "Standard: €4.90"; the head, and rows of more cells, with dots between.
 * `between` stands between the rows of one table. Excerpts may begin amid a table.
 */
export function tablesAsLines(markdown: string, between = '\n'): string {
  const lines = markdown.split(/\r?\n/);
  const isDelimiter = lines.map((line) => line.includes('|') && isDelimiterRow(line));
  let inTable = false;
  const written: string[] = [];
  lines.forEach((line, index) => {
    if (isDelimiter[index]) return;
    const isHead = isDelimiter[index + 1] === true && line.includes('|');
    const isRow =
      isHead ||
      /^\s*\|.*\|\s*$/.test(line) ||
      ((inTable || isDelimiter[index - 1] === true) && line.includes('|'));
    if (!isRow) written.push(line);
    else {
      const row = inLine(cells(line), isHead);
      if (inTable) written.push(`${written.pop() ?? ''}${between}${row}`);
      else written.push(row);
    }
    inTable = isRow;
  });
  return written.join('\n');
}

function inLine(row: readonly string[], isHead: boolean): string {
  const said = row.filter((cell) => cell !== '');
  return said.join(said.length === 2 && !isHead ? ': ' : ' · ');
}
