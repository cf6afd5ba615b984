import { KNOWLEDGE_LIMITS } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { isPinned, PINNED_MOST, withQuestion } from './with-question.ts';

describe('a question pinned to a passage', () => {
  it('is there once, however it is written', () => {
    expect(withQuestion([], '  How do I\nreset it? ')).toEqual(['How do I reset it?']);
    expect(withQuestion(['How do I reset it?'], 'how do i reset it')).toBeNull();
    expect(isPinned(['Wie geht’s?'], 'wie geht s')).toBe(true);
    expect(withQuestion([], ' ')).toBeNull();
  });
  it('fits what the server takes', () => {
    expect(PINNED_MOST).toBe(KNOWLEDGE_LIMITS.pinnedQuestions);
    const [long] = withQuestion([], 'a'.repeat(500)) ?? [];
    expect(long).toHaveLength(KNOWLEDGE_LIMITS.pinnedQuestionLength);
    const full = Array.from({ length: PINNED_MOST }, (_, n) => `question ${n}`);
    expect(withQuestion(full, 'one more')).toBeNull();
  });
});
