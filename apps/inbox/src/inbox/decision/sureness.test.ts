import { describe, expect, it } from 'vitest';
import { outcomeInWords, sureness } from './sureness.ts';

const decided = (rule: string, outcome: 'answer' | 'clarify' | 'handoff' = 'answer') => ({
  rule,
  outcome,
  confidence: 0.68,
});

describe('how sure the AI was', () => {
  it('is told of an answer', () => {
    expect(sureness(decided('confident'))).toBe(0.68);
    expect(outcomeInWords(decided('confident'))).toBe('Answer');
  });

  it('is not told of an action: asking for its details is no answer', () => {
    expect(sureness(decided('action'))).toBeNull();
    expect(outcomeInWords(decided('action'))).toBe('Action');
    expect(sureness(decided('competing_actions', 'clarify'))).toBeNull();
    expect(outcomeInWords(decided('competing_actions', 'clarify'))).toBe('Ask back');
    expect(sureness(decided('action_failed', 'handoff'))).toBeNull();
    expect(outcomeInWords(decided('action_failed', 'handoff'))).toBe('Hand off');
  });
});
