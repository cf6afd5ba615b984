import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Generation } from '@baton/protocol';
import { createEscalation, DecisionRecord, defaultPolicy } from './index.ts';
import { wordsEmbed } from './testing.ts';

const escalation = createEscalation({ embed: wordsEmbed });
const returns = {
  passageId: 'psg_returns',
  title: 'Return a lamp',
  heading: '',
  text: 'You have 14 days from delivery to send anything back. Return shipping is free within the EU.\n\n## What cannot be returned\n\nGift cards, and battery bases that are damaged. Questions? Write to help@lumen.example.',
};
const check = (sentence: string, ...more: (typeof returns)[]) =>
  escalation.checkSentence(sentence, [returns, ...more]);

describe('a sentence of a generated answer', () => {
  it('that says what the passage says is supported', async () => {
    const said = await check('You have 14 days from delivery to send anything back. [1]');
    expect(said).toMatchObject({ supported: true, why: null });
    expect(said.score).toBeGreaterThan(0.7);
  });

  it.each([
    [
      'You have 30 days from delivery to send anything back.',
      'says 30 days; the passage says 14 days',
    ],
    [
      'Write to sales@lumen.example with questions.',
      'names “sales@lumen.example”; the passages do not',
    ],
    ['Return shipping within the EU costs €4.90.', 'says €4.90; the passages do not'],
    ['Sie haben 30 Tage, um die Lampe zurückzuschicken.', 'says 30 Tage; the passage says 14 days'],
  ])('%j is not, and it is said why', async (sentence, why) => {
    const said = await check(sentence);
    expect(said).toMatchObject({ supported: false, why });
    expect(said.score).toBeLessThan(0.05);
  });

  it('with the number in other words is supported', async () => {
    expect(await check('You have two weeks from delivery to send anything back.')).toMatchObject({
      supported: true,
    });
  });

  it('with a number that the passage gives to something else is not, and it is said why', async () => {
    const prices = { ...returns, text: 'It costs €2.90 a month or €24 a year.' };
    expect(await escalation.checkSentence('It costs €24 a month.', [prices])).toMatchObject({
      supported: false,
      why: 'says €24 a month; the passage gives that to something else: “It costs €2.90 a month or €24 a year.”',
    });
  });

  it('in another language passes on the rules, and scores no more than may be known of it', async () => {
    const said = await check('Sie haben 14 Tage, um die Lampe zurückzuschicken.');
    expect(said.supported).toBe(true);
    expect(said.score).toBeLessThanOrEqual(0.7);
  });

  it('with no passage, or one without words, is not supported', async () => {
    const none = { supported: false, score: 0 };
    expect(await escalation.checkSentence('It is free.', [])).toMatchObject(none);
    const empty = { ...returns, text: '***' };
    expect(await escalation.checkSentence('It is free.', [empty])).toMatchObject(none);
  });

  it('is never lost to a number by a passage more', async () => {
    const other = {
      ...returns,
      passageId: 'psg_2',
      text: 'Express costs €4.90. It takes 30 days.',
    };
    expect((await check('Express costs €4.90.', other)).supported).toBe(true);
  });

  it('can be anything', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 300 }),
        fc.string({ maxLength: 300 }),
        async (one, two) => {
          const { score, supported, why } = await escalation.checkSentence(one, [
            { ...returns, text: two },
          ]);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(why === null).toBe(supported);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a turn whose draft a model wrote', () => {
  const sentence = { text: 'x', support: 0.95, removed: false, passageIds: [], why: null };
  const generation = (changes: Partial<Generation> = {}): Generation => ({
    model: 'test:model',
    standaloneQuestion: null,
    declined: false,
    sentences: [sentence, { ...sentence, support: 0.1, removed: true, why: 'invented' }],
    logprob: null,
    selfAgreement: null,
    firstTextMs: 1,
    totalMs: 2,
    inputTokens: 3,
    outputTokens: 4,
    fault: null,
    ...changes,
  });
  const judged = (written: Generation | null) =>
    escalation.judge(
      {
        text: 'How long may I keep it?',
        history: [],
        retrieval: {
          passages: [{ ...returns, documentId: 'doc_1', score: 0.9, lexical: 0.9, cosine: 0.9 }],
          evidence: { topScore: 0.9, coverage: 0.8 },
        },
        draft: { text: 'You have 14 days.', passageIds: ['psg_returns'] },
        language: null,
        withinHours: null,
        generation: written,
      },
      defaultPolicy(),
    );

  it('is less sure with sentences removed, and the record says of what it was made', async () => {
    const [quoted, written] = [await judged(null), await judged(generation())];
    expect(written.signals.support).toBe(0.5);
    expect(written.confidence?.value).toBeLessThan(quoted.confidence?.value ?? 0);
    expect(written.confidence?.calibration).toBe(`${quoted.confidence?.calibration}+generated-1`);
    expect(written.generation).toEqual(generation());
    expect(written.models['sentenceSupport']).toMatch(/^sentence-support@/u);
    expect(written.readings.find(({ name }) => name === 'support')?.label).toBe(
      '1 of 2 sentences are carried by the passages',
    );
    expect(quoted.generation).toBeNull();
  });

  it('is a knowledge gap where the model said that the passages do not answer', async () => {
    const { decision } = await judged(generation({ declined: true, sentences: [] }));
    expect(decision.outcome).not.toBe('answer');
    expect(decision).toMatchObject({ reasons: ['knowledge_gap'] });
  });

  it('that failed is as sure as its quoted documents', async () => {
    const [quoted, failed] = [await judged(null), await judged(generation({ fault: 'timeout' }))];
    expect(failed.confidence).toEqual(quoted.confidence);
    expect(failed.signals.support).toBe(quoted.signals.support);
  });

  it('comes back from its record as it was, and a record from before there were any reads as none', async () => {
    const kept: unknown = JSON.parse(JSON.stringify(await judged(generation())));
    expect(DecisionRecord.parse(kept).generation).toEqual(generation());
    const { generation: _later, ...old } = await judged(null);
    expect(DecisionRecord.parse(JSON.parse(JSON.stringify(old)))).toEqual(await judged(null));
  });
});
