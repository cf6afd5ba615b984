// Kernel ridge regression on sentence vectors: what is like the examples scores as they do, and what is
// like none of them scores as nothing. That last part is what a plain linear model cannot do.

import { dot } from '../../apps/server/src/modules/escalation/core/text/text-head.ts';

export interface KernelOptions {
  /** k(a, b) = exp(width · (a·b − 1)): larger is narrower. */
  width: number;
  ridge: number;
}

/** One weight per vector for each list of targets (−1..1); heavier rows are fitted more closely. */
export function kernelRidge(
  vectors: readonly Float32Array[],
  weights: readonly number[],
  targets: readonly (readonly number[])[],
  { width, ridge }: KernelOptions,
): Float64Array[] {
  const n = vectors.length;
  const total = weights.reduce((sum, each) => sum + each, 0);
  const lower = Array.from({ length: n }, (_, row) => {
    const a = vectors[row] as Float32Array;
    const line = new Float64Array(row + 1);
    for (let column = 0; column <= row; column += 1)
      line[column] = Math.exp(width * (dot(a, vectors[column] as Float32Array) - 1));
    line[row] = (line[row] as number) + (ridge * total) / (n * (weights[row] as number));
    return line;
  });
  decompose(lower);
  return targets.map((own) => {
    const mean = own.reduce((sum, each, at) => sum + each * (weights[at] as number), 0) / total;
    return solve(
      lower,
      own.map((each) => each - mean),
    );
  });
}

/** Cholesky, in place: the lower triangle becomes its own root. */
function decompose(lower: readonly Float64Array[]): void {
  lower.forEach((line, row) => {
    for (let column = 0; column < row; column += 1) {
      const other = lower[column] as Float64Array;
      let sum = line[column] as number;
      for (let k = 0; k < column; k += 1) sum -= (line[k] as number) * (other[k] as number);
      line[column] = sum / (other[column] as number);
    }
    let sum = line[row] as number;
    for (let k = 0; k < row; k += 1) sum -= (line[k] as number) ** 2;
    if (sum <= 0) throw new Error('the kernel matrix is not positive: raise the ridge');
    line[row] = Math.sqrt(sum);
  });
}

function solve(lower: readonly Float64Array[], right: readonly number[]): Float64Array {
  const x = Float64Array.from(right);
  lower.forEach((line, row) => {
    let sum = x[row] as number;
    for (let k = 0; k < row; k += 1) sum -= (line[k] as number) * (x[k] as number);
    x[row] = sum / (line[row] as number);
  });
  for (let row = x.length - 1; row >= 0; row -= 1) {
    const line = lower[row] as Float64Array;
    const value = (x[row] as number) / (line[row] as number);
    x[row] = value;
    for (let k = 0; k < row; k += 1) x[k] = (x[k] as number) - (line[k] as number) * value;
  }
  return x;
}
