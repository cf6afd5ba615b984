import { describe, expect, it } from 'vitest';
import { calm, certain, policyWith, sure } from '../testing.ts';
import { decide, decideFailure, isDecidedWithoutRetrieval } from './decide.ts';
import type { Topic } from './policy/policy.ts';
import type { Signals } from './signals.ts';

const policy = policyWith();
const frustrated = { ...certain, now: 0.99, trend: 0.3 };

describe('a decision', () => {
  it('answers when confidence reaches the line, and says so in words', () => {
    const decision = decide(policy, calm(), sure(0.9));
    expect(decision).toMatchObject({ outcome: 'answer', rule: 'confident', reasons: [] });
    expect(decision.explanation).toContain('90%');
  });

  it('hands off below the line: a doubt is low_confidence, far below is a knowledge_gap', () => {
    expect(decide(policy, calm(), sure(policy.gapBelow + 0.05)).reasons).toEqual([
      'low_confidence',
    ]);
    expect(decide(policy, calm(), sure(policy.gapBelow - 0.05)).reasons).toEqual(['knowledge_gap']);
  });

  it('quotes the documents, or hands off, as the policy says for a model that failed', () => {
    const failed = calm({ modelFault: 'timeout' });
    const spent = calm({ modelFault: 'budget_exhausted' });
    expect(decide(policy, failed, sure(0.9))).toMatchObject({ rule: 'confident' });
    expect(decide(policy, spent, sure(0.9))).toMatchObject({
      outcome: 'handoff',
      rule: 'ai_failure',
      reasons: ['budget_exhausted'],
    });
    const strict = policyWith({ model: { onFailure: 'handoff', onBudgetSpent: 'embedded' } });
    expect(decide(strict, failed, sure(0.9)).reasons).toEqual(['ai_error']);
    expect(decide(strict, spent, sure(0.9))).toMatchObject({ rule: 'confident' });
  });

  it('hands off with knowledge_gap when nothing was found', () => {
    expect(decide(policy, calm({ evidence: null }), null)).toMatchObject({
      outcome: 'handoff',
      rule: 'no_passage',
      reasons: ['knowledge_gap'],
    });
  });

  it('lets no confidence stop a hard rule', () => {
    const asked = decide(policy, calm({ directRequest: certain }), sure(1));
    expect(asked).toMatchObject({ outcome: 'handoff', rule: 'direct_request' });
    const topic = policy.sensitiveTopics[0]?.id ?? '';
    const sensitive = calm({ sensitiveTopics: [{ id: topic, ...certain }] });
    expect(decide(policy, sensitive, sure(1))).toMatchObject({
      outcome: 'handoff',
      rule: 'sensitive_topic',
      tags: [topic],
    });
  });

  it('goes where a guideline says, when a sensitive topic decided first', () => {
    const [topic] = policy.sensitiveTopics;
    const guideline = {
      ...(topic as Topic),
      id: 'disputes',
      name: 'Disputed charge',
      text: 'Disputed charges go to Billing at once.',
      team: 'Billing',
      tags: ['dispute'],
      priority: 'urgent' as const,
    };
    const owned = { ...policy, guidelines: [guideline] };
    const both = calm({
      sensitiveTopics: [{ id: topic?.id ?? '', ...certain }],
      guidelines: [{ id: 'disputes', ...certain }],
    });
    expect(decide(owned, both, sure(1))).toMatchObject({
      rule: 'sensitive_topic',
      team: 'Billing',
      tags: [...(topic?.tags ?? []), 'dispute'],
      priority: 'urgent',
    });
  });

  it('answers small talk kindly and never hands it off, whatever else was measured', () => {
    const thanks = calm({
      smallTalk: { ...certain, kind: 'thanks' },
      frustration: frustrated,
      aiTurns: 99,
    });
    expect(decide(policy, thanks, null)).toMatchObject({
      outcome: 'answer',
      reply: { kind: 'smallTalk', smallTalk: 'thanks', text: policy.messages.thanks.text },
    });
  });

  it('hands off a second asking only when the answer would be the same, or after a third', () => {
    const again = (changes: Partial<Signals['repeatedQuestion']>) =>
      decide(
        policy,
        calm({ repeatedQuestion: { ...certain, sameAnswerAgain: false, times: 1, ...changes } }),
        sure(0.95),
      );
    expect(again({}).outcome).toBe('answer');
    expect(again({ sameAnswerAgain: true }).reasons).toEqual(['repeated_question']);
    expect(again({ times: 2 }).reasons).toEqual(['repeated_question']);
  });

  it('hands off a frustrated customer, and one whose turns are used up', () => {
    expect(decide(policy, calm({ frustration: frustrated }), sure(0.95)).reasons).toEqual([
      'frustration',
    ]);
    expect(decide(policyWith({ maxAiTurns: 3 }), calm({ aiTurns: 3 }), sure(0.95)).reasons).toEqual(
      ['max_turns'],
    );
  });

  it('asks back once when two documents compete, never twice in a row', () => {
    const close = {
      evidence: { passages: 5, answers: 0.5, outOfScope: 0.5, documentMargin: 0.02, features: {} },
    };
    const passages = [
      { passageId: 'p1', documentId: 'a' },
      { passageId: 'p2', documentId: 'a' },
      { passageId: 'p3', documentId: 'b' },
    ];
    const doubt = sure((policy.clarifyFrom + policy.answerAt) / 2);
    expect(decide(policy, calm(close), doubt, passages)).toMatchObject({
      outcome: 'clarify',
      between: ['p1', 'p3'],
    });
    expect(decide(policy, calm({ ...close, clarifiedInARow: 1 }), doubt, passages).outcome).toBe(
      'handoff',
    );
  });

  it('offers a person at most once before handing off', () => {
    const offering = policyWith({ belowAnswer: 'offer' });
    expect(decide(offering, calm(), sure(0.3)).outcome).toBe('offer');
    expect(decide(offering, calm({ offeredInARow: 1 }), sure(0.3)).outcome).toBe('handoff');
  });

  it('asks once for more where the policy says so, then passes it on', () => {
    const asking = policyWith({ belowAnswer: 'clarify' });
    expect(decide(asking, calm(), sure(0.2))).toMatchObject({
      outcome: 'clarify',
      rule: 'not_confident',
      text: policy.messages.clarifyOpen.text,
      between: [],
    });
    expect(decide(asking, calm({ clarifiedInARow: 1 }), sure(0.2))).toMatchObject({
      outcome: 'handoff',
      rule: 'not_confident',
    });
    expect(decide(asking, calm({ evidence: null }), null)).toMatchObject({
      outcome: 'clarify',
      reasons: ['knowledge_gap'],
    });
  });

  it('speaks the language of the customer where there are words for it', () => {
    const asks = (language: string | null) =>
      decide(
        policy,
        calm({ directRequest: certain, text: { kind: 'words', characters: 9, language } }),
        null,
      );
    const { languages, text } = policy.messages.handoff;
    expect(asks('de')).toMatchObject({ text: languages['de'] });
    expect(asks('fr-CA')).toMatchObject({ text: languages['fr'] });
    expect(asks('ja')).toMatchObject({ text });
    expect(asks(null)).toMatchObject({ text });
  });

  it('tags by what a turn is about, whatever becomes of it, and each tag once', () => {
    const tagging = policyWith({
      tags: [
        { tag: 'delivery', enabled: true, description: 'Parcels', examples: [], threshold: null },
        { tag: 'returns', enabled: true, description: 'Returns', examples: [], threshold: 0.999 },
        { tag: 'old', enabled: false, description: 'Old', examples: [], threshold: null },
      ],
    });
    const tags = ['delivery', 'returns', 'old', 'gone'].map((id) => ({ id, ...certain }));
    expect(decide(tagging, calm({ tags }), sure(0.9))).toMatchObject({
      outcome: 'answer',
      tags: ['delivery'],
    });
    expect(decide(tagging, calm({ tags, directRequest: certain }), null)).toMatchObject({
      outcome: 'handoff',
      tags: ['delivery'],
    });
    const [topic] = tagging.sensitiveTopics;
    const doubled = policyWith({
      ...tagging,
      sensitiveTopics: [{ ...(topic as Topic), tags: ['delivery', 'money'] }],
    });
    const sensitive = calm({ tags, sensitiveTopics: [{ id: topic?.id ?? '', ...certain }] });
    expect(decide(doubled, sensitive, null)).toMatchObject({ tags: ['delivery', 'money'] });
  });

  it('asks for words when there are none, and brings a person when asking twice did not help', () => {
    const empty = { text: { kind: 'empty' as const, characters: 0, language: null } };
    expect(decide(policy, calm(empty), null).outcome).toBe('clarify');
    expect(decide(policy, calm({ ...empty, clarifiedInARow: 2 }), null).outcome).toBe('handoff');
    const link = { text: { kind: 'url' as const, characters: 20, language: null } };
    expect(decide(policy, calm(link), null)).toMatchObject({
      text: policy.messages.clarifyLink.text,
    });
  });

  it('does as the policy says when a rule is off or only offers', () => {
    const { rules } = policy;
    const off = policyWith({
      rules: { ...rules, directRequest: { outcome: 'off', threshold: null } },
    });
    expect(decide(off, calm({ directRequest: certain }), sure(0.9)).outcome).toBe('answer');
    const strict = policyWith({
      rules: { ...rules, directRequest: { outcome: 'handoff', threshold: 0.995 } },
    });
    expect(decide(strict, calm({ directRequest: certain }), sure(0.9)).outcome).toBe('answer');
  });

  it('tells the customer the truth about hours', () => {
    const night = decide(policy, calm({ directRequest: certain, withinHours: false }), null);
    expect(night).toMatchObject({ text: policy.messages.handoffOutOfHours.text });
  });

  it('turns every failure of the AI into a handoff', () => {
    expect(decideFailure(policy, 'ai_error')).toMatchObject({
      outcome: 'handoff',
      reasons: ['ai_error'],
    });
  });

  it('knows which turns need no search', () => {
    expect(isDecidedWithoutRetrieval(policy, calm({ directRequest: certain }))).toBe(true);
    expect(
      isDecidedWithoutRetrieval(policy, calm({ smallTalk: { ...certain, kind: 'thanks' } })),
    ).toBe(true);
    expect(isDecidedWithoutRetrieval(policy, calm({ evidence: null }))).toBe(false);
  });
});
