// Logistic regression over a few named numbers: standardised inside, plain weights outside, the
// classes as frequent as they come.

export function linearFit(
  rows: readonly { features: Record<string, number>; positive: boolean }[],
  names: readonly string[],
): { weights: Record<string, number>; bias: number } {
  const stats = names.map((name) => {
    const values = rows.map(({ features }) => features[name] ?? 0);
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const scale =
      Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length) || 1;
    return { name, mean, scale };
  });
  const x = rows.map(({ features }) =>
    stats.map(({ name, mean, scale }) => ((features[name] ?? 0) - mean) / scale),
  );
  const w = new Float64Array(names.length);
  let bias = 0;
  const rate = 1;
  for (let step = 0; step < 600; step += 1) {
    const g = new Float64Array(names.length);
    let gb = 0;
    x.forEach((values, at) => {
      let z = bias;
      values.forEach((value, k) => {
        z += (w[k] as number) * value;
      });
      const slope = (1 / (1 + Math.exp(-z)) - (rows[at]?.positive ? 1 : 0)) / x.length;
      values.forEach((value, k) => {
        g[k] = (g[k] as number) + slope * value;
      });
      gb += slope;
    });
    for (let k = 0; k < w.length; k += 1)
      w[k] = (w[k] as number) - rate * ((g[k] as number) + 1e-4 * (w[k] as number));
    bias -= rate * gb;
  }
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  let shift = 0;
  const weights = Object.fromEntries(
    stats.map(({ name, mean, scale }, k) => {
      shift -= ((w[k] as number) * mean) / scale;
      return [name, round((w[k] as number) / scale)];
    }),
  );
  return { weights, bias: round(bias + shift) };
}
