// Fits non-negative weights so that the right candidate's weighted facts beat all others': softmax
// over each question's candidates, gradient ascent. Non-negative, as every fact speaks for a passage:
// a negative weight would only have learned a quirk of the test.

/** Facts of each candidate; the right one first. */
export type Choice = number[][];

const ROUNDS = 800;
const RATE = 3;
const SHRINK = 0.0005;

export function fitWeights(choices: readonly Choice[], size: number): number[] {
  const weights = new Array<number>(size).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = new Array<number>(size).fill(0);
    for (const candidates of choices) {
      const shares = softmax(candidates.map((facts) => dot(facts, weights)));
      const right = candidates[0] as number[];
      for (let j = 0; j < size; j++) {
        let expected = 0;
        candidates.forEach((facts, c) => {
          expected += (shares[c] as number) * (facts[j] as number);
        });
        slope[j] = (slope[j] as number) + (right[j] as number) - expected;
      }
    }
    for (let j = 0; j < size; j++) {
      const weight = weights[j] as number;
      const step = (slope[j] as number) / choices.length - SHRINK * weight;
      weights[j] = Math.max(0, weight + RATE * step);
    }
  }
  return weights;
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

function softmax(values: number[]): number[] {
  const highest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - highest));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}
