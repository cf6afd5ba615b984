import type { UsageReport } from '@baton/protocol';
import { dayOf, money } from './amounts.ts';

/** How much of the month's budget is spent: drawn, and in words. */
export function SpentBar({ usage }: { usage: UsageReport }) {
  const { total, budget, currency, resetsAt } = usage;
  const spent = money(total.cost, currency);
  if (budget === null) {
    return (
      <p>
        <strong className="text-lead font-semibold tabular-nums">{spent}</strong>
        <span className="text-ink-soft"> spent this month; there is no limit.</span>
      </p>
    );
  }
  const share = budget > 0 ? total.cost / budget : 1;
  const used = share >= 1;
  const colour = used ? 'bg-danger' : share >= 0.8 ? 'bg-warn' : 'bg-accent';
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p>
          <strong className="text-lead font-semibold tabular-nums">{spent}</strong>
          <span className="text-ink-soft tabular-nums"> of {money(budget, currency)}</span>
        </p>
        <p className="text-small text-ink-soft">
          {used ? 'Used up. ' : ''}Begins anew on {dayOf(resetsAt.slice(0, 10))}
        </p>
      </div>
      <div
        role="meter"
        aria-label="Spent of this month’s budget"
        aria-valuemin={0}
        aria-valuemax={budget}
        aria-valuenow={Math.min(total.cost, budget)}
        aria-valuetext={`${spent} of ${money(budget, currency)}`}
        className="mt-2 h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full min-w-0.5 rounded-full ${colour}`}
          style={{ width: `${Math.min(1, share) * 100}%` }}
        />
      </div>
    </div>
  );
}
