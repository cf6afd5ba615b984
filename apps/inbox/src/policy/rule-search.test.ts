import { describe, expect, it } from 'vitest';
import { fitting, freeId } from './rule-search.ts';

describe('a list of rules', () => {
  it('finds by all words, in any part of a rule, and keeps its place in the policy', () => {
    const rules = [['Refunds'], ['Disputed charges', 'my card was charged twice']];
    expect(fitting(rules, 'CHARGED dispute', (rule) => rule)).toEqual([
      { item: rules[1], index: 1 },
    ]);
    expect(fitting(rules, ' ', (rule) => rule)).toHaveLength(2);
  });

  it('gives each rule an id of its own that the server takes', () => {
    expect(freeId('Disputed charges!', [])).toBe('disputed-charges');
    expect(freeId('Disputed charges', ['disputed-charges'])).toBe('disputed-charges-2');
    expect(freeId('苦情', [])).toBe('rule');
  });
});
