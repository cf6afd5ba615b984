/** A budget as it is being typed, and what it comes to. Pure. */
import type { ModelBudget, UsageReport } from '@baton/protocol';

export type BudgetDraft = {
  limited: boolean;
  /** As typed. */
  monthly: string;
  currency: string;
  inputPrice: string;
  outputPrice: string;
};

export const draftOf = ({ monthly, currency, inputPrice, outputPrice }: ModelBudget) => ({
  limited: monthly !== null,
  monthly: monthly === null ? '' : String(monthly),
  currency,
  inputPrice: String(inputPrice),
  outputPrice: String(outputPrice),
});

/** A number as people type it: "0.15", "0,15", "1 000"; null when it is none. */
export function amountOf(typed: string): number | null {
  const text = typed.trim().replace(/\s/gu, '').replace(',', '.');
  return /^\d+(\.\d*)?$|^\.\d+$/.test(text) ? Number(text) : null;
}

/** The budget, or what is wrong by field. */
export function budgetOf(
  draft: BudgetDraft,
): { ok: true; budget: ModelBudget } | { ok: false; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const read = (field: 'monthly' | 'inputPrice' | 'outputPrice', empty: string, most: number) => {
    const typed = draft[field];
    const amount = amountOf(typed);
    if (amount === null) {
      errors[field] = typed.trim() === '' ? empty : 'Write a number, like 0.15.';
    } else if (amount > most) {
      errors[field] = `Write at most ${most.toLocaleString('en')}.`;
    }
    return amount ?? 0;
  };
  const monthly = draft.limited
    ? read('monthly', 'Say how much, or take the limit off.', 1e6)
    : null;
  const inputPrice = read('inputPrice', 'Write 0 if it costs nothing.', 10_000);
  const outputPrice = read('outputPrice', 'Write 0 if it costs nothing.', 10_000);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, budget: { monthly, currency: draft.currency, inputPrice, outputPrice } };
}

/** Five passages, the instructions and the conversation; and a short paragraph. */
const usualTokens = { input: 2_000, output: 120 };
/** From so many calls on, what they took says more than what is usual. */
const TELLING = 20;

/** Tokens of one answer: as measured this month, where there is enough to measure. */
export function tokensOfAnswer(usage: UsageReport | undefined): {
  input: number;
  output: number;
  measured: boolean;
} {
  const answers = usage?.purposes.find(({ purpose }) => purpose === 'answer');
  const done = answers ? answers.calls - answers.failed : 0;
  if (!answers || done < TELLING) return { ...usualTokens, measured: false };
  return {
    input: answers.inputTokens / done,
    output: answers.outputTokens / done,
    measured: true,
  };
}

export const costOf = (
  { inputPrice, outputPrice }: Pick<ModelBudget, 'inputPrice' | 'outputPrice'>,
  { input, output }: { input: number; output: number },
): number => (input * inputPrice + output * outputPrice) / 1e6;

/** A round number that does not pretend to be exact: 1,600 and not 1,587. */
export function roughly(count: number): number {
  if (count < 100) return Math.floor(count);
  const unit = 10 ** (Math.floor(Math.log10(count)) - 1);
  return Math.floor(count / unit) * unit;
}
