/** Markdown as one line of plain words, for a preview. */
import { type Block, parseMarkdown } from './markdown.ts';
import type { Inline } from './markdown-inline.ts';

export function plainText(markdown: string, upTo = 600): string {
  return parseMarkdown(markdown.slice(0, upTo))
    .map(blockText)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.content);
    case 'list':
      return block.items.map((item) => item.map(blockText).join(' ')).join(', ');
    case 'quote':
      return block.blocks.map(blockText).join(' ');
    case 'table':
      return [block.head ?? [], ...block.body]
        .map((row) => row.map(inlineText).join(' '))
        .join(', ');
    case 'code':
      return block.text;
    case 'rule':
      return '';
  }
}

function inlineText(content: readonly Inline[]): string {
  return content
    .map((node) => {
      if (typeof node === 'string') return node;
      if (node.type === 'break') return ' ';
      return node.type === 'code' ? node.text : inlineText(node.content);
    })
    .join('');
}
