/**
 * The beginning of a text, in words: what is shown of an answer while it grows. Cut in the tree and
 * not in the Markdown, so that what has been read keeps its form when more comes.
 */
import type { Block } from './markdown.ts';
import type { Inline } from './markdown-inline.ts';

/** Where words are not set apart (Chinese, Japanese), each sign is one. */
const WORD = /\s*(?:[\u3000-\u9fff]|[^\s\u3000-\u9fff]+)/g;
const ALL = 1e9;

/** Words still to be given out. */
interface Budget {
  words: number;
}

export function firstWords(blocks: readonly Block[], words: number): Block[] {
  return someBlocks(blocks, { words });
}

export function wordsIn(blocks: readonly Block[]): number {
  const budget = { words: ALL };
  someBlocks(blocks, budget);
  return ALL - budget.words;
}

function someBlocks(blocks: readonly Block[], budget: Budget): Block[] {
  return some(blocks, budget, (block): Block => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return { ...block, content: someInlines(block.content, budget) };
      case 'quote':
        return { ...block, blocks: someBlocks(block.blocks, budget) };
      case 'list':
        return { ...block, items: some(block.items, budget, (item) => someBlocks(item, budget)) };
      case 'table':
      case 'code':
      case 'rule':
        // Whole: columns and lines would shift under the eyes.
        budget.words--;
        return block;
    }
  });
}

function someInlines(content: readonly Inline[], budget: Budget): Inline[] {
  return some(content, budget, (node): Inline => {
    if (typeof node === 'string') return beginning(node, budget);
    if ('content' in node) return { ...node, content: someInlines(node.content, budget) };
    if (node.type === 'code') budget.words--;
    return node;
  });
}

function beginning(text: string, budget: Budget): string {
  WORD.lastIndex = 0;
  let end = 0;
  while (budget.words > 0) {
    if (!WORD.exec(text)) return text;
    budget.words--;
    end = WORD.lastIndex;
  }
  return text.slice(0, end);
}

function some<Part>(parts: readonly Part[], budget: Budget, cut: (part: Part) => Part): Part[] {
  const out: Part[] = [];
  for (const part of parts) {
    if (budget.words <= 0) break;
    out.push(cut(part));
  }
  return out;
}
