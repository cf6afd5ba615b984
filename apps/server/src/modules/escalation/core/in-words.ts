// Numbers said so that a teammate reads them at a glance.

import type { Scored } from './signals.ts';

export function percent(share: number): string {
  // Nothing is certain: 0% and 100% would say so.
  if (share < 0.01) return 'under 1%';
  if (share > 0.99) return 'over 99%';
  return `${Math.round(share * 100)}%`;
}

export const quoteScore = (signal: Scored, rule: { threshold: number | null }): string =>
  `${percent(signal.score)} sure, ${percent(rule.threshold ?? signal.threshold)} needed`;
