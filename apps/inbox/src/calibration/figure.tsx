import { type ReactNode, useId, useState } from 'react';

/** A plot with its title, what it says, and the same numbers as a table on demand. */
export function Figure({
  title,
  lead,
  plot,
  caption,
  table,
}: {
  title: string;
  lead: ReactNode;
  plot: ReactNode;
  /** What the pointer is at, or how to read the plot. Its place stays. */
  caption: ReactNode;
  table: { head: readonly string[]; rows: readonly (readonly string[])[]; marked?: number };
}) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure aria-labelledby={id} className="flex min-w-0 flex-col">
      <figcaption className="mb-3">
        <div className="flex items-baseline justify-between gap-3">
          <h3 id={id} className="text-base font-semibold">
            {title}
          </h3>
          <button
            type="button"
            aria-label={`${asTable ? 'As a picture' : 'As a table'}: ${title}`}
            onClick={() => setAsTable(!asTable)}
            className="shrink-0 rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
          >
            {asTable ? 'As a picture' : 'As a table'}
          </button>
        </div>
        <p className="mt-0.5 min-h-8 text-small text-pretty text-ink-soft">{lead}</p>
      </figcaption>
      <div className="min-h-69">
        {asTable ? (
          <div
            className="max-h-69 overflow-y-auto"
            tabIndex={0}
            role="region"
            aria-label={`${title}, as a table`}
          >
            <table className="w-full text-small tabular-nums">
              <thead>
                <tr className="text-left text-ink-soft">
                  {table.head.map((name) => (
                    <th key={name} className="sticky top-0 bg-surface py-1 pr-3 font-medium">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, index) => (
                  <tr
                    key={row.join('|')}
                    className={`border-t border-line ${index === table.marked ? 'bg-selected font-semibold' : ''}`}
                  >
                    {row.map((cell, column) => (
                      <td key={table.head[column]} className="py-1 pr-3">
                        {cell}
                        {index === table.marked && column === 0 && (
                          <span className="sr-only"> (chosen)</span>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <>
            {plot}
            <p className="mt-2 min-h-8 text-small text-ink-soft tabular-nums">{caption}</p>
          </>
        )}
      </div>
    </figure>
  );
}
