// The same question again, in the same or other words, and whether the answer would be the same
// again too: then another try by the AI helps nobody.

import { z } from 'zod';
import { lexicalWords } from '../core/text/lexical-features.ts';
import type { Signals } from '../core/signals.ts';
import { dot, sigmoid } from '../core/text/text-head.ts';
import type { DraftAnswer, EpisodeMessage } from '../core/turn.ts';
import type { Reading } from './reading.ts';

/** Fitted by bench/decision on pairs of questions. */
export const PairMatcherFile = z.object({
  kind: z.literal('pair-matcher'),
  version: z.string(),
  weights: z.record(z.string(), z.number()),
  bias: z.number(),
  threshold: z.number(),
});
export type PairMatcherFile = z.infer<typeof PairMatcherFile>;

const STOP = new Set(
  'a an the i my me we our you your it its is are was be do does did can could would will to of in on at for and or with this that there how what when where why who which please hi hello from by as so if not have has had am'.split(
    ' ',
  ),
);

export function pairFeatures(
  a: { text: string; vector: Float32Array },
  b: { text: string; vector: Float32Array },
): Record<string, number> {
  const [wordsA, wordsB] = [content(a.text), content(b.text)];
  const shared = [...wordsA].filter((word) => wordsB.has(word)).length;
  const smaller = Math.min(wordsA.size, wordsB.size);
  const cosine = dot(a.vector, b.vector);
  return {
    cosine,
    cosineSquared: cosine * cosine,
    jaccard: wordsA.size + wordsB.size === 0 ? 0 : shared / (wordsA.size + wordsB.size - shared),
    overlap: smaller === 0 ? 0 : shared / smaller,
    numbersDiffer: numbers(a.text) === numbers(b.text) ? 0 : 1,
    brevity: 1 / (1 + smaller),
  };
}

const content = (text: string): Set<string> =>
  new Set(
    lexicalWords(text)
      .filter((word) => !STOP.has(word) && /[\p{L}]/u.test(word))
      .map(stem),
  );
const stem = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ing|ed|es|s|ly)$/u, '') : word;
const numbers = (text: string): string => (text.match(/\d+/gu) ?? []).sort().join(' ');

export function samePair(
  matcher: PairMatcherFile,
  a: { text: string; vector: Float32Array },
  b: { text: string; vector: Float32Array },
): number {
  const features = pairFeatures(a, b);
  let sum = matcher.bias;
  for (const [name, weight] of Object.entries(matcher.weights))
    sum += weight * (features[name] ?? 0);
  return sigmoid(sum);
}

export function repeatedQuestion(
  matcher: PairMatcherFile,
  now: Reading,
  earlier: readonly Reading[],
  history: readonly EpisodeMessage[],
  draft: DraftAnswer | null,
): Signals['repeatedQuestion'] {
  const scores = earlier.map((reading) => samePair(matcher, now.whole, reading.whole));
  const score = Math.max(0, ...scores);
  const times = scores.filter((each) => each >= matcher.threshold).length;
  return {
    score,
    threshold: matcher.threshold,
    times,
    sameAnswerAgain: givenBefore(draft, history),
  };
}

/** The draft repeats an earlier AI answer: its words, or the very passages it came from. */
function givenBefore(draft: DraftAnswer | null, history: readonly EpisodeMessage[]): boolean {
  if (draft === null) return false;
  const first = draft.passageIds[0];
  return history.some(
    (message) =>
      message.author === 'ai' &&
      (message.outcome ?? 'answer') === 'answer' &&
      (message.text.trim() === draft.text.trim() ||
        (first !== undefined && message.passageIds?.[0] === first)),
  );
}
