import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PassageDraft } from '../extraction/passages.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Curation, matchCurations } from './match-curations.ts';

const passage = (markdown: string, heading = 'Returns', trail: string[] = []): PassageDraft => ({
  trail,
  heading,
  markdown,
});

const curated = (original: PassageDraft): Curation => ({
  fingerprint: fingerprintOf(original),
  trail: original.trail,
  heading: original.heading,
  original: original.markdown,
  edited: 'Our own words.',
  excluded: false,
  questions: [],
});

describe('curation', () => {
  const returns = passage('Send it back within 30 days.');

  it('holds for the same words under the same headings, wherever they moved', () => {
    const moved = passage('**Send it back**\nwithin 30 days', 'returns');
    const [other, found] = matchCurations([curated(returns)], [passage('Hello.', 'Intro'), moved]);
    expect(other).toBeNull();
    expect(found).toMatchObject({ outdated: false });
  });

  it('is kept and called outdated when the words under its headings changed', () => {
    const [found] = matchCurations([curated(returns)], [passage('Send it back within 14 days.')]);
    expect(found).toMatchObject({ outdated: true, curation: { edited: 'Our own words.' } });
  });

  it('goes to the passage of its section that is most like what it was made for', () => {
    const matches = matchCurations(
      [curated(returns)],
      [passage('Refunds take five days.'), passage('Send it back within 14 days.')],
    );
    expect(matches.map((match) => match?.outdated ?? null)).toEqual([null, true]);
  });

  it('rests when its headings are gone', () => {
    expect(matchCurations([curated(returns)], [passage(returns.markdown, 'Refunds')])).toEqual([
      null,
    ]);
  });

  it('law: is used at most once, and an exact find always wins', () => {
    const word = fc.constantFrom('send', 'it', 'back', 'refund', 'days', 'never');
    const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    const drafts = fc.array(
      fc
        .tuple(text, fc.constantFrom('Returns', 'Refunds'))
        .map(([words, at]) => passage(words, at)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(drafts, drafts, (before, after) => {
        const curations = [
          ...new Map(before.map((draft) => [fingerprintOf(draft), curated(draft)])).values(),
        ];
        const matches = matchCurations(curations, after);
        const used = matches.flatMap((match) => match?.curation.fingerprint ?? []);
        expect(new Set(used).size).toBe(used.length);
        for (const { fingerprint } of curations) {
          const exact = after.findIndex((draft) => fingerprintOf(draft) === fingerprint);
          if (exact >= 0) expect(matches[exact]).toMatchObject({ outdated: false });
        }
      }),
    );
  });
});
