// What ships beside the calibrator: how it did on help centres that its fit had not seen, as counts.
// A new owner sees them as a diagram before anybody has reviewed anything.

import {
  type ShippedCurve,
  THRESHOLD_GRID,
} from '../../apps/server/src/modules/escalation/index.ts';
import { brier, ece } from '../../apps/cli/src/eval/risk-metrics.ts';

export interface HeldOut {
  knowledge: string;
  confidence: number;
  ok: boolean;
  answerable: boolean;
}

const BINS = 10;

export function shippedCurve(calibrator: string, held: readonly HeldOut[]): ShippedCurve {
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  const sorted = [...held].sort((a, b) => a.confidence - b.confidence);
  return {
    kind: 'shipped-curve',
    calibrator,
    // Headings and people's own words of one help centre are asked apart.
    helpCentres: new Set(held.map(({ knowledge }) => knowledge.replace(' in own words', ''))).size,
    questions: held.length,
    right: held.filter(({ ok }) => ok).length,
    unanswerable: held.filter(({ answerable }) => !answerable).length,
    ece: round(ece(held)),
    brier: round(brier(held)),
    bins: Array.from({ length: BINS }, (_, bin) => {
      const part = sorted.slice(
        Math.floor((bin * sorted.length) / BINS),
        Math.floor(((bin + 1) * sorted.length) / BINS),
      );
      const sum = part.reduce((total, { confidence }) => total + confidence, 0);
      return {
        from: round(part[0]?.confidence ?? 0),
        to: round(part.at(-1)?.confidence ?? 0),
        confidence: round(sum / part.length),
        questions: part.length,
        right: part.filter(({ ok }) => ok).length,
      };
    }),
    answered: THRESHOLD_GRID.map((threshold) => {
      const answered = held.filter(({ confidence }) => confidence >= threshold);
      const unanswerable = answered.filter(({ answerable }) => !answerable).length;
      const right = answered.filter(({ ok }) => ok).length;
      return { threshold, right, missed: answered.length - right - unanswerable, unanswerable };
    }),
  };
}
