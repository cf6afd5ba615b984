/** Round numbers from 0 up to at least `most`, three to five of them. Pure. */
export function ticksUpTo(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999_999);
  const by = step ?? power * 10;
  const count = Math.ceil(most / by - 1e-9);
  // Written out so that 3 × 0.1 is 0.3.
  return Array.from({ length: count + 1 }, (_, index) => Number((index * by).toPrecision(12)));
}
