import { Generation, PassageId } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BONUS, generatedConfidence, shift, supportInWords } from './generated-confidence.ts';
import { logit } from '../text/text-head.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const sentence = (support: number, removed = false) => ({
  text: 'It takes five days.',
  support,
  removed,
  passageIds: ['psg_1' as PassageId],
  why: removed ? 'says 5; the passages do not' : null,
});
const wrote = (changes: Partial<Generation> = {}): Generation => ({
  model: 'test:model',
  standaloneQuestion: null,
  declined: false,
  sentences: [sentence(0.95), sentence(0.9)],
  logprob: null,
  selfAgreement: null,
  firstTextMs: 100,
  totalMs: 400,
  inputTokens: 900,
  outputTokens: 40,
  fault: null,
  ...changes,
});
const anyWriting = fc
  .record({
    sentences: fc.array(
      fc.tuple(share, fc.boolean()).map(([support, removed]) => sentence(support, removed)),
      { maxLength: 6 },
    ),
    logprob: fc.option(fc.double({ min: -5, max: 0, noNaN: true }), { nil: null }),
    selfAgreement: fc.option(share, { nil: null }),
  })
  .map((changes) => wrote(changes));
const evidence = (value: number) => ({ value, calibration: 'confidence@1' });
const confidence = (value: number, generation: Generation) =>
  generatedConfidence(evidence(value), generation).value;

describe('confidence in a generated answer', () => {
  it('is that of its evidence where everything is carried and nothing more is known', () => {
    expect(generatedConfidence(evidence(0.8), wrote())).toEqual({
      value: 0.8,
      calibration: 'confidence@1+generated-1',
    });
  });

  it('is close to nothing where the model declined', () => {
    expect(confidence(0.99, wrote({ declined: true, sentences: [] }))).toBeLessThan(0.05);
  });

  it('never rises above what its evidence and the small bonus justify', () => {
    fc.assert(
      fc.property(share, anyWriting, (value, generation) => {
        const given = confidence(value, generation);
        expect(given).toBeGreaterThanOrEqual(0);
        expect(logit(given)).toBeLessThanOrEqual(logit(value) + BONUS + 1e-6);
      }),
    );
  });

  it('never falls when a sentence is better carried', () => {
    fc.assert(
      fc.property(anyWriting, fc.nat(), share, (generation, which, more) => {
        fc.pre(generation.sentences.length > 0);
        const at = which % generation.sentences.length;
        const better = generation.sentences.map((each, n) =>
          n === at ? { ...each, support: Math.max(each.support, more) } : each,
        );
        expect(shift({ ...generation, sentences: better })).toBeGreaterThanOrEqual(
          shift(generation) - 1e-9,
        );
      }),
    );
  });

  it('never rises when a sentence more had to be removed', () => {
    fc.assert(
      fc.property(anyWriting, share, (generation, support) => {
        const more = [...generation.sentences, sentence(support, true)];
        expect(shift({ ...generation, sentences: more })).toBeLessThanOrEqual(
          shift(generation) + 1e-9,
        );
      }),
    );
  });

  it('never falls with a surer model or a check of its own that agrees more', () => {
    fc.assert(
      fc.property(anyWriting, share, share, (generation, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(shift({ ...generation, selfAgreement: high })).toBeGreaterThanOrEqual(
          shift({ ...generation, selfAgreement: low }) - 1e-9,
        );
        expect(shift({ ...generation, logprob: -2 * low })).toBeGreaterThanOrEqual(
          shift({ ...generation, logprob: -2 * high }) - 1e-9,
        );
      }),
    );
  });

  it('costs more the more is removed, and most where nothing is left', () => {
    const [none, half, all] = [
      wrote(),
      wrote({ sentences: [sentence(0.95), sentence(0.05, true)] }),
      wrote({ sentences: [sentence(0.05, true)] }),
    ].map((generation) => confidence(0.8, generation));
    expect(none).toBeGreaterThan(half as number);
    expect(half).toBeGreaterThan(all as number);
    expect(all).toBeLessThan(0.1);
  });

  it('is told in words', () => {
    const three = [sentence(0.9), sentence(0.9), sentence(0.1, true)];
    expect(supportInWords(wrote({ sentences: three }))).toBe(
      '2 of 3 sentences are carried by the passages',
    );
    expect(supportInWords(wrote({ declined: true }))).toContain('do not answer');
    expect(supportInWords(wrote({ fault: 'timeout' }))).toContain('quoted');
  });
});
