import type { UsageReport } from '@baton/protocol';
import { useState } from 'react';
import { Figure } from '../../calibration/figure.tsx';
import { Switcher } from '../../design/switcher.tsx';
import { dayOf, money, short } from './amounts.ts';
import { BarChart } from './bar-chart.tsx';

type Measure = 'cost' | 'calls' | 'tokens';
type Day = UsageReport['days'][number];

/** A bar for each day; the same numbers as a table on demand. */
export function DayBars({ usage }: { usage: UsageReport }) {
  const { days, currency, total } = usage;
  const [chosen, setChosen] = useState<Measure | null>(null);
  const [at, setAt] = useState<number | null>(null);
  const measure = chosen ?? (total.cost > 0 ? 'cost' : 'tokens');
  const size = (day: Day) =>
    measure === 'tokens' ? day.inputTokens + day.outputTokens : day[measure];
  const words = (value: number) => (measure === 'cost' ? money(value, currency) : short(value));
  const day = at === null ? undefined : days[at];
  return (
    <Figure
      title="Day by day"
      lead="Days as they are counted: in UTC."
      plot={
        <>
          <Switcher
            label="What is drawn"
            value={measure}
            onChange={setChosen}
            options={[
              { value: 'cost', name: 'Cost' },
              { value: 'calls', name: 'Calls' },
              { value: 'tokens', name: 'Tokens' },
            ]}
          />
          <BarChart
            bars={days.map((one) => ({ name: dayOf(one.day), value: size(one) }))}
            words={words}
            at={at}
            onPoint={setAt}
          />
        </>
      }
      caption={
        day
          ? `${dayOf(day.day)}: ${money(day.cost, currency)} in ${short(day.calls)} ${day.calls === 1 ? 'call' : 'calls'}${day.failed > 0 ? `, ${short(day.failed)} of them failed` : ''}; ${short(day.inputTokens)} tokens read, ${short(day.outputTokens)} written`
          : 'Point at a day for its numbers.'
      }
      table={{
        head: ['Day', 'Cost', 'Calls', 'Failed', 'Tokens'],
        rows: days.map((one) => [
          dayOf(one.day),
          money(one.cost, currency),
          short(one.calls),
          short(one.failed),
          short(one.inputTokens + one.outputTokens),
        ]),
      }}
    />
  );
}
