import { POLICY_LIMITS } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyWith } from '../../testing.ts';
import { checkPolicy } from './check-policy.ts';
import { defaultPolicy, readyMadeTopics } from './default-policy.ts';
import type { Guideline, Policy, Topic } from './policy.ts';

const topics = (...changes: Partial<Topic>[]): Policy['sensitiveTopics'] =>
  changes.map((change, at) => ({
    ...(readyMadeTopics[at] as Topic),
    ...change,
  }));

const guideline = (changes: Partial<Guideline> = {}): Guideline => ({
  id: 'charges',
  name: 'Disputed charges',
  text: 'Hand over when someone disputes a charge.',
  enabled: true,
  examples: ['I never bought that'],
  outcome: 'handoff',
  threshold: null,
  team: null,
  tags: [],
  priority: 'normal',
  ...changes,
});

const found = (changes: Partial<Policy>, teams: string[] | null = null) =>
  checkPolicy(policyWith(changes), { teams });
const codes = (changes: Partial<Policy>) => found(changes).map(({ code }) => code);

describe('the check of a policy', () => {
  it('has nothing to say about the policy that ships', () => {
    expect(checkPolicy(defaultPolicy())).toEqual([]);
  });

  it('says which lines contradict each other', () => {
    const [first, second] = found({
      answer: { mode: 'threshold', at: 0.3 },
      answerAt: 0.3,
      clarifyFrom: 0.5,
      gapBelow: 0.4,
    });
    expect(first).toMatchObject({ severity: 'error', path: 'clarifyFrom', otherPath: 'answer' });
    expect(first?.message).toContain('50%');
    expect(second).toMatchObject({ code: 'gap_above_answer', path: 'gapBelow' });
  });

  it('names both places where one phrase stands in two rules, however it is written', () => {
    const [first] = found({
      sensitiveTopics: topics({ examples: ['Refund me, now!'] }, { examples: ['x y'] }),
      guidelines: [guideline({ examples: ['  refund   me NOW '] })],
    });
    expect(first).toMatchObject({
      severity: 'error',
      code: 'example_in_two_topics',
      path: 'guidelines.0.examples.0',
      otherPath: 'sensitiveTopics.0.examples.0',
    });
    expect(first?.message).toMatch(/of “Refund or billing dispute” and of “Disputed charges”/);
  });

  it('lets a rule that is switched off say what it likes', () => {
    expect(
      codes({ guidelines: [guideline({ enabled: false, examples: ['I want my money back'] })] }),
    ).toEqual([]);
  });

  it('finds phrases that are empty or stand twice', () => {
    expect(
      codes({ guidelines: [guideline({ examples: ['?!', 'yes please', 'Yes, please'] })] }),
    ).toEqual(['empty_example', 'same_example_twice']);
    expect(codes({ guidelines: [guideline({ examples: [] })] })).toEqual(['no_examples']);
  });

  it('tells two rules that say the same from two that contradict each other', () => {
    const again = guideline({ id: 'again', examples: ['another phrase'] });
    expect(found({ guidelines: [guideline(), again] })).toMatchObject([
      {
        severity: 'warning',
        code: 'same_rule_twice',
        path: 'guidelines.1',
        otherPath: 'guidelines.0',
      },
    ]);
    const [clash] = found({
      guidelines: [guideline(), { ...again, team: 'Billing', outcome: 'offer' }],
    });
    expect(clash).toMatchObject({ severity: 'error', code: 'contradictory_rules' });
    expect(clash?.message).toContain('an offer to Billing');
  });

  it.each<[string, Partial<Policy>]>([
    ['never_answers', { answer: { mode: 'threshold', at: 1 }, answerAt: 1 }],
    ['answers_anything', { answer: { mode: 'threshold', at: 0.01 }, answerAt: 0.3 }],
    ['impossible_budget', { answer: { mode: 'budget', risk: 0 } }],
    ['demanding_budget', { answer: { mode: 'budget', risk: 0.001 } }],
    ['generous_budget', { answer: { mode: 'budget', risk: 0.9 } }],
    ['clarify_uses_last_turn', { belowAnswer: 'clarify', maxAiTurns: 1 }],
    ['always_fires', { guidelines: [guideline({ threshold: 0 })] }],
    ['never_fires', { guidelines: [guideline({ threshold: 1 })] }],
    ['no_name', { guidelines: [guideline({ name: '' })] }],
    ['no_text', { guidelines: [guideline({ text: '' })] }],
    ['same_id', { guidelines: [guideline({ id: 'safety' })] }],
    [
      'direct_request_off',
      { rules: { ...defaultPolicy().rules, directRequest: { outcome: 'off', threshold: null } } },
    ],
    [
      'empty_text',
      { messages: { ...defaultPolicy().messages, offer: { text: '', languages: {} } } },
    ],
    [
      'empty_translation',
      { messages: { ...defaultPolicy().messages, offer: { text: 'Yes?', languages: { de: '' } } } },
    ],
    [
      'tag_without_description',
      { tags: [{ tag: 'x', enabled: true, description: '', examples: [], threshold: null }] },
    ],
  ])('finds %s', (code, changes) => {
    expect(codes(changes)).toEqual([code]);
  });

  it('finds a tag that stands twice', () => {
    const tag = { tag: 'x', enabled: true, description: 'About x', examples: [], threshold: null };
    expect(found({ tags: [tag, tag] })).toMatchObject([
      { code: 'same_tag_twice', path: 'tags.1.tag', otherPath: 'tags.0.tag' },
    ]);
  });

  it('knows a team that is not there, where teams are kept', () => {
    const changes = { guidelines: [guideline({ team: 'Billing' })] };
    expect(found(changes, null)).toEqual([]);
    expect(found(changes, ['Billing'])).toEqual([]);
    expect(found(changes, ['Returns'])[0]?.message).toContain('no such team');
  });

  it('says in words that ten thousand guidelines are too many', () => {
    const guidelines = Array.from({ length: 10_000 }, (_, at) =>
      guideline({
        id: `rule-${at}`,
        name: `Rule ${at}`,
        text: `Do ${at}.`,
        examples: [`example ${at}`],
      }),
    );
    const [first, second] = found({ guidelines });
    expect(first).toMatchObject({ severity: 'error', path: 'guidelines' });
    expect(first?.message).toMatch(/^There are 10,000 guidelines; a policy has room for 500\./);
    expect(second).toMatchObject({ code: 'too_many_phrases' });
  });

  it('never says more than a person can read, and always where', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a phrase', 'A phrase!', '', '?', 'other'), { maxLength: 8 }),
        fc.array(fc.constantFrom('one', 'two'), { maxLength: 2 * POLICY_LIMITS.tags }),
        (examples, names) => {
          const guidelines = names.map((name) => guideline({ name, examples }));
          const all = found({ guidelines });
          expect(all.length).toBeLessThanOrEqual(200);
          for (const { path, message } of all) {
            expect(path).toMatch(/^(guidelines|$)/);
            expect(message).toMatch(/[.!]$/);
          }
        },
      ),
    );
  });
});
