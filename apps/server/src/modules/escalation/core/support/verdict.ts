// From what was measured to what is said: the score, whether it is enough, and why it is not.
//
// These rules stand above the model, in every language: a quantity, a link, an address or a code that
// no passage has is not supported, whatever else agrees; nor is a number that the passages give to
// something else. What a passage says word for word is supported. A sentence in another language than its
// passages shares few words with them, so the model cannot read it: it passes on these rules and on
// some nearness of meaning, and its score is capped, which the confidence of the answer pays for.

import type { Held } from './features.ts';
import { type SupportModelFile, supportScore } from './model.ts';
import type { Quantity } from './quantities.ts';

export interface SupportCheck {
  /** Calibrated probability that the passages carry the sentence, 0..1. */
  score: number;
  supported: boolean;
  /** In words, where it is not: "says 30 days; the passage says 14 days". */
  why: string | null;
}

/** What breaks a rule is as good as not carried. */
const BROKEN = 0.03;
/** Word for word in a passage. */
const QUOTED = 0.97;
/** What a sentence in another language scores: little is known of it, and no more is claimed. */
export const FOREIGN = { least: 0.62, most: 0.7 };
/** Nearness of meaning over two languages; the embedder knows English above all. */
const FOREIGN_NEAR = { from: 0.1, to: 0.5 };

export function verdictOf(
  model: SupportModelFile,
  held: Held,
  { sentence, foreign }: { sentence: string; foreign: boolean },
): SupportCheck {
  if (held.quoted) return { score: QUOTED, supported: true, why: null };
  const broken = brokenRule(held, sentence);
  const score = foreign ? foreignScore(held) : supportScore(model, held.features);
  if (broken !== null) return { score: Math.min(score, BROKEN), supported: false, why: broken };
  const enough = foreign || score >= model.threshold;
  return { score, supported: enough, why: enough ? null : reason(held, sentence) };
}

export const NOTHING: SupportCheck = {
  score: 0,
  supported: false,
  why: 'there is no passage to carry it',
};

function brokenRule(held: Held, sentence: string): string | null {
  const quantity = held.missingQuantities.find(isHard);
  if (quantity !== undefined) return numberInWords(held, quantity, sentence);
  const [exact] = held.missingExact;
  if (exact !== undefined) return `names “${asWritten(exact, sentence)}”; the passages do not`;
  return held.misplaced === null
    ? null
    : `says ${asWritten(held.misplaced.said, sentence)}; the passage gives that to something else: “${shortened(held.misplaced.told)}”`;
}

export const breaksRule = (held: Held): boolean => brokenRule(held, '') !== null;

/** "two" without a unit may be counted together by the writer: "a second bag" makes two. */
const isHard = ({ said, kind, count }: Quantity): boolean =>
  kind !== 'count' || /\d/u.test(said) || count > 12;

function foreignScore({ features }: Held): number {
  const way =
    ((features['cosBest'] ?? 0) - FOREIGN_NEAR.from) / (FOREIGN_NEAR.to - FOREIGN_NEAR.from);
  return FOREIGN.least + (FOREIGN.most - FOREIGN.least) * Math.max(0, Math.min(1, way));
}

function reason(held: Held, sentence: string): string {
  const [quantity] = held.missingQuantities;
  if (quantity !== undefined) return numberInWords(held, quantity, sentence);
  const [name] = held.missingNames;
  if (name !== undefined) return `names “${asWritten(name, sentence)}”; the passages do not`;
  if (held.clash !== null) return `says “${held.clash[0]}”; the passage says “${held.clash[1]}”`;
  if (held.opposite) return `the passage says otherwise: “${shortened(held.best)}”`;
  if ((held.features['swapWord'] ?? 0) > 0.4)
    return `mixes up what belongs together in “${shortened(held.best)}”`;
  return held.best === ''
    ? 'the passages do not say this'
    : `the passages do not say this; nearest is “${shortened(held.best)}”`;
}

function numberInWords({ instead }: Held, quantity: Quantity, sentence: string): string {
  const said = asWritten(quantity.said, sentence);
  return instead === null
    ? `says ${said}; the passages do not`
    : `says ${said}; the passage says ${instead.said}`;
}

/** Read in lower case, quoted as it was written. */
function asWritten(said: string, sentence: string): string {
  const at = sentence.toLowerCase().indexOf(said.toLowerCase());
  return at === -1 ? said : sentence.slice(at, at + said.length);
}

const shortened = (text: string): string =>
  text.length <= 140 ? text : `${text.slice(0, 139).trimEnd()}…`;
