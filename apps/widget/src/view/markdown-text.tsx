/** A Markdown tree as elements. Nothing here ever becomes HTML from text. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Block, parseMarkdown, type Row } from '../text/markdown.ts';
import type { Inline } from '../text/markdown-inline.ts';

export function MarkdownText({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return <Blocks of={blocks} />;
}

export function Blocks({ of }: { of: readonly Block[] }) {
  return <>{of.map(oneBlock)}</>;
}

export function Inlines({ of }: { of: readonly Inline[] }) {
  return <>{of.map(oneInline)}</>;
}

function oneBlock(block: Block): ComponentChildren {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Inlines of={block.content} />
        </p>
      );
    case 'heading':
      return (
        <p class={`heading heading-${Math.min(block.level, 3)}`}>
          <Inlines of={block.content} />
        </p>
      );
    case 'list': {
      const items = block.items.map(oneItem);
      return block.start === null ? (
        <ul dir="auto">{items}</ul>
      ) : (
        <ol dir="auto" start={block.start}>
          {items}
        </ol>
      );
    }
    case 'code':
      return (
        <pre ref={reachable} dir="ltr">
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote dir="auto">
          <Blocks of={block.blocks} />
        </blockquote>
      );
    case 'table':
      return (
        <div class="table" ref={reachable}>
          <table>
            {block.head && <thead>{oneRow(block.head, headCell)}</thead>}
            <tbody>{block.body.map((row) => oneRow(row, bodyCell))}</tbody>
          </table>
        </div>
      );
    case 'rule':
      return <hr />;
  }
}

function oneItem(blocks: readonly Block[]) {
  return <li>{blocks.map(oneBlock)}</li>;
}

function oneRow(cells: Row, cell: (content: readonly Inline[]) => ComponentChildren) {
  return <tr>{cells.map(cell)}</tr>;
}

/** An empty corner is no heading of anything. */
const headCell = (content: readonly Inline[]) =>
  content.length === 0 ? bodyCell(content) : <th dir="auto">{content.map(oneInline)}</th>;
const bodyCell = (content: readonly Inline[]) => <td dir="auto">{content.map(oneInline)}</td>;

/** What scrolls sideways can be reached, and so scrolled, by keyboard; what does not is no stop. */
function reachable(element: HTMLElement | null): void {
  if (element && element.scrollWidth > element.clientWidth) element.tabIndex = 0;
}

function oneInline(node: Inline): ComponentChildren {
  if (typeof node === 'string') return node;
  switch (node.type) {
    case 'strong':
      return (
        <strong>
          <Inlines of={node.content} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines of={node.content} />
        </em>
      );
    case 'deleted':
      return (
        <del>
          <Inlines of={node.content} />
        </del>
      );
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          <Inlines of={node.content} />
        </a>
      );
    case 'break':
      return <br />;
  }
}
