// A table within a table is layout, not data: the outer one becomes plain blocks, before anything
// renders it. Rendering a table renders what is in its cells once more for each table around them:
// twenty deep, a page of four kilobytes took longer than anybody waits.

import type { Page } from './open-collapsed.ts';

const PARTS = 'table, caption, thead, tbody, tfoot, tr, td, th';

export function flattenTables(document: Page): void {
  const outer = new Set(
    [...document.querySelectorAll('table table')].map((inner) =>
      inner.parentElement?.closest('table'),
    ),
  );
  if (outer.size === 0) return;
  const parts = [...document.querySelectorAll(PARTS)].filter((part) =>
    outer.has(part.closest('table')),
  );
  for (const part of parts) {
    const block = document.createElement('div');
    block.append(...part.childNodes);
    part.replaceWith(block);
  }
}
