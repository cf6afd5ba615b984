import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../../design/icon-button.tsx';
import { monthAfter, monthName } from './amounts.ts';

/** Which month is shown; there is none after this one. */
export function MonthSwitch({
  month,
  last,
  onChange,
}: {
  month: string;
  last: string;
  onChange: (month: string) => void;
}) {
  return (
    <div className="flex items-center gap-1">
      <IconButton
        label={`Show ${monthName(monthAfter(month, -1))}`}
        onClick={() => onChange(monthAfter(month, -1))}
      >
        <ChevronLeft size={16} />
      </IconButton>
      <h2 aria-live="polite" className="min-w-36 text-center text-read font-semibold">
        {monthName(month)}
      </h2>
      <IconButton
        label={`Show ${monthName(monthAfter(month, 1))}`}
        disabled={month >= last}
        onClick={() => onChange(monthAfter(month, 1))}
      >
        <ChevronRight size={16} />
      </IconButton>
      {month !== last && (
        <button
          type="button"
          onClick={() => onChange(last)}
          className="ml-2 rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
        >
          This month
        </button>
      )}
    </div>
  );
}
