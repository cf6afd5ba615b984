// Many labels at once: Matthews' correlation for any number of classes, and macro F1.

/** R_K of Gorodkin (2004); for two classes the usual MCC. 0 when either side is constant. */
export function multiclassMcc(items: readonly { truth: string; said: string }[]): number {
  const n = items.length;
  const truths = tally(items.map((each) => each.truth));
  const saids = tally(items.map((each) => each.said));
  const correct = items.filter((each) => each.truth === each.said).length;
  let both = 0;
  for (const [label, count] of truths) both += count * (saids.get(label) ?? 0);
  const spread = (counts: Map<string, number>) =>
    n * n - [...counts.values()].reduce((sum, count) => sum + count * count, 0);
  const denominator = Math.sqrt(spread(truths) * spread(saids));
  return denominator === 0 ? 0 : (correct * n - both) / denominator;
}

/** Mean F1 over the labels that occur in the truth. */
export function macroF1(items: readonly { truth: string; said: string }[]): number {
  const truths = tally(items.map((each) => each.truth));
  const saids = tally(items.map((each) => each.said));
  const hits = tally(items.filter((each) => each.truth === each.said).map((each) => each.truth));
  let sum = 0;
  for (const [label, count] of truths)
    sum += (2 * (hits.get(label) ?? 0)) / (count + (saids.get(label) ?? 0));
  return sum / truths.size;
}

function tally(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
