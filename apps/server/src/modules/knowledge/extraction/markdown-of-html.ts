// The HTML of converted documents → Markdown, with tables that have a header row.

import Turndown from 'turndown';

/** For HTML of our own making (from Word files), never for web pages. */
export function markdownOfHtml(html: string): string {
  const turndown = new Turndown({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
  });
  turndown.addRule('cell', {
    filter: ['td', 'th'],
    replacement: (content) => `\u0001${inOneLine(content)}`,
  });
  turndown.addRule('row', { filter: 'tr', replacement: (content) => `\u0002${content}` });
  turndown.addRule('table', {
    filter: 'table',
    replacement: (content) => `\n\n${tableOf(rowsOf(content))}\n\n`,
  });
  turndown.addRule('groups', {
    filter: ['thead', 'tbody', 'tfoot'],
    replacement: (content) => content,
  });
  turndown.addRule('picture', {
    filter: 'img',
    replacement: (_, node) => {
      const alt = (node as { getAttribute(name: string): string | null }).getAttribute('alt');
      return alt?.trim() ? `[Picture: ${inOneLine(alt)}]` : '';
    },
  });
  return turndown.turndown(html);
}

function rowsOf(content: string): string[][] {
  return content
    .split('\u0002')
    .slice(1)
    .map((row) =>
      row
        .split('\u0001')
        .slice(1)
        .map((cell) => cell.trim()),
    );
}

/** The first row is the header: Word tables seldom mark theirs. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const [header, ...others] = rows;
  if (!header || columns === 0) return '';
  // A frame around text, as letterheads and tips have it, is no table.
  if (columns === 1) return rows.map(([text]) => text).join('\n\n');
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: columns }, (_, i) => (cells[i] ?? '').replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [line(header), `|${' --- |'.repeat(columns)}`, ...others.map(line)].join('\n');
}

function inOneLine(text: string): string {
  return text.trim().replace(/\s*\n+\s*/g, ' ');
}
