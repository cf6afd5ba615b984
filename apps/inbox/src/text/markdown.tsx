import { useMemo } from 'react';
import { type Block, parseBlocks } from './blocks.ts';
import { parseInline } from './inline.ts';
import { InlineText } from './inline-text.tsx';

/** Markdown as elements. Never markup: what looks like HTML is shown as text. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => underScreenTitle(parseBlocks(text)), [text]);
  return (
    <div dir="auto" className="flex flex-col gap-2 break-words">
      <Blocks blocks={blocks} />
    </div>
  );
}

/** The document's topmost headings come right under the screen's own title, whatever they began with. */
function underScreenTitle(blocks: Block[]): Block[] {
  const top = Math.min(...blocks.map((block) => (block.kind === 'heading' ? block.level : 6)));
  return blocks.map((block) =>
    block.kind === 'heading' ? { ...block, level: block.level - top + 1 } : block,
  );
}

const Line = ({ text }: { text: string }) => <InlineText parts={parseInline(text)} />;

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => {
    const key = `${index}-${block.kind}`;
    return <BlockView key={key} block={block} />;
  });
}

const headings = ['text-title', 'text-lead', 'text-read', 'text-base'];

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <p
          role="heading"
          aria-level={Math.min(6, block.level + 1)}
          className={`mt-2 font-semibold first:mt-0 ${headings[Math.min(block.level, 4) - 1]}`}
        >
          <Line text={block.text} />
        </p>
      );
    case 'paragraph':
      return (
        <p className="whitespace-pre-wrap">
          <Line text={block.text} />
        </p>
      );
    case 'code':
      return (
        // What scrolls must be reachable by key.
        <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-small">
          {block.text}
        </pre>
      );
    case 'quote':
      return (
        <blockquote className="flex flex-col gap-2 border-l-2 border-line-strong pl-3 text-ink-soft">
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item, index) => {
        const key = `${index}-item`;
        return (
          <li key={key} className="pl-1">
            <Blocks blocks={item} />
          </li>
        );
      });
      return block.ordered ? (
        <ol start={block.start} className="flex list-decimal flex-col gap-1 pl-5">
          {items}
        </ol>
      ) : (
        <ul className="flex list-disc flex-col gap-1 pl-5">{items}</ul>
      );
    }
    case 'table':
      return <TableView head={block.head} rows={block.rows} />;
    case 'rule':
      return <hr className="border-line" />;
  }
}

function TableView({ head, rows }: { head: readonly string[]; rows: readonly string[][] }) {
  return (
    // What scrolls must be reachable by key.
    <div tabIndex={0} role="region" aria-label="Table" className="overflow-x-auto">
      <table className="w-full border-collapse text-left text-base">
        <thead>
          <tr>
            {head.map((cell, index) => {
              const key = `${index}-${cell}`;
              return (
                <th key={key} className="border-b border-line-strong px-2 py-1.5 font-semibold">
                  <Line text={cell} />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const key = `${index}-row`;
            return (
              <tr key={key}>
                {row.map((cell, column) => {
                  const cellKey = `${column}-cell`;
                  return (
                    <td key={cellKey} className="border-b border-line px-2 py-1.5 align-top">
                      <Line text={cell} />
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
