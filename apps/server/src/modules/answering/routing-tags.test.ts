import { expect, test } from 'vitest';
import { decide, defaultPolicy } from '../escalation/index.ts';
import { calm, certain } from '../escalation/testing.ts';
import { routingInWords, tagsOf } from './routing-tags.ts';

const policy = defaultPolicy();
const disputed = decide(
  {
    ...policy,
    guidelines: [
      {
        id: 'charge',
        name: 'Disputed charge',
        text: 'Hand over disputed charges.',
        enabled: true,
        examples: ['I never bought that'],
        outcome: 'handoff',
        threshold: null,
        team: 'Billing',
        tags: ['dispute'],
        priority: 'high',
      },
    ],
  },
  calm({ guidelines: [{ id: 'charge', ...certain }] }),
  null,
);

test('a guideline with a team and a priority says so in tags and in the brief', () => {
  expect(tagsOf(disputed)).toEqual(['dispute', 'priority: high', 'team: billing']);
  expect(routingInWords(disputed)).toBe(' For the team “Billing”, high priority.');
});

test('nothing is said where nothing is asked for', () => {
  const answered = decide(policy, calm(), { value: 0.9, calibration: 'test@1' });
  expect([tagsOf(answered), routingInWords(answered)]).toEqual([[], '']);
});
