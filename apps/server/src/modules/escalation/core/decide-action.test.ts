/** Where actions stand among the rules: what they yield to, and what yields to them. */
import { describe, expect, it } from 'vitest';
import { calm, certain, policyWith, sure } from '../testing.ts';
import { decide, isDecidedWithoutRetrieval } from './decide.ts';
import type { ActionScore, Signals } from './signals.ts';

const policy = policyWith();
const action = (score: number, changes: Partial<ActionScore> = {}): ActionScore => ({
  id: 'act_1',
  name: 'Look up an order',
  score,
  threshold: 0.4,
  open: null,
  sensitive: false,
  ...changes,
});
const other = (score: number) => action(score, { id: 'act_2', name: 'Cancel an order' });
const asks = (...actions: ActionScore[]): Signals => calm({ actions });

describe('an action', () => {
  it('that is asked for is decided on, in words', () => {
    const decision = decide(policy, asks(action(0.7)), sure(0.3));
    expect(decision).toMatchObject({
      outcome: 'answer',
      rule: 'action',
      reply: { kind: 'action', actionId: 'act_1', name: 'Look up an order', sure: false },
    });
    expect(decision.explanation).toContain('“Look up an order”');
  });

  it('that is not near enough is none', () => {
    expect(decide(policy, asks(action(0.39)), sure(0.9)).rule).toBe('confident');
  });

  it('that a teammate approves anyway goes before a sensitive topic, asked for beyond doubt', () => {
    const topic = { id: policy.sensitiveTopics[0]?.id ?? '', ...certain };
    const cancel = (score: number) =>
      calm({ actions: [action(score, { sensitive: true })], sensitiveTopics: [topic] });
    expect(decide(policy, cancel(0.9), sure(0.3)).rule).toBe('action');
    expect(isDecidedWithoutRetrieval(policy, cancel(0.9))).toBe(true);
    expect(decide(policy, cancel(0.7), sure(0.3)).rule).toBe('sensitive_topic');
  });

  it('needs no documents at all', () => {
    expect(decide(policy, { ...asks(action(0.7)), evidence: null }, null).rule).toBe('action');
  });

  it('yields to documents that answer, unless it is asked for beyond doubt', () => {
    expect(decide(policy, asks(action(0.7)), sure(0.95)).rule).toBe('confident');
    expect(decide(policy, asks(action(0.9)), sure(0.95))).toMatchObject({
      rule: 'action',
      reply: { sure: true },
    });
  });

  it.each<[string, Partial<Signals>, string]>([
    ['a wish for a person', { directRequest: certain }, 'direct_request'],
    [
      'a sensitive topic',
      { sensitiveTopics: [{ id: policy.sensitiveTopics[0]?.id ?? '', ...certain }] },
      'sensitive_topic',
    ],
    ['small talk', { smallTalk: { ...certain, kind: 'thanks' } }, 'small_talk'],
    ['frustration', { frustration: { ...certain, now: 0.9, trend: 0 } }, 'frustration'],
    ['turns that are used up', { aiTurns: 99 }, 'max_turns'],
  ])('yields to %s', (_, changes, rule) => {
    const signals = { ...asks(action(1)), ...changes };
    expect(decide(policyWith({ maxAiTurns: 5 }), signals, sure(0.3)).rule).toBe(rule);
  });

  it('beside another that fits as well is asked about once, by name', () => {
    const two = asks(action(0.71), other(0.7));
    expect(decide(policy, two, sure(0.3))).toMatchObject({
      outcome: 'clarify',
      rule: 'competing_actions',
      actions: ['Look up an order', 'Cancel an order'],
    });
    expect(decide(policy, { ...two, clarifiedInARow: 1 }, sure(0.3)).rule).toBe('action');
    expect(decide(policy, asks(action(0.8), other(0.6)), sure(0.3)).rule).toBe('action');
  });
});

describe('what was asked of the customer', () => {
  const answered = (changes: Partial<Signals> = {}) => ({
    ...asks(action(1, { open: 'answer' })),
    ...changes,
  });

  it('is taken for what it is, however little it says', () => {
    for (const changes of [
      { text: { kind: 'symbols' as const, characters: 2, language: null } },
      { smallTalk: { ...certain, kind: 'acknowledgement' as const } },
      { repeatedQuestion: { ...certain, sameAnswerAgain: true, times: 3 } },
    ]) {
      expect(decide(policy, answered(changes), null).rule).toBe('action');
    }
    expect(isDecidedWithoutRetrieval(policy, answered())).toBe(true);
  });

  it('is not heard where the customer wants a person in the same breath', () => {
    expect(decide(policy, answered({ directRequest: certain }), null).rule).toBe('direct_request');
  });

  it('filled in and sent is the customer’s own act: no score of its words stops it', () => {
    const sent = {
      ...asks(action(1, { open: 'form' })),
      directRequest: certain,
      frustration: { ...certain, now: 1, trend: 1 },
    };
    expect(decide(policy, sent, null).rule).toBe('action');
    expect(isDecidedWithoutRetrieval(policy, sent)).toBe(true);
  });
});
