// Confidence: a logistic model over the numbers that retrieval (and the reader) give about a find.
// Fitted by bench/decision so that .8 is right 80 times in 100. Features it does not know are
// ignored, and a missing one counts as average, so either side may grow.

import { z } from 'zod';
import { sigmoid } from '../text/text-head.ts';

export const CalibratorFile = z.object({
  kind: z.literal('calibrator'),
  name: z.string(),
  version: z.string(),
  bias: z.number(),
  features: z.record(
    z.string(),
    z.object({ weight: z.number(), mean: z.number(), scale: z.number() }),
  ),
});
export type CalibratorFile = z.infer<typeof CalibratorFile>;

export const calibratorId = (file: CalibratorFile): string => `${file.name}@${file.version}`;

export function calibrated(
  file: CalibratorFile,
  features: Readonly<Record<string, number>>,
): number {
  let sum = file.bias;
  for (const [name, { weight, mean, scale }] of Object.entries(file.features)) {
    const value = features[name];
    if (value === undefined || !Number.isFinite(value)) continue;
    // Held to what was seen while fitting: a number far outside proves nothing.
    sum += weight * Math.max(-4, Math.min(4, (value - mean) / scale));
  }
  return sigmoid(sum);
}
