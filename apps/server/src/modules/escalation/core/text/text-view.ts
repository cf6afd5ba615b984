/// <reference path="../../vader-sentiment.d.ts" />
// A text as the heads read it. The named facts are what neither vector nor spelling shows: shouting,
// exclamation, length, and the feeling of the words (VADER's lexicon, English).

import vader from 'vader-sentiment';
import { lexicalFeatures } from './lexical-features.ts';
import type { TextView } from './text-head.ts';

export const NAMED_FACTS = [
  'shouting',
  'exclaiming',
  'asking',
  'length',
  'angrySymbols',
  'negative',
  'positive',
  'feeling',
] as const;

const ANGRY = /[😠😡🤬😤🤦🙄👎💩😒😞😩😫]/gu;

export function namedFacts(text: string): Record<(typeof NAMED_FACTS)[number], number> {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const words = text.split(/\s+/u).filter(Boolean).length;
  const { neg, pos, compound } = vader.SentimentIntensityAnalyzer.polarity_scores(
    text.slice(0, 600),
  );
  return {
    shouting: letters >= 8 && capitals / letters > 0.6 ? 1 : 0,
    exclaiming: Math.min(3, text.match(/!/gu)?.length ?? 0) / 3,
    asking: /[?？]/u.test(text) ? 1 : 0,
    length: Math.min(1, Math.log1p(words) / 5),
    angrySymbols: Math.min(2, text.match(ANGRY)?.length ?? 0) / 2,
    negative: neg,
    positive: pos,
    feeling: compound,
  };
}

export const textView = (text: string, vector: Float32Array): TextView => ({
  vector,
  lexical: lexicalFeatures(text),
  named: namedFacts(text),
});
