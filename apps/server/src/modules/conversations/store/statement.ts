/**
 * Collects parameters while SQL is written, so that nobody counts dollar signs.
 */
export interface Parameters {
  /** Its placeholder: `$1`, `$2` … */
  add(value: unknown): string;
  readonly values: readonly unknown[];
}

export function parameters(): Parameters {
  const values: unknown[] = [];
  return { values, add: (value) => `$${values.push(value)}` };
}
