// A sentence laid over a unit word by word: what of it has no counterpart, and what it skips. None of
// either: it restates. One word: as likely changed as said in another way. Many: put differently.

import { NEGATORS, type Word } from './words.ts';

export interface Overlay {
  /** Words of the claim without a counterpart, and of the unit inside the stretch that it covers. */
  added: number;
  skipped: number;
  /** Of those added, the ones that no skipped word resembles. */
  alone: number;
  /** Share of the claim's words that have a counterpart. */
  share: number;
}

/** Little words that change what is claimed. */
const CRITICAL = new Set(
  'only all any every each both some most least up before after until unless if with without first last off same own own nur alle vor nach wenn ohne mit tous sauf avant après solo antes después'.split(
    ' ',
  ),
);
const changes = ({ raw, weight }: Word): boolean =>
  weight > 0 || NEGATORS.has(raw) || CRITICAL.has(raw);

/** @param counted words of both that give one quantity, in whatever spelling */
export function overlay(
  claim: readonly Word[],
  told: readonly Word[],
  similar: (one: string, other: string) => number,
  counted: ReadonlySet<Word>,
): Overlay {
  const critical = (word: Word) => !counted.has(word) && changes(word);
  const matched = longestCommon(claim, told);
  const telling = claim.filter(critical).length;
  const added = claim.filter((word, at) => critical(word) && !matched.claim.has(at));
  const places = [...matched.told];
  const [from, to] = [Math.min(...places), Math.max(...places)];
  const left = told.filter((word, at) => critical(word) && !matched.told.has(at));
  const skipped = told.filter(
    (word, at) => at > from && at < to && critical(word) && !matched.told.has(at),
  ).length;
  const alone = added.filter(({ raw, stem }) =>
    left.every((other) => other.stem !== stem && similar(raw, other.raw) < ALIKE),
  ).length;
  const share = telling === 0 ? 1 : 1 - added.length / telling;
  return { added: added.length, skipped, alone, share };
}

/** Cosine of two words from which one may be said for the other. */
const ALIKE = 0.68;

/** Places of a longest common run of stems, in the order of both. */
function longestCommon(claim: readonly Word[], told: readonly Word[]) {
  const width = told.length + 1;
  const length = new Uint16Array((claim.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] as number;
  const same = (i: number, j: number) => claim[i]?.stem === told[j]?.stem;
  for (let i = claim.length - 1; i >= 0; i -= 1)
    for (let j = told.length - 1; j >= 0; j -= 1)
      length[i * width + j] = same(i, j)
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
  const found = { claim: new Set<number>(), told: new Set<number>() };
  for (let i = 0, j = 0; i < claim.length && j < told.length; ) {
    if (same(i, j)) {
      found.claim.add(i);
      found.told.add(j);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return found;
}
