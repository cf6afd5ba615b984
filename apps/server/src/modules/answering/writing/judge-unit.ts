// One unit of an answer held against the passages: hard rules first, then the model of support.

import { guessLanguage, type SupportCheck, type SupportPassage } from '../../escalation/index.ts';
import type { DraftPassage } from '../core/draft.ts';
import type { Unit } from './core/answer-parser.ts';
import { type Claim, claimsOf } from './core/claims.ts';
import { isBareYesOrNo, isCourtesy } from './core/courtesy.ts';
import { compact, type Grounds } from './core/grounds.ts';
import { brokenRule } from './core/hard-rules.ts';
import { isLabel } from './core/labels.ts';
import { overlap, plainWords, wordStems } from './core/plain-words.ts';
import type { CheckedClaim, Verdict } from './core/verdict.ts';
import { visibleText } from './core/visible-text.ts';

export interface Bench {
  grounds: Grounds;
  /** As numbered: [1] is the first. */
  offered: readonly DraftPassage[];
  /** In which the answer is wanted, ISO 639-1; null where that is not known. */
  language: string | null;
  check(sentence: string, passages: readonly SupportPassage[]): Promise<SupportCheck>;
}

const SOURCES_HEADING =
  /^(?:#{1,6}\s*)?\W*(?:sources?|references?|citations?|quellen?|références?|fuentes|referencias)\W*$/iu;
const UNCHECKED = 'it could not be checked';
const CUT_OFF = 'it was cut off before its end';

/** `before`: the units that came before, latest last. `unfinished`: the stream broke off within it. */
export async function judgeUnit(
  bench: Bench,
  came: Unit,
  before: readonly Verdict[],
  unfinished: boolean,
): Promise<Verdict> {
  const unit = { ...came, text: visibleText(came.text), raw: visibleText(came.raw) };
  const last = before.at(-1)?.unit;
  const afterSources = last !== undefined && SOURCES_HEADING.test(last.text);
  if (
    unit.kind === 'footnote' ||
    SOURCES_HEADING.test(unit.text) ||
    (afterSources && unit.kind === 'list')
  )
    return { kind: 'unsaid', unit };
  const label = labelBefore(before);
  const claims = claimsOf(unit);
  const broken = unfinished ? CUT_OFF : brokenRule(unit.text, bench.grounds);
  // What is wrong with one bullet is held against that bullet.
  if (unfinished || (broken !== null && unit.kind !== 'list'))
    return { kind: 'claims', unit, claims: claims.map((each) => refused(each, broken ?? CUT_OFF)) };
  if (unit.kind === 'text' || unit.kind === 'heading') {
    if (isBareYesOrNo(unit.text)) return { kind: 'unsaid', unit };
    if (isCourtesy(unit.text)) return { kind: 'courtesy', unit };
    if (isLabel(unit.text, bench.grounds.known)) return { kind: 'label', unit };
  }
  const checked: CheckedClaim[] = [];
  for (const claim of claims) {
    const why = brokenRule(claim.text, bench.grounds) ?? strangeLanguage(bench, claim);
    checked.push(why === null ? await judgeClaim(bench, claim, label) : refused(claim, why));
  }
  const sound = broken === null || checked.some(({ carried }) => !carried);
  return {
    kind: 'claims',
    unit,
    claims: sound ? checked : claims.map((each) => refused(each, broken)),
  };
}

/**
 * Over languages little can be checked. So it is done only where it must be: the customer writes in
 * another language than the documents. A sentence in a third one is nobody's.
 */
function strangeLanguage(
  { language, offered, grounds }: Bench,
  { text, kind }: Claim,
): string | null {
  if (language === null || kind === 'code') return null;
  const words = plainWords(text);
  // Twice, as one little word is little to go by.
  const own = guessLanguage(`${words}\n${words}`);
  if (
    own === null ||
    own === language ||
    overlap(words.replace(/\p{N}+/gu, ' '), grounds.stems) > 0.4
  )
    return null;
  const documents = guessLanguage(offered.map((each) => each.text).join('\n'));
  return own === documents ? null : 'is in another language than the customer’s';
}

/** "You will need:" gives a bullet like "your order number" its verb. */
function labelBefore(before: readonly Verdict[]): string | null {
  const last = before.at(-1);
  if (last === undefined) return null;
  const leads =
    last.kind === 'label' ||
    (last.kind === 'claims' &&
      /[:：]["'*_]*$/u.test(last.unit.text) &&
      last.claims.every(({ carried }) => carried));
  return leads ? plainWords(last.unit.text) : null;
}

async function judgeClaim(bench: Bench, claim: Claim, label: string | null): Promise<CheckedClaim> {
  const { offered } = bench;
  const words = plainWords(claim.text);
  if (claim.kind === 'code') return judgeCode(bench, claim);
  if (!/[\p{L}\p{N}]/u.test(words)) return carriedBy(claim, 1, []);
  const cited = claim.citations.filter((number) => number >= 1 && number <= offered.length);
  const tries: { words: string; numbers: number[] }[] = [];
  const all = offered.map((_, at) => at + 1);
  if (cited.length > 0) tries.push({ words, numbers: cited });
  if (cited.length < all.length) tries.push({ words, numbers: all });
  if (label !== null && claim.item !== null)
    tries.push({ words: `${label} ${words}`, numbers: all });
  let best: SupportCheck | null = null;
  for (const { words, numbers } of tries) {
    const found = await checked(bench, words, numbers);
    if (best === null || found.score > best.score) best = found;
    if (found.supported)
      return carriedBy(claim, found.score, numbers === cited ? cited : [nearest(offered, words)]);
  }
  return {
    text: claim.text,
    support: best?.score ?? 0,
    carried: false,
    carriers: [],
    why: best?.why ?? 'the passages do not say this',
    item: claim.item,
  };
}

async function checked(bench: Bench, words: string, numbers: number[]): Promise<SupportCheck> {
  const passages = numbers.flatMap((number) => {
    const passage = bench.offered[number - 1];
    return passage === undefined ? [] : [supportPassage(passage)];
  });
  try {
    return await bench.check(words, passages);
  } catch {
    // What cannot be checked is not said.
    return { score: 0, supported: false, why: UNCHECKED };
  }
}

const supportPassage = (passage: DraftPassage): SupportPassage => ({
  passageId: passage.passageId,
  title: passage.documentTitle,
  heading: passage.heading,
  text: passage.text,
});

/** Code is right as it stands in a passage, line by line, or not at all. */
function judgeCode({ grounds, offered }: Bench, claim: Claim): CheckedClaim {
  const lines = claim.text.split('\n').filter((line) => !/^\s*(?:`{3}|~{3})/u.test(line));
  const strange = lines.find((line) => !grounds.compact.includes(compact(line)));
  if (strange !== undefined)
    return refused(claim, `has code that no passage has: ${strange.trim().slice(0, 60)}`);
  const holder = offered.findIndex(({ text }) =>
    lines.every((line) => compact(text).includes(compact(line))),
  );
  return carriedBy(claim, 1, [Math.max(0, holder) + 1]);
}

const carriedBy = (claim: Claim, support: number, carriers: number[]): CheckedClaim => ({
  text: claim.text,
  support,
  carried: true,
  carriers,
  why: null,
  item: claim.item,
});
const refused = (claim: Claim, why: string): CheckedClaim => ({
  text: claim.text,
  support: 0,
  carried: false,
  carriers: [],
  why,
  item: claim.item,
});

/** The passage with most of its words; in another language, the best match. */
function nearest(offered: readonly DraftPassage[], words: string): number {
  let best = 0;
  let most = 0;
  offered.forEach(({ documentTitle, heading, text }, at) => {
    const shared = overlap(words, new Set(wordStems(`${documentTitle} ${heading} ${text}`)));
    if (shared > most) [best, most] = [at, shared];
  });
  return best + 1;
}
