import { MODEL_FAULTS, BelowAnswer, Priority, RuleOutcome } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDecidedWithoutRetrieval } from './decide.ts';
import { DecisionRecord, record, replay } from './decision-record.ts';
import { defaultPolicy, readyMadeTopics } from './policy/default-policy.ts';
import { type Policy, readPolicy } from './policy/policy.ts';
import { SMALL_TALK, type Signals, TEXT_KINDS } from './signals.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const scored = fc.record({ score: share, threshold: share });
const topicScores = fc.array(
  fc.record({
    id: fc.constantFrom(...readyMadeTopics.map(({ id }) => id), 'charge', 'unknown'),
    score: share,
    threshold: share,
  }),
  { maxLength: 4 },
);

const anySignals: fc.Arbitrary<Signals> = fc.record({
  text: fc.record({
    kind: fc.constantFrom(...TEXT_KINDS),
    characters: fc.nat(20_000),
    language: fc.option(fc.constantFrom('en', 'de', 'pt-BR'), { nil: null }),
  }),
  directRequest: scored,
  frustration: fc.record({
    score: share,
    threshold: share,
    now: share,
    trend: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
  repeatedQuestion: fc.record({
    score: share,
    threshold: share,
    sameAnswerAgain: fc.boolean(),
    times: fc.nat(5),
  }),
  sensitiveTopics: topicScores,
  guidelines: topicScores,
  tags: topicScores,
  actions: fc.array(
    fc.record({
      id: fc.constantFrom('act_1', 'act_2'),
      name: fc.constantFrom('Look up an order', 'Cancel an order'),
      score: share,
      threshold: share,
      open: fc.option(fc.constantFrom('form' as const, 'answer' as const), { nil: null }),
      sensitive: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  smallTalk: fc.record({
    score: share,
    threshold: share,
    kind: fc.option(fc.constantFrom(...SMALL_TALK), { nil: null }),
  }),
  evidence: fc.option(
    fc.record({
      passages: fc.nat(10),
      answers: share,
      outOfScope: share,
      documentMargin: share,
      features: fc.dictionary(fc.string({ maxLength: 8 }), share),
    }),
    { nil: null },
  ),
  support: fc.option(share, { nil: null }),
  aiTurns: fc.nat(20),
  clarifiedInARow: fc.nat(3),
  offeredInARow: fc.nat(3),
  modelFault: fc.option(fc.constantFrom(...MODEL_FAULTS), { nil: null }),
  withinHours: fc.option(fc.boolean(), { nil: null }),
});

const rule = fc.record({
  outcome: fc.constantFrom(...RuleOutcome.options),
  threshold: fc.option(share, { nil: null }),
});
const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    answerAt: share,
    clarifyFrom: share,
    gapBelow: share,
    belowAnswer: fc.constantFrom(...BelowAnswer.options),
    maxAiTurns: fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }),
    rules: fc.record({
      directRequest: rule,
      frustration: rule,
      repeatedQuestion: rule,
      smallTalk: fc.boolean(),
    }),
    tags: fc.uniqueArray(
      fc.record({
        tag: fc.constantFrom(...readyMadeTopics.map(({ id }) => id)),
        enabled: fc.boolean(),
        description: fc.constant('What it is about'),
        examples: fc.constant<string[]>([]),
        threshold: fc.option(share, { nil: null }),
      }),
      { maxLength: 3, selector: ({ tag }) => tag },
    ),
    guidelines: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('charge', 'van', 'unknown'),
        name: fc.constant('A rule'),
        text: fc.constant('Pass it on.'),
        enabled: fc.boolean(),
        examples: fc.constant<string[]>(['an example']),
        outcome: fc.constantFrom('handoff' as const, 'offer' as const),
        threshold: fc.option(share, { nil: null }),
        team: fc.option(fc.constant('Billing'), { nil: null }),
        tags: fc.constant<string[]>(['money']),
        priority: fc.constantFrom(...Priority.options),
      }),
      { maxLength: 3, selector: ({ id }) => id },
    ),
  })
  .map((changes): Policy => ({ ...defaultPolicy(), ...changes }));

const anyMeasurement = fc.record({
  question: fc.string({ maxLength: 3_000 }),
  passages: fc.array(
    fc.record({
      passageId: fc.string({ minLength: 1, maxLength: 5 }),
      documentId: fc.string({ minLength: 1, maxLength: 2 }),
      documentVersion: fc.option(fc.nat(), { nil: null }),
      score: share,
    }),
    { maxLength: 4 },
  ),
  signals: anySignals,
  confidence: fc.option(fc.record({ value: share, calibration: fc.constant('test@1') }), {
    nil: null,
  }),
  models: fc.constant({ directRequest: 'direct-request@1' }),
});

describe('a decision record', () => {
  it('replayed under its own policy, even after years as JSON, gives the decision it holds', () => {
    fc.assert(
      fc.property(anyPolicy, anyMeasurement, (policy, measured) => {
        const kept: unknown = JSON.parse(JSON.stringify(record(policy, measured)));
        const read = DecisionRecord.parse(kept);
        expect(replay(JSON.parse(JSON.stringify(policy)) as Policy, read)).toEqual(read.decision);
      }),
    );
  });

  it('from before there were tags and languages is replayed as it was, under the policy of its time', () => {
    fc.assert(
      fc.property(anyPolicy, anyMeasurement, (policy, measured) => {
        // As a build of that time stored both: no schema, no tags, one language a text.
        const { schema: _, answer: _answer, tags: _tags, messages, ...rest } = policy;
        const { clarifyOpen: _new, ...known } = messages;
        const stored = {
          ...rest,
          belowAnswer: rest.belowAnswer === 'clarify' ? 'offer' : rest.belowAnswer,
          messages: Object.fromEntries(
            Object.entries(known).map(([name, { text }]) => [name, text]),
          ),
        };
        const then = readPolicy(stored);
        const { tags: _none, ...signals } = measured.signals;
        const kept = JSON.parse(JSON.stringify({ ...record(then, measured), signals }));
        if (kept.decision.outcome === 'answer' || kept.decision.outcome === 'clarify')
          delete kept.decision.tags;
        const read = DecisionRecord.parse(kept);
        expect(replay(readPolicy(stored), read)).toEqual(read.decision);
      }),
    );
  });

  it('always ends in an outcome with a rule and words, and a person is never sent for without a reason', () => {
    fc.assert(
      fc.property(anyPolicy, anyMeasurement, (policy, measured) => {
        const { decision } = record(policy, measured);
        expect(decision.explanation.length).toBeGreaterThan(5);
        if (decision.outcome === 'handoff' || decision.outcome === 'offer')
          expect(decision.reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it('is never changed by retrieval where it was decided without', () => {
    fc.assert(
      fc.property(anyPolicy, anyMeasurement, anyMeasurement, (policy, measured, found) => {
        fc.pre(isDecidedWithoutRetrieval(policy, measured.signals));
        const { evidence } = found.signals;
        const later = {
          ...measured,
          confidence: found.confidence,
          signals: { ...measured.signals, evidence },
        };
        expect(record(policy, later).decision).toEqual(record(policy, measured).decision);
      }),
    );
  });

  it('reads with a raised confidence only ever towards answering', () => {
    fc.assert(
      fc.property(anyPolicy, anyMeasurement, share, (policy, measured, more) => {
        fc.pre(measured.confidence !== null && measured.signals.evidence !== null);
        const was = record(policy, measured).decision;
        fc.pre(was.outcome === 'answer');
        const value = Math.max(measured.confidence?.value ?? 0, more);
        const raised = { ...measured, confidence: { value, calibration: 'test@1' } };
        expect(record(policy, raised).decision.outcome).toBe('answer');
      }),
    );
  });
});
