// Handoff positions in a dialogue: the tolerant GT-T (Liu et al., AAAI 2021), and how many turns the
// first escalation came too early or too late.

const EPSILON = 1e-9;

/** Mean over predicted of the best closeness to a true position; both empty 1, one empty 0. */
export function goldenTransfer(
  predicted: readonly number[],
  truth: readonly number[],
  tolerance: number,
): number {
  if (predicted.length === 0 && truth.length === 0) return 1;
  if (predicted.length === 0 || truth.length === 0) return 0;
  const width = 2 * (tolerance + EPSILON) ** 2;
  const closeness = (p: number) => Math.max(...truth.map((q) => Math.exp(-((p - q) ** 2) / width)));
  return predicted.reduce((sum, p) => sum + closeness(p), 0) / predicted.length;
}

/** Turns between the first predicted and the first true handoff; a missing one lies after the end. */
export function firstEscalationError(
  predicted: readonly number[],
  truth: readonly number[],
  turns: number,
): number {
  return Math.abs((predicted[0] ?? turns) - (truth[0] ?? turns));
}
