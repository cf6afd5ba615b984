import { describe, expect, it } from 'vitest';
import { chooseStressedThreshold } from '../../escalation/index.ts';
import { plainlyShipped } from '../testing/recorded-decision.ts';
import {
  agentEvidence,
  ownBudgetEvidence,
  type RecordedDecision,
  shippedBudgetEvidence,
} from './agent-evidence.ts';

const shipped = plainlyShipped();

let made = 0;
function decision(changes: Partial<RecordedDecision> = {}): RecordedDecision {
  made += 1;
  return {
    id: `dec_${made}`,
    conversationId: `cnv_${made}`,
    at: new Date(2031, 0, 1),
    outcome: 'answer',
    rule: 'confident',
    features: { told: 0.8 },
    answers: 0.8,
    answer: null,
    handoff: null,
    helpful: null,
    drawn: false,
    markedBefore: false,
    nextRule: null,
    ...changes,
  };
}
const evidenceOf = (...decisions: RecordedDecision[]) =>
  agentEvidence(shipped, decisions, decisions.length);

describe('what reviews amount to', () => {
  it('a mark on the answer is what it says', () => {
    const { known } = evidenceOf(decision({ answer: 'right' }), decision({ answer: 'wrong' }));
    expect(known.map(({ right }) => right)).toEqual([true, false]);
  });
  it('holding back that was not needed means that the answer would have done', () => {
    const held = { outcome: 'handoff', rule: 'not_confident' } as const;
    const { known } = evidenceOf(
      decision({ ...held, handoff: 'not_needed' }),
      decision({ ...held, handoff: 'needed' }),
      // Somebody looked at the answer itself: that goes first.
      decision({ ...held, handoff: 'needed', answer: 'right' }),
    );
    expect(known.map(({ right }) => right)).toEqual([true, false, true]);
  });
  it('a decision that a rule made says nothing of confidence', () => {
    const { known, asked } = evidenceOf(
      decision({ rule: 'sensitive_topic', outcome: 'handoff', handoff: 'needed' }),
      decision({ rule: 'small_talk', features: null, answer: 'right' }),
    );
    expect([known, asked]).toEqual([[], []]);
  });
  it('evidence of another kind than today’s is left out: another calibrator called it', () => {
    const decisions = [decision({ answer: 'right' }), decision({ answer: 'wrong' })];
    const elsewhere = { ...shipped, isFor: () => false };
    expect(agentEvidence(elsewhere, decisions, 2)).toMatchObject({ known: [], asked: [] });
  });
  it('finding nothing is a question too, that no threshold would have answered', () => {
    const { asked } = evidenceOf(decision(), decision({ rule: 'no_passage', features: null }));
    expect(asked).toEqual([0.8, 0]);
  });
  it('a thumb weighs a quarter, and nothing where a teammate has spoken', () => {
    const { labels, known, thumbs } = evidenceOf(
      decision({ helpful: false }),
      decision({ helpful: false, answer: 'right' }),
    );
    expect(thumbs).toBe(1);
    expect(known).toHaveLength(1);
    expect(labels.map(({ right, weight }) => [right, weight])).toEqual([
      [true, 1],
      [false, 0.25],
    ]);
  });
  it('what the customer does next is a hint of discontent, and never a label', () => {
    const { drift, labels } = evidenceOf(
      decision({ nextRule: 'direct_request' }),
      decision({ nextRule: 'confident' }),
      decision({ helpful: false }),
      decision({ outcome: 'handoff', rule: 'not_confident', nextRule: 'direct_request' }),
    );
    expect(drift.map(({ dissatisfied }) => dissatisfied)).toEqual([true, false, true, false]);
    expect(labels).toHaveLength(1);
  });
});

describe('evidence for a budget', () => {
  it('counts drawn reviews only, whoever marked them and why', () => {
    const { reviewed, at } = ownBudgetEvidence(
      evidenceOf(
        decision({ answer: 'wrong' }),
        decision({ answer: 'right', drawn: true }),
        decision({ answer: 'wrong', drawn: true, markedBefore: true, answers: 0.1 }),
        decision({ drawn: true }),
      ),
      shipped,
    );
    expect(reviewed).toBe(2);
    expect(at.find(({ threshold }) => threshold === 0.8)).toMatchObject({ answered: 2, wrong: 1 });
    expect(at.find(({ threshold }) => threshold === 0.81)).toMatchObject({ answered: 0 });
  });
  it('knows as unanswerable only what teammates called wrong and the shipped model doubts', () => {
    const { unanswerable } = ownBudgetEvidence(
      evidenceOf(
        decision({ answer: 'wrong', drawn: true, answers: 0.1 }),
        decision({ answer: 'wrong', drawn: true, answers: 0.9 }),
        decision({ answer: 'right', drawn: true, answers: 0.1 }),
      ),
      shipped,
    );
    expect(unanswerable).toBe(1);
  });
  it('as shipped promises something for a wide budget, and less for a narrow one', () => {
    const measured = shippedBudgetEvidence(shipped);
    const [wide, narrow] = [0.25, 0.1].map((each) => chooseStressedThreshold(measured, each));
    expect(wide?.threshold).not.toBeNull();
    expect(narrow?.threshold ?? 1).toBeGreaterThan(wide?.threshold as number);
  });
});
