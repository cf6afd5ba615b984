import type { UsageReport } from '@baton/protocol';
import type { ReactNode } from 'react';
import { Card } from '../../design/card.tsx';
import { percent } from '../../inbox/words.ts';
import { money, short } from './amounts.ts';

/** The month in four numbers. */
export function Totals({ usage: { total, currency } }: { usage: UsageReport }) {
  const { cost, calls, failed, inputTokens, outputTokens } = total;
  return (
    <Card className="mb-5 overflow-hidden">
      <dl className="-mt-px -ml-px grid grid-cols-2 md:grid-cols-4">
        <Number name="Cost" value={money(cost, currency)}>
          {cost === 0 && calls > 0 ? 'At prices of 0' : `${money(cost / calls, currency)} a call`}
        </Number>
        <Number name="Calls" value={short(calls)}>
          of the model
        </Number>
        <Number name="Failed" value={short(failed)} alarming={failed / calls >= 0.05}>
          {failed === 0 ? 'none' : `${percent(failed / calls)} of the calls`}
        </Number>
        <Number name="Tokens" value={short(inputTokens + outputTokens)}>
          {short(inputTokens)} read, {short(outputTokens)} written
        </Number>
      </dl>
    </Card>
  );
}

function Number({
  name,
  value,
  alarming = false,
  children,
}: {
  name: string;
  value: string;
  alarming?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="border-t border-l border-line px-5 py-3.5">
      <dt className="text-small text-ink-soft">{name}</dt>
      <dd>
        <span
          className={`block text-title font-semibold tracking-tight tabular-nums ${alarming ? 'text-warn-text' : ''}`}
        >
          {value}
        </span>
        <span className="block text-small text-ink-soft tabular-nums">{children}</span>
      </dd>
    </div>
  );
}
