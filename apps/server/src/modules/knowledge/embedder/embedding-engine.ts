// What runs inside the worker: one model, one text at a time, on the worker's own thread.

export interface EmbeddingEngine {
  readonly id: string;
  readonly dimensions: number;
  /** A unit-length vector. Text beyond the model's window is cut off. */
  embed(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

export function unitLength(vector: ArrayLike<number>): Float32Array {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (vector[i] as number) ** 2;
  const length = Math.sqrt(sum) || 1;
  return Float32Array.from(vector, (value) => value / length);
}
