import type { Replay } from '@baton/protocol';
import { expect, test } from 'vitest';
import { replayInWords } from './in-words.ts';

const of = { share: 0.15, low: 0.09, high: 0.23 };
const replay = {
  result: {
    total: 100,
    same: 84,
    changed: 15,
    changedShare: of,
    adjusted: 1,
    failed: 0,
    remeasured: 100,
    pairs: [{ was: 'answer', wouldBe: 'handoff', count: 15, of }],
    outcomes: [],
  },
  rowErrors: [{ row: 3, message: 'This is not JSON.' }],
  rowErrorCount: 1,
  leftOut: 0,
} as unknown as Replay;

test('a replay is told with its counts, intervals and the lines that could not be read', () => {
  const text = replayInWords(replay, []);
  expect(text).toMatch(
    /replayed +100 turns\nsame +84\nchanged +15 15 %, 95 % interval 9 % to 23 %/,
  );
  expect(text).toMatch(/answer +handoff +15 +15 % +9 % to 23 %/);
  expect(text).toContain('1 line could not be read:\n  line 3: This is not JSON.');
  expect(text).not.toContain('failed');
});

test('a change is told with both sides and their reasons', () => {
  const side = { reasons: [], team: null, tags: [], priority: 'normal' as const };
  const text = replayInWords(replay, [
    {
      conversationId: null,
      decisionId: null,
      transcript: 'chat 7',
      question: 'What is this charge?',
      was: null,
      wouldBe: {
        ...side,
        outcome: 'handoff',
        rule: 'guideline',
        explanation: 'It applies.',
        team: 'Billing',
      },
      confidence: null,
      remeasured: true,
      at: null,
    },
  ]);
  expect(text).toContain(
    'What is this charge? chat 7\n  was      nobody reacted\n  would be handoff: It applies. Team Billing.',
  );
});

test('an empty history is said in words', () => {
  const nothing = { ...replay, result: { ...replay.result, total: 0 } };
  expect(replayInWords(nothing, [])).toBe('There are no recorded decisions to replay.');
});
