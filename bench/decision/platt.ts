// Platt scaling over the logit of a score: σ(slope · logit + intercept), fitted by Newton's method
// with the softened targets (N₊+1)/(N₊+2) and 1/(N₋+2), so that few labels cannot claim certainty.

import type { Detected } from '../../apps/cli/src/eval/detection-metrics.ts';

export function platt(scored: readonly Detected[]): { slope: number; intercept: number } {
  const positives = scored.filter((each) => each.positive).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (scored.length - positives + 2);
  const points = scored.map(({ score, positive }) => {
    const held = Math.min(1 - 1e-12, Math.max(1e-12, score));
    return { x: Math.log(held / (1 - held)), t: positive ? high : low };
  });
  let [a, b] = [1, 0];
  for (let step = 0; step < 100; step += 1) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9];
    for (const { x, t } of points) {
      const p = 1 / (1 + Math.exp(-(a * x + b)));
      const w = Math.max(1e-12, p * (1 - p));
      ga += (p - t) * x;
      gb += p - t;
      haa += w * x * x;
      hab += w * x;
      hbb += w;
    }
    const det = haa * hbb - hab * hab;
    const da = (hbb * ga - hab * gb) / det;
    const db = (haa * gb - hab * ga) / det;
    const scale = Math.min(1, 2 / Math.max(Math.abs(da), Math.abs(db), 1e-12));
    a -= da * scale;
    b -= db * scale;
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return { slope: Math.round(a * 1e4) / 1e4, intercept: Math.round(b * 1e4) / 1e4 };
}
