import type { Replay } from '@baton/protocol';
import { counted } from '../policy-words.ts';

/** Lines of an imported file that could not be read, and what was left out. */
export function RowErrors({ replay: { rowErrors, rowErrorCount, leftOut } }: { replay: Replay }) {
  if (rowErrorCount === 0 && leftOut === 0) return null;
  return (
    <div className="flex flex-col gap-2 rounded-md bg-warn-soft px-3 py-2.5 text-warn-text">
      {leftOut > 0 && <p>{counted(leftOut, 'turn')} beyond what one replay takes were left out.</p>}
      {rowErrorCount > 0 && (
        <details>
          <summary className="cursor-pointer rounded-sm font-medium">
            {counted(rowErrorCount, 'line')} could not be read; the others were replayed
          </summary>
          <ul className="mt-2 flex max-h-48 flex-col gap-1 overflow-y-auto text-small">
            {rowErrors.map(({ row, message }) => (
              <li key={`${row} ${message}`} className="flex gap-2">
                <span className="w-14 shrink-0 tabular-nums">Line {row}</span>
                <span className="min-w-0 break-words">{message}</span>
              </li>
            ))}
            {rowErrors.length < rowErrorCount && (
              <li>{counted(rowErrorCount - rowErrors.length, 'more line')}</li>
            )}
          </ul>
        </details>
      )}
    </div>
  );
}
