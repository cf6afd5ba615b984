import type { ModelBudget, UsageReport } from '@baton/protocol';
import { money } from './amounts.ts';
import { costOf, roughly, tokensOfAnswer } from './budget-draft.ts';

/** Prices by the million tell nobody anything: what one answer costs, and how many a limit pays. */
export function WhatItComesTo({
  budget,
  usage,
}: {
  budget: ModelBudget;
  usage: UsageReport | undefined;
}) {
  const tokens = tokensOfAnswer(usage);
  const cost = costOf(budget, tokens);
  if (cost === 0) return null;
  const { monthly, currency } = budget;
  return (
    <p className="rounded-md bg-sunken px-3 py-2.5 text-pretty">
      {tokens.measured ? 'As measured this month, an answer costs' : 'An answer usually costs'}{' '}
      about <strong className="font-semibold">{money(cost, currency)}</strong>{' '}
      <span className="text-ink-soft">
        ({Math.round(tokens.input).toLocaleString('en')} tokens read,{' '}
        {Math.round(tokens.output).toLocaleString('en')} written)
      </span>
      {monthly !== null && monthly > 0 && (
        <>
          ; {money(monthly, currency)} pay{' '}
          <strong className="font-semibold">
            about {roughly(monthly / cost).toLocaleString('en')}
          </strong>{' '}
          of them
        </>
      )}
      .
    </p>
  );
}
