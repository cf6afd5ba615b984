import { useId } from 'react';

const usual = [7, 30, 90, 180, 365, 730, 1825];

function inWords(days: number): string {
  if (days % 365 === 0) return days === 365 ? '1 year' : `${days / 365} years`;
  return `${days} days`;
}

/** How long something is kept: one of the usual times, or whatever was set over the API. */
export function KeepField({
  label,
  hint,
  days,
  least,
  onChange,
}: {
  label: string;
  hint: string;
  days: number | null;
  /** In days: nothing shorter is offered. */
  least: number;
  onChange: (days: number | null) => void;
}) {
  const id = useId();
  const offered = usual.filter((each) => each >= least);
  const shown =
    days === null || offered.includes(days) ? offered : [...offered, days].sort((a, b) => a - b);
  return (
    <div className="flex items-start justify-between gap-x-6 gap-y-2 max-sm:flex-col">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="text-base font-medium">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-small text-pretty text-ink-soft">
          {hint}
        </p>
      </div>
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        value={days ?? ''}
        onChange={(event) =>
          onChange(event.target.value === '' ? null : Number(event.target.value))
        }
        className="field w-36! shrink-0"
      >
        <option value="">For ever</option>
        {shown.map((each) => (
          <option key={each} value={each}>
            {inWords(each)}
          </option>
        ))}
      </select>
    </div>
  );
}
