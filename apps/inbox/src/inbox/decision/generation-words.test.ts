import { type Generation, MODEL_FAULTS } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import {
  faultInWords,
  generationInWords,
  modelInWords,
  wordProbability,
} from './generation-words.ts';

const sentence = (removed: boolean) => ({
  text: 'A sentence.',
  support: removed ? 0.1 : 0.9,
  removed,
  passageIds: [],
  why: null,
});
const generation = (more: Partial<Generation>): Generation => ({
  model: 'openai:gpt-5.4-mini',
  standaloneQuestion: null,
  declined: false,
  sentences: [sentence(false)],
  logprob: null,
  selfAgreement: null,
  firstTextMs: 300,
  totalMs: 900,
  inputTokens: 1_200,
  outputTokens: 60,
  fault: null,
  ...more,
});
const told = (...removed: boolean[]) =>
  generationInWords(generation({ sentences: removed.map(sentence) }));

describe('how an answer was written', () => {
  it('counts what was kept and what was not, in the singular and the plural', () => {
    expect(told(false)).toBe('Its sentence is supported by the documents.');
    expect(told(false, false)).toBe('All 2 sentences are supported by the documents.');
    expect(told(false, false, true)).toBe(
      '2 sentences kept, 1 removed: the documents do not support it.',
    );
    expect(told(false, true, true)).toBe(
      '1 sentence kept, 2 removed: the documents do not support them.',
    );
    expect(told(true, true)).toContain('nothing of it was said');
  });

  it('says first that the model failed, or that it declined', () => {
    expect(generationInWords(generation({ fault: 'timeout', sentences: [] }))).toBe(
      'A model was to write, but it took too long.',
    );
    expect(generationInWords(generation({ declined: true, sentences: [] }))).toBe(
      'The model said that the passages do not answer this.',
    );
  });

  it('has words for every fault, and its own name for one from a newer server', () => {
    for (const fault of MODEL_FAULTS) expect(faultInWords(fault)).not.toContain('_');
    expect(faultInWords('moon_phase' as never)).toBe('moon phase');
  });
});

describe('the name of a model', () => {
  it('is without its provider’s, and whole where that is not known', () => {
    expect(modelInWords('openai:gpt-5.4-mini')).toEqual({
      name: 'gpt-5.4-mini',
      provider: 'OpenAI',
    });
    expect(modelInWords('compatible:llama3.2:3b')).toEqual({ name: 'llama3.2:3b', provider: null });
    expect(modelInWords('llama3.2:3b')).toEqual({ name: 'llama3.2:3b', provider: null });
  });
});

it('a mean log-probability is a probability between 0 and 1', () => {
  expect(wordProbability(0)).toBe(1);
  expect(wordProbability(-0.105)).toBeCloseTo(0.9, 2);
  expect(wordProbability(0.3)).toBe(1);
});
