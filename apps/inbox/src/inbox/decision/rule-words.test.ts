import { describe, expect, it } from 'vitest';
import { ruleInWords } from './rule-words.ts';

describe('rules', () => {
  it('are said in words, also those this page does not know yet', () => {
    expect(ruleInWords('confident')).toBe('confident enough');
    expect(ruleInWords('handed_back')).toBe('handed back by a teammate');
    expect(ruleInWords('some_new_rule')).toBe('some new rule');
  });
});
