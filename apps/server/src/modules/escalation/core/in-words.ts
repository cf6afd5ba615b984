// Numbers said so that a teammate reads them at a glance.

import type { Scored } from './signals.ts';

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const quoteScore = (signal: Scored, rule: { threshold: number | null }): string =>
  `${percent(signal.score)} sure, ${percent(rule.threshold ?? signal.threshold)} needed`;
