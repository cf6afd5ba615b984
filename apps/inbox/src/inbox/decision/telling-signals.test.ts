import type { SignalView } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { telling } from './telling-signals.ts';

const signal = (name: string, value: number | null, threshold: number | null, fired = false) =>
  ({ name, label: name, value, threshold, fired }) satisfies SignalView;

describe('signals worth showing at once', () => {
  it('are those that fired, then those that came nearest', () => {
    const { first, rest } = telling([
      signal('far', 0.1, 0.7),
      signal('describes', 12, null),
      signal('fired', 0.9, 0.6, true),
      signal('near', 0.6, 0.7),
      signal('unknown', null, 0.5),
    ]);
    expect(first.map(({ name }) => name)).toEqual(['fired', 'near', 'far']);
    expect(rest.map(({ name }) => name)).toEqual(['describes', 'unknown']);
  });

  it('are all that fired, however many', () => {
    const fired = ['a', 'b', 'c', 'd'].map((name) => signal(name, 1, 0.5, true));
    expect(telling(fired).first).toHaveLength(4);
  });
});
