// Does a message need what was said before to be understood, and how does it read in full? By
// shape, in four languages, and rather too seldom than too often: a complete question that is
// mixed with the one before searches for the wrong thing.

import type { Said } from '../../../core/episode.ts';
import { visibleLine } from '../visible-text.ts';
import { languageOf } from './language-of.ts';
import { WAYS_TO_LEAN, type WaysToLean } from './ways-to-lean.ts';

const LONGEST = 160;
const MOST_WORDS = 14;
const LONGEST_TOPIC = 200;
/** Back through follow-ups of follow-ups. */
const DEEPEST = 4;

/** The message in full, with what it leans on; null: it stands alone, or on nothing. */
export function inFull(message: string, history: readonly Said[], depth = 0): string | null {
  const asks = visibleLine(message, 1_000);
  const at = history.findLastIndex(({ author }) => author === 'customer');
  if (at < 0 || asks === '' || asks.length > LONGEST || depth > DEEPEST) return null;
  const earlier = visibleLine(history[at]?.text ?? '', 1_000);
  const ways = WAYS_TO_LEAN[languageOf(asks, earlier)] as WaysToLean;
  const leaning = howItLeans(asks, ways, history.at(-1)?.outcome === 'clarify');
  if (leaning === null) return null;
  const before = inFull(earlier, history.slice(0, at), depth + 1) ?? earlier;
  const topic = topicOf(before, titleBefore(history));
  return leaning.kind === 'instead'
    ? insteadOf(topic, leaning.rest, ways)
    : `${topic} – ${leaning.rest}`;
}

interface Leaning {
  /** `instead`: asks the earlier question of something else; `about`: asks about what it named. */
  kind: 'instead' | 'about';
  rest: string;
}

function howItLeans(asks: string, ways: WaysToLean, wasAskedBack: boolean): Leaning | null {
  const { preamble, rest } = withoutPreamble(asks, ways);
  const bare = rest.replace(/[\s?!.…]+$/u, '');
  const low = bare.toLowerCase();
  const count = bare.split(/\s+/u).length;
  if (low === '' || count > MOST_WORDS || /[.!?]\s+\S/u.test(bare)) return null;
  if (ways.bare.test(low)) return { kind: 'about', rest };
  const swap = ways.instead.exec(low)?.[0];
  if (swap !== undefined && count <= 10) return { kind: 'instead', rest: rest.slice(swap.length) };
  const hasClause = ways.clause.test(low);
  const isJoined = /^(?:and|but|or|und|aber|oder|et|mais|ou|y|e|pero|o)$/u.test(preamble);
  if (ways.fragment.test(low) && count <= 9 && !hasMainClause(low, ways))
    return { kind: 'instead', rest };
  if (isJoined && !hasClause && count <= 5) return { kind: 'instead', rest };
  if (wasAskedBack && !hasClause && count <= 6) return { kind: 'about', rest };
  if (standsForSomething(bare, ways)) return { kind: 'about', rest };
  return null;
}

function withoutPreamble(asks: string, ways: WaysToLean): { preamble: string; rest: string } {
  const bare = asks.replace(/^[¿¡"'\s]+/u, '');
  const found = ways.preamble.exec(bare.toLowerCase())?.[0] ?? '';
  // "No" and "so" alone say nothing to build on.
  const rest = bare.slice(found.length).replace(/^[¿¡\s]+/u, '');
  const last = /(\p{L}+)[^\p{L}]*$/u.exec(found)?.[1] ?? '';
  return { preamble: last, rest };
}

/** "for Android, how do I …" asks by itself; "if I lost the receipt" does not. */
function hasMainClause(low: string, ways: WaysToLean): boolean {
  if (/^(?:if|unless|wenn|falls|si)\s/u.test(low)) return low.includes(',');
  return ways.clause.test(low.replace(/^\S+\s+/u, ''));
}

/** A pronoun before which nothing is named that it could stand for. */
function standsForSomething(bare: string, ways: WaysToLean): boolean {
  const filled = bare.replace(new RegExp(ways.empty.source, 'giu'), (empty) =>
    '·'.repeat(empty.length),
  );
  // German nouns, and "Sie", are told by their capitals.
  const read = ways === WAYS_TO_LEAN['de'] ? filled : filled.toLowerCase();
  for (const found of read.matchAll(ways.pronoun)) {
    const before = filled.slice(0, found.index);
    if (ways.names.test(before)) continue;
    if (ways.light !== null && weighty(before, ways.light) > 1) continue;
    return true;
  }
  return false;
}

const weighty = (text: string, light: ReadonlySet<string>) =>
  (text.toLowerCase().match(/[\p{L}\d][\p{L}\d'’-]*/gu) ?? []).filter((word) => !light.has(word))
    .length;

/** The earlier question; where it is long, the article that answered it. */
function topicOf(before: string, title: string | null): string {
  const bare = before.replace(/^[¿¡]+|[\s?!.…]+$/gu, '');
  if (bare.length <= LONGEST_TOPIC) return bare;
  return title ?? bare.slice(0, LONGEST_TOPIC).replace(/\s+\S*$/u, '');
}

const titleBefore = (history: readonly Said[]) => {
  const title = history.findLast(({ sources }) => (sources?.length ?? 0) > 0)?.sources?.[0]?.title;
  return title === undefined ? null : visibleLine(title, LONGEST_TOPIC);
};

const PREPOSITION = /^(\p{L}+)\s/u;

/** "How much for students" and "for companies": the new one takes the place of its like. */
function insteadOf(topic: string, rest: string, ways: WaysToLean): string {
  const preposition = PREPOSITION.exec(rest)?.[1]?.toLowerCase();
  if (preposition !== undefined && ways.fragment.test(rest.toLowerCase())) {
    const place = topic.toLowerCase().lastIndexOf(` ${preposition} `);
    const after = place < 0 ? '' : topic.slice(place);
    if (place > 0 && after.split(/\s+/u).length <= 6) return `${topic.slice(0, place)} ${rest}`;
  }
  return `${topic} – ${rest}`;
}
