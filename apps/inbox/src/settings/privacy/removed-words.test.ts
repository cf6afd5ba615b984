import { expect, test } from 'vitest';
import { removedInWords } from './removed-words.ts';

const nothing = { conversations: 0, visitors: 0, decisionInputs: 0, auditEntries: 0 };

test('what is removed is told by count, and nothing is told as nothing', () => {
  expect(removedInWords(nothing)).toBeNull();
  expect(removedInWords({ ...nothing, visitors: 1 })).toBe('1 person without conversations');
  expect(removedInWords({ ...nothing, conversations: 1_204, visitors: 3 })).toBe(
    `${(1_204).toLocaleString()} conversations and 3 people without conversations`,
  );
});
