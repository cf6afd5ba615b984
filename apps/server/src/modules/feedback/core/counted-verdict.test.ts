import { describe, expect, it } from 'vitest';
import { countedVerdict, subjectOf } from './counted-verdict.ts';

const mark = (verdict: 'right' | 'wrong' | 'needed' | 'not_needed', minute: number) => ({
  about: subjectOf(verdict),
  verdict,
  at: `2031-01-01T09:${String(minute).padStart(2, '0')}:00.000Z`,
});

describe('what counts of several marks', () => {
  it('is nothing where nobody said anything', () => {
    expect(countedVerdict([], 'answer')).toBeNull();
  });
  it('is the majority, however late the minority came', () => {
    const marks = [mark('right', 1), mark('right', 2), mark('wrong', 9)];
    expect(countedVerdict(marks, 'answer')).toBe('right');
  });
  it('is the latest where they draw, in whatever order they are listed', () => {
    const marks = [mark('wrong', 5), mark('right', 1)];
    expect(countedVerdict(marks, 'answer')).toBe('wrong');
    expect(countedVerdict(marks.toReversed(), 'answer')).toBe('wrong');
  });
  it('keeps the answer and the handoff apart', () => {
    const marks = [mark('needed', 1), mark('wrong', 2)];
    expect([countedVerdict(marks, 'handoff'), countedVerdict(marks, 'answer')]).toEqual([
      'needed',
      'wrong',
    ]);
  });
});
