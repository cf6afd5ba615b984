import { describe, expect, it } from 'vitest';
import { defaultPolicy, readyMadeTopics } from './default-policy.ts';
import { Policy } from './policy.ts';

const problems = (policy: unknown): string[] =>
  Policy.safeParse(policy).error?.issues.map(({ message }) => message) ?? [];

describe('a policy', () => {
  it('as it ships is valid, and names each ready-made topic once', () => {
    expect(problems(defaultPolicy())).toEqual([]);
    expect(new Set(readyMadeTopics.map(({ id }) => id)).size).toBe(readyMadeTopics.length);
  });

  it('says which lines contradict each other', () => {
    const [message] = problems({
      ...defaultPolicy(),
      answerAt: 0.3,
      clarifyFrom: 0.5,
      gapBelow: 0.1,
    });
    expect(message).toContain('clarifyFrom (0.5) lies above answerAt (0.3)');
  });

  it('says which phrase stands in two topics', () => {
    const policy = defaultPolicy();
    const [first, second] = policy.sensitiveTopics;
    second?.examples.push(`  ${first?.examples[0]?.toUpperCase()} `);
    expect(problems(policy)[0]).toContain(`"${first?.name}" and of "${second?.name}"`);
  });

  it('refuses fields it does not know, so that a typing mistake cannot switch a rule off', () => {
    expect(problems({ ...defaultPolicy(), anwserAt: 0.9 })).not.toEqual([]);
  });

  it('takes ten thousand guidelines', () => {
    const guidelines = Array.from({ length: 10_000 }, (_, at) => ({
      ...(readyMadeTopics[0] as (typeof readyMadeTopics)[number]),
      id: `rule-${at}`,
      text: 'Hand it over.',
      examples: [`example number ${at}`],
    }));
    expect(problems({ ...defaultPolicy(), guidelines })).toEqual([]);
  });
});
