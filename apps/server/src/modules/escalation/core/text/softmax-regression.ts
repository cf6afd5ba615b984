// Softmax regression over unit vectors, small and repeatable: a fixed number of passes in a fixed
// order. Returns the log-probabilities of the classes for a vector.

const RATE = 0.5;
/** L2 as scikit-learn's C = 10 has it. */
const C = 10;

export function softmaxRegression(
  vectors: readonly Float32Array[],
  labels: readonly number[],
  classes: number,
): (vector: Float32Array) => Float64Array {
  const size = vectors[0]?.length ?? 0;
  const width = size + 1;
  const weights = new Float32Array(classes * width);
  const squares = new Float32Array(classes * width).fill(1e-6);
  const slopes = new Float32Array(classes * width);
  const n = vectors.length;
  const batch = 64;
  // Many examples need fewer passes; the work is about the same.
  const passes = Math.max(6, Math.min(60, Math.round(60_000 / n)));
  const order = Array.from({ length: n }, (_, at) => (at * 7_919) % n);
  const walk = new Set(order).size === n ? order : order.map((_, at) => at);
  for (let pass = 0; pass < passes; pass += 1) {
    for (let from = 0; from < n; from += batch) {
      const part = walk.slice(from, from + batch);
      slopes.fill(0);
      for (const at of part) {
        const vector = vectors[at] as Float32Array;
        const p = probabilities(weights, vector, classes, size);
        for (let label = 0; label < classes; label += 1) {
          const slope = (p[label] as number) - (label === labels[at] ? 1 : 0);
          if (slope < 1e-4 && slope > -1e-4) continue;
          const base = label * width;
          for (let k = 0; k < size; k += 1)
            slopes[base + k] = (slopes[base + k] as number) + slope * (vector[k] as number);
          slopes[base + size] = (slopes[base + size] as number) + slope;
        }
      }
      const decay = part.length / (C * n);
      for (let i = 0; i < weights.length; i += 1) {
        const w = weights[i] as number;
        const slope = (slopes[i] as number) + decay * w;
        const square = (squares[i] as number) + slope * slope;
        squares[i] = square;
        weights[i] = w - (RATE * slope) / Math.sqrt(square);
      }
    }
  }
  return (vector) => {
    const p = probabilities(weights, vector, classes, size);
    return p.map((each) => Math.log(each + 1e-9));
  };
}

function probabilities(
  weights: Float32Array,
  vector: Float32Array,
  classes: number,
  size: number,
): Float64Array {
  const z = new Float64Array(classes);
  let highest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < classes; label += 1) {
    const base = label * (size + 1);
    let sum = weights[base + size] as number;
    for (let k = 0; k < size; k += 1) sum += (weights[base + k] as number) * (vector[k] as number);
    z[label] = sum;
    if (sum > highest) highest = sum;
  }
  let total = 0;
  for (let label = 0; label < classes; label += 1) {
    z[label] = Math.exp((z[label] as number) - highest);
    total += z[label] as number;
  }
  for (let label = 0; label < classes; label += 1) z[label] = (z[label] as number) / total;
  return z;
}
