// Markdown cut at its outermost blocks, each kept exactly as it was written.

import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

export interface Block {
  node: RootContent;
  /** The block's source, verbatim. */
  source: string;
}

/** Deeper nesting than anyone writes costs the parser quadratic time, or its stack. */
const DEEP = /^(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}[.)][ \t])){13,}/gm;
const DEEPLY_INDENTED = /^[ \t]{60,}/gm;

export function tamed(markdown: string): string {
  return markdown.replace(DEEP, '> ').replace(DEEPLY_INDENTED, ' '.repeat(60));
}

export function parseBlocks(markdown: string): Block[] {
  const root = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return root.children.map((node) => ({ node, source: sourceOf(node, markdown) }));
}

export function sourceOf(node: Nodes, markdown: string): string {
  return markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

export { textOf };
