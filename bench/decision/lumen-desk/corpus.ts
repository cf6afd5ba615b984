/** Prints the example help centre as a corpus of sections: `{ id, article, title, heading, text }` a line. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../examples/lumen-desk/', import.meta.url));

export function lumenDeskSections() {
  return readdirSync(folder)
    .toSorted()
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .flatMap((name) => {
      const article = name.slice(0, -3);
      const [, head = '', body = ''] =
        /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(folder + name, 'utf8')) ?? [];
      const title = /^title: (.*)$/m.exec(head)?.[1] ?? article;
      return body.split(/^## /m).flatMap((part, n) => {
        const heading = n === 0 ? '' : (part.split('\n', 1)[0] ?? '');
        const text = (n === 0 ? part : part.slice(heading.length)).trim();
        return text === '' ? [] : [{ id: `${article}#${n}`, article, title, heading, text }];
      });
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const row of lumenDeskSections()) process.stdout.write(`${JSON.stringify(row)}\n`);
