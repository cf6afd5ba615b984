/** Why a passage was found, in plain words: the reasons first, numbers only for who asks. Pure. */
import type { AskResult } from '@baton/protocol';

export type FoundPassage = AskResult['passages'][number];

const MOST_WORDS = 5;

/** "Matches: reset, lamp", "Close in meaning", "Answers the question": strongest first. */
export function whyFound(passage: FoundPassage): string[] {
  const { cosine, matchedTerms, reader } = passage;
  const reasons: string[] = [];
  if (reader !== null && reader >= 0.5) reasons.push('Answers the question');
  const words = [...new Set(matchedTerms.map((term) => term.toLocaleLowerCase()))];
  if (words.length > 0) {
    const rest = words.length - MOST_WORDS;
    reasons.push(
      `Matches: ${words.slice(0, MOST_WORDS).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    );
  }
  const meaning = meaningInWords(cosine);
  if (meaning) reasons.push(meaning);
  if (reader !== null && reader < 0.2) reasons.push('Does not seem to answer it');
  return reasons.length > 0 ? reasons : ['Only distantly related'];
}

/** Cosines of short texts: unrelated ones reach .3, the same thing in other words .6 and more. */
function meaningInWords(cosine: number | null): string | null {
  if (cosine === null) return 'Meaning not learned yet';
  if (cosine >= 0.65) return 'Very close in meaning';
  if (cosine >= 0.45) return 'Close in meaning';
  return null;
}

export type Measure = { name: string; value: number | null };

/** Each from 0 to 1. */
export const measures = ({ lexical, cosine, reader, score }: FoundPassage): Measure[] => [
  { name: 'Words', value: lexical },
  { name: 'Meaning', value: cosine },
  ...(reader === null ? [] : [{ name: 'Reader', value: reader }]),
  { name: 'Together', value: score },
];
