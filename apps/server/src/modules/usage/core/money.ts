/**
 * Money as the books keep it: whole millionths of the currency, so that sums are exact.
 *
 * A price is per million tokens: one token at a price of 1 costs one millionth. Prices are taken to
 * six decimals; what a call costs is rounded up, once, at its end.
 */
import type { ModelBudget } from '@baton/protocol';

export interface Tokens {
  inputTokens: number;
  outputTokens: number;
}

/** A provider's count can be anything; the books hold whole numbers of a sane size. */
const MOST_TOKENS = 1_000_000_000;

export function saneTokens({ inputTokens, outputTokens }: Tokens): Tokens {
  const sane = (count: number) =>
    Number.isFinite(count) ? Math.min(MOST_TOKENS, Math.max(0, Math.ceil(count))) : 0;
  return { inputTokens: sane(inputTokens), outputTokens: sane(outputTokens) };
}

export function costInMicros(
  tokens: Tokens,
  { inputPrice, outputPrice }: Pick<ModelBudget, 'inputPrice' | 'outputPrice'>,
): number {
  const { inputTokens, outputTokens } = saneTokens(tokens);
  const cost =
    BigInt(inputTokens) * micros(inputPrice) + BigInt(outputTokens) * micros(outputPrice);
  return Number((cost + MICRO - 1n) / MICRO);
}

const MICRO = 1_000_000n;
const micros = (amount: number): bigint => BigInt(Math.round(amount * 1_000_000));

export const toMicros = (amount: number): number => Math.round(amount * 1_000_000);
export const fromMicros = (amount: number): number => amount / 1_000_000;
