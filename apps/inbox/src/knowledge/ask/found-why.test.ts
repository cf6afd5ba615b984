import { describe, expect, it } from 'vitest';
import { type FoundPassage, measures, whyFound } from './found-why.ts';

const passage = (more: Partial<FoundPassage>) =>
  ({
    matchedTerms: [],
    lexical: 0,
    cosine: 0.1,
    reader: null,
    score: 0.3,
    ...more,
  }) as FoundPassage;

describe('why a passage was found', () => {
  it('is said in words, the strongest reason first', () => {
    expect(
      whyFound(passage({ matchedTerms: ['Reset', 'lamp', 'reset'], cosine: 0.5, reader: 0.9 })),
    ).toEqual(['Answers the question', 'Matches: reset, lamp', 'Close in meaning']);
    expect(whyFound(passage({ cosine: 0.7 }))).toEqual(['Very close in meaning']);
    expect(whyFound(passage({ matchedTerms: ['lamp'], reader: 0.1 }))).toEqual([
      'Matches: lamp',
      'Does not seem to answer it',
    ]);
  });
  it('is never nothing', () => {
    expect(whyFound(passage({}))).toEqual(['Only distantly related']);
    expect(whyFound(passage({ cosine: null }))).toEqual(['Meaning not learned yet']);
  });
  it('names a few words and counts the rest', () => {
    expect(whyFound(passage({ matchedTerms: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }))).toEqual([
      'Matches: a, b, c, d, e and 2 more',
    ]);
  });
  it('has a number for the reader only where one looked', () => {
    expect(measures(passage({})).map(({ name }) => name)).toEqual(['Words', 'Meaning', 'Together']);
    expect(measures(passage({ reader: 0.4 }))).toHaveLength(4);
  });
});
