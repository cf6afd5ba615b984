// Sentence vectors spread evenly: directions in which examples of one topic differ among themselves
// say little about topics and are shrunk; the others are stretched. (Within-class covariance, half
// shrunk to a sphere so that a handful of examples cannot mislead, inverted by Cholesky.)

import { dot } from './text-head.ts';

const SHRINK = 0.5;

export interface Whitening {
  apply(vector: ArrayLike<number>): Float32Array;
}

/** `groups`: the vectors of each topic. */
export function whitening(groups: readonly (readonly Float32Array[])[], size: number): Whitening {
  const all = groups.flat();
  const mean = meanOf(all, size);
  const covariance = new Float64Array(size * size);
  for (const group of groups) {
    const middle = meanOf(group, size);
    for (const vector of group) {
      const rest = Float64Array.from(vector, (value, k) => value - (middle[k] as number));
      for (let row = 0; row < size; row += 1) {
        const own = rest[row] as number;
        for (let column = 0; column <= row; column += 1) {
          const at = row * size + column;
          covariance[at] = (covariance[at] as number) + own * (rest[column] as number);
        }
      }
    }
  }
  const n = Math.max(1, all.length - groups.length);
  let trace = 0;
  for (let k = 0; k < size; k += 1) trace += (covariance[k * size + k] as number) / n;
  const sphere = trace / size || 1;
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      const at = row * size + column;
      covariance[at] =
        ((1 - SHRINK) * (covariance[at] as number)) / n + (row === column ? SHRINK * sphere : 0);
    }
  const lower = cholesky(covariance, size);
  return {
    // L⁻¹(x − mean), by forward substitution, then of unit length.
    apply(vector) {
      const out = new Float64Array(size);
      for (let row = 0; row < size; row += 1) {
        let sum = (vector[row] as number) - (mean[row] as number);
        const base = row * size;
        for (let column = 0; column < row; column += 1)
          sum -= (lower[base + column] as number) * (out[column] as number);
        out[row] = sum / (lower[base + row] as number);
      }
      return unit(out);
    },
  };
}

export function meanOf(vectors: readonly ArrayLike<number>[], size: number): Float64Array {
  const mean = new Float64Array(size);
  for (const vector of vectors)
    for (let k = 0; k < size; k += 1)
      mean[k] = (mean[k] as number) + (vector[k] as number) / vectors.length;
  return mean;
}

export function unit(vector: ArrayLike<number>): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return Float32Array.from(vector, (value) => value / length);
}

/** Lower triangle L with L·Lᵀ = the (lower triangle of the) given symmetric matrix. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k += 1)
        sum -= (lower[row * size + k] as number) * (lower[column * size + k] as number);
      lower[row * size + column] =
        row === column
          ? Math.sqrt(Math.max(sum, 1e-9))
          : sum / (lower[column * size + column] as number);
    }
  return lower;
}
