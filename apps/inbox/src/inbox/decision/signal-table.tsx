import type { SignalView } from '@baton/protocol';
import { useState } from 'react';
import { classNames } from '../../design/class-names.ts';
import { telling } from './telling-signals.ts';

/** What was measured about the customer's turn: what decided first, what was near it, the rest on demand. */
export function SignalTable({ signals }: { signals: readonly SignalView[] }) {
  const [all, setAll] = useState(false);
  if (signals.length === 0) return null;
  const { first, rest } = telling(signals);
  const shown = all ? [...first, ...rest] : first;
  return (
    <div>
      <table className="w-full text-small">
        <caption className="mb-1 text-left font-semibold text-ink-soft">Signals</caption>
        <thead className="sr-only">
          <tr>
            <th>Signal</th>
            <th>Measured</th>
            <th>Counts from</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, label, value, threshold, fired }) => (
            <tr key={name} className="border-t border-line">
              <td className={classNames('py-1 pr-2', fired && 'font-semibold')}>
                {label}
                {fired && <span className="sr-only"> (fired)</span>}
              </td>
              <td
                className={classNames(
                  'py-1 text-right tabular-nums',
                  fired ? 'font-semibold text-warn-text' : 'text-ink-soft',
                )}
              >
                {value === null ? '–' : number(value)}
              </td>
              <td className="w-16 py-1 text-right text-ink-faint tabular-nums">
                {threshold === null ? '' : `≥ ${number(threshold)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && rest.length > 0 && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-1 rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {rest.length} more, none of which counted
        </button>
      )}
    </div>
  );
}

const number = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(2));
