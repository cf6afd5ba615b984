// A sentence laid over a unit word by word: what of it has no counterpart, and what it skips. None of
// either: it restates. One word: as likely changed as said in another way. Many: put differently.

import { NEGATORS, type Word } from './support-words.ts';

export interface Overlay {
  /** Words of the claim without a counterpart, and of the unit inside the stretch that it covers. */
  added: number;
  skipped: number;
}

/** Little words that change what is claimed. */
const CRITICAL = new Set(
  'only all any every each both some most least up before after until unless if with without first last off same own own nur alle vor nach wenn ohne mit tous sauf avant après solo antes después'.split(
    ' ',
  ),
);
const critical = ({ raw, weight }: Word): boolean =>
  weight > 0 || NEGATORS.has(raw) || CRITICAL.has(raw);

export function overlay(claim: readonly Word[], told: readonly Word[]): Overlay {
  const matched = longestCommon(claim, told);
  const added = claim.filter((word, at) => critical(word) && !matched.claim.has(at)).length;
  const places = [...matched.told];
  const [from, to] = [Math.min(...places), Math.max(...places)];
  const skipped = told.filter(
    (word, at) => at > from && at < to && critical(word) && !matched.told.has(at),
  ).length;
  return { added, skipped };
}

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
