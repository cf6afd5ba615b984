import type { PolicyDocument, PolicyGuideline } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { differences } from './differences.ts';
import { messageKeys } from './policy-words.ts';

const guideline = (more: Partial<PolicyGuideline> = {}): PolicyGuideline => ({
  id: 'charges',
  name: 'Disputed charges',
  text: 'Pass on at once.',
  enabled: true,
  examples: ['you charged me twice'],
  outcome: 'handoff',
  threshold: null,
  team: null,
  tags: [],
  priority: 'normal',
  ...more,
});
const rule = { outcome: 'handoff', threshold: null } as const;
const policy = (more: Partial<PolicyDocument> = {}): PolicyDocument => ({
  schema: 2,
  version: 1,
  answer: { mode: 'threshold', at: 0.5 },
  answerAt: 0.5,
  clarifyFrom: 0.3,
  belowAnswer: 'handoff',
  gapBelow: 0.15,
  maxAiTurns: 12,
  rules: { directRequest: rule, frustration: rule, repeatedQuestion: rule, smallTalk: true },
  model: { onFailure: 'embedded', onBudgetSpent: 'handoff' },
  sensitiveTopics: [],
  guidelines: [guideline()],
  tags: [],
  messages: Object.fromEntries(
    messageKeys.map((key) => [key, { text: key, languages: {} }]),
  ) as PolicyDocument['messages'],
  ...more,
});
const words = (after: Partial<PolicyDocument>) =>
  differences(policy(), policy(after)).map((one) => [one.words, ...one.more].join('; '));

describe('what differs between two policies', () => {
  it('is nothing for the same policy, whatever its version', () => {
    expect(differences(policy(), policy({ version: 9, answerAt: 0.7 }))).toEqual([]);
  });

  it('says the line in the words of its own kind', () => {
    expect(words({ answer: { mode: 'budget', risk: 0.05 } })).toEqual([
      'When to answer: at most 5% of the answers wrong, not answer from 50% sure',
    ]);
  });

  it('says what happens without the model, as the screen does', () => {
    expect(words({ model: { onFailure: 'handoff', onBudgetSpent: 'handoff' } })).toEqual([
      'When the model fails: hand off, not quote the documents',
    ]);
  });

  it('names a rule that came, went, was switched or changed, and what of it', () => {
    expect(words({ guidelines: [] })).toEqual(['Guideline “Disputed charges” removed']);
    expect(words({ guidelines: [guideline(), guideline({ id: 'b', name: 'Press' })] })).toEqual([
      'Guideline “Press” added',
    ]);
    expect(words({ guidelines: [guideline({ enabled: false })] })).toEqual([
      'Guideline “Disputed charges” switched off',
    ]);
    const other = guideline({ team: 'Billing', examples: ['a', 'b'], priority: 'high' });
    expect(words({ guidelines: [other] })).toEqual([
      'Guideline “Disputed charges” changed; to Billing; priority high; 2 example phrases more; 1 example phrase fewer',
    ]);
  });

  it('shows a text in the language in which it changed', () => {
    const { messages } = policy();
    const after = { ...messages, offer: { text: 'offer', languages: { de: 'Ein Mensch?' } } };
    expect(words({ messages: after })).toEqual([
      'Text “Offering a person”; in German “Ein Mensch?”',
    ]);
  });

  it('notices every part of a policy', () => {
    const parts: Partial<PolicyDocument>[] = [
      { clarifyFrom: 0.4 },
      { belowAnswer: 'offer' },
      { gapBelow: 0.2 },
      { maxAiTurns: null },
      { rules: { ...policy().rules, frustration: { outcome: 'offer', threshold: null } } },
      { rules: { ...policy().rules, frustration: { outcome: 'handoff', threshold: 0.7 } } },
      { rules: { ...policy().rules, smallTalk: false } },
      { model: { onFailure: 'handoff', onBudgetSpent: 'handoff' } },
      { model: { onFailure: 'embedded', onBudgetSpent: 'embedded' } },
      { sensitiveTopics: [guideline()] as never },
      { tags: [{ tag: 'x', enabled: true, description: '', examples: [], threshold: null }] },
    ];
    for (const part of parts) expect(words(part)).toHaveLength(1);
  });
});
