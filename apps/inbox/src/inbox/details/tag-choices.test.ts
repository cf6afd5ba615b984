import { describe, expect, it } from 'vitest';
import { tagChoices } from './tag-choices.ts';

const known = [{ tag: 'refund' }, { tag: 'returns' }, { tag: 'gift returns' }];
const offered = (typed: string, present: string[] = []) =>
  tagChoices(known, present, typed).map(({ tag, isNew }) => (isNew ? `+${tag}` : tag));

describe('tags on offer', () => {
  it('are the team’s own that fit, beginnings first, then a new one', () => {
    expect(offered('ret')).toEqual(['returns', 'gift returns', '+ret']);
  });

  it('leave out those that are there, and never offer the same as new', () => {
    expect(offered('re', ['returns'])).toEqual(['refund', 'gift returns', '+re']);
    expect(offered('Returns ')).toEqual(['returns', 'gift returns']);
    expect(offered('returns', ['returns'])).toEqual(['gift returns']);
  });
});
