// Symmetric per-channel quantisation of weights to 8 bits.
//
// `levels` is the largest magnitude used: 127 for the full range; 63 where processors without
// VNNI would saturate their 16-bit sums (unsigned activations × signed weights).

export interface Quantised {
  values: Int8Array;
  scales: Float32Array;
}

/** `weights` is [rows, columns]; one scale a column. */
export function quantiseColumns(
  weights: Float32Array,
  rows: number,
  columns: number,
  levels: number,
): Quantised {
  const values = new Int8Array(rows * columns);
  const scales = new Float32Array(columns);
  const column = new Float32Array(rows);
  for (let c = 0; c < columns; c++) {
    for (let r = 0; r < rows; r++) column[r] = weights[r * columns + c] as number;
    const scale = bestScale(column, levels);
    scales[c] = scale;
    for (let r = 0; r < rows; r++)
      values[r * columns + c] = round(column[r] as number, scale, levels);
  }
  return { values, scales };
}

/** One scale a row: for embedding tables, which are looked up and never multiplied. */
export function quantiseRows(weights: Float32Array, rows: number, columns: number): Quantised {
  const values = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    const row = weights.subarray(r * columns, (r + 1) * columns);
    const scale = bestScale(row, 127);
    scales[r] = scale;
    for (let c = 0; c < columns; c++) values[r * columns + c] = round(row[c] as number, scale, 127);
  }
  return { values, scales };
}

function round(value: number, scale: number, levels: number): number {
  return Math.max(-levels, Math.min(levels, Math.round(value / scale)));
}

/** The scale with the least squared error: clipping a rare outlier may serve all the others. */
function bestScale(values: Float32Array, levels: number): number {
  let largest = 1e-12;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  let best = largest / levels;
  let bestError = Number.POSITIVE_INFINITY;
  for (let share = 1; share >= 0.7; share -= 0.05) {
    const scale = (largest * share) / levels;
    let error = 0;
    for (const value of values) error += (value - round(value, scale, levels) * scale) ** 2;
    if (error < bestError) {
      bestError = error;
      best = scale;
    }
  }
  return best;
}
