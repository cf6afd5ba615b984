import type { SignalView } from '@baton/protocol';
import { classNames } from '../../design/class-names.ts';

/** What was measured about the customer's turn. The ones that decided stand out. */
export function SignalTable({ signals }: { signals: readonly SignalView[] }) {
  if (signals.length === 0) return null;
  const fired = signals.filter((signal) => signal.fired);
  const others = signals.filter((signal) => !signal.fired);
  return (
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
        {[...fired, ...others].map(({ name, label, value, threshold, fired: didFire }) => (
          <tr key={name} className="border-t border-line">
            <td className={classNames('py-1 pr-2', didFire && 'font-semibold')}>
              {label}
              {didFire && <span className="sr-only"> (fired)</span>}
            </td>
            <td
              className={classNames(
                'py-1 text-right tabular-nums',
                didFire ? 'font-semibold text-warn-text' : 'text-ink-soft',
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
  );
}

const number = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(2));
