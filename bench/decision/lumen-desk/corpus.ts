/** Prints the example help centre as a corpus of sections: `{ id, article, title, heading, text }` a line. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../examples/lumen-desk/', import.meta.url));
for (const name of readdirSync(folder).toSorted()) {
  if (!name.endsWith('.md') || name === 'README.md') continue;
  const article = name.slice(0, -3);
  const [, head = '', body = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(folder + name, 'utf8')) ?? [];
  const title = /^title: (.*)$/m.exec(head)?.[1] ?? article;
  for (const [n, part] of body.split(/^## /m).entries()) {
    const heading = n === 0 ? '' : (part.split('\n', 1)[0] ?? '');
    const text = (n === 0 ? part : part.slice(heading.length)).trim();
    if (text !== '')
      process.stdout.write(
        `${JSON.stringify({ id: `${article}#${n}`, article, title, heading, text })}\n`,
      );
  }
}
