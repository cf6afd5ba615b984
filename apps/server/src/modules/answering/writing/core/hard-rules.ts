// What no sentence may do, whatever the model of support thinks of it: bring a link, an address, a
// number, code or markup that no passage has, tell what it was told, promise or claim to have
// acted, pass for a person, ask for secrets. Each gives its reason in words, for teammates.

import { unheardCommitment } from './commitments.ts';
import { type Grounds, compact, shingles, withoutMarkers } from './grounds.ts';
import { contactsIn, hostOf } from './links.ts';
import { plainDigits } from './numbers.ts';
import { DENIES, overreach } from './overreach.ts';
import { quantitiesIn } from './quantities.ts';

type Rule = (text: string, grounds: Grounds) => string | null;

/** Null: nothing stands against it. */
export function brokenRule(text: string, grounds: Grounds): string | null {
  for (const rule of RULES) {
    const why = rule(text, grounds);
    if (why !== null) return why;
  }
  return null;
}

const tells: Rule = (text, { told, marks }) => {
  const bare = compact(text);
  if (/NO\\?[_ -]?ANS/u.test(text) || marks.some((mark) => bare.includes(compact(mark))))
    return 'repeats marks of its instructions';
  return shingles(text).some((shingle) => told.has(shingle)) ? 'repeats its instructions' : null;
};

const TAG =
  /<\/?[a-z!?][^<>]*>|<(?:script|img|iframe|a|svg|style|object|embed|form|input|link|meta|base|video|audio)\b[^>]*/giu;
const markup: Rule = (text, grounds) => {
  for (const [tag] of text.matchAll(TAG))
    if (!/^<(?:https?:|mailto:|[^\s@<>]+@)/iu.test(tag) && !grounds.compact.includes(compact(tag)))
      return `has markup that no passage has: ${short(tag)}`;
  return null;
};

/** Struck out it says the opposite of what is checked. Code has its own check. */
const strikes: Rule = (text) =>
  text.includes('~~') && !/^\s*(?:`{3,}|~{3,})[^`~\n]*\n/u.test(text)
    ? 'has words that are struck out'
    : null;

const reaches: Rule = (text, grounds) => {
  const { links, emails, phones } = contactsIn(spaced(text, grounds));
  for (const link of links) {
    const known = grounds.links.has(link) || (hostOf(link) === link && knowsHost(grounds, link));
    if (!known) return `links to ${short(link)}, which no passage does`;
  }
  for (const email of emails)
    if (!grounds.emails.has(email) && !grounds.said.emails.has(email))
      return `names ${short(email)}, which no passage does`;
  for (const phone of phones)
    if (![...grounds.phones, ...grounds.said.phones].some((known) => sameNumber(known, phone)))
      return `names the number ${short(phone)}, which no passage does`;
  return null;
};

const knowsHost = (grounds: Grounds, host: string) =>
  [...grounds.links].some((each) => hostOf(each) === host);
/** "It works.Then" lacks a space, and names no domain: the passages know the word. */
const spaced = (text: string, { stems }: Grounds) =>
  text.replace(/(?<=\p{Ll})\.(\p{Lu}\p{Ll}{2,})(?=[\s,.]|$)/gu, (joint, word: string) =>
    word.length > 3 && stems.has(word.toLowerCase().slice(0, 6)) ? `. ${word}` : joint,
  );
const sameNumber = (known: string, phone: string) =>
  known === phone ||
  (phone.length >= 7 && known.replace(/^0+/u, '').endsWith(phone.replace(/^0+/u, '')));

const INLINE_CODE = /(`+)((?:(?!\1)[\s\S])+?)\1/gu;
const IDENTIFIER =
  /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}_-]*\p{L})(?=[\p{L}\p{N}_-]*[\p{N}_])[\p{L}\p{N}][\p{L}\p{N}_-]*|[\p{L}\p{N}+/=_-]{32,}|\b[A-Z]{6,}\b/gu;
const AMOUNT = /^\d[\d.,]*-?\p{L}{1,12}$|^\p{L}{1,3}\d[\d.,]*$/u;
const LOUD =
  /^(?:IMPORTANT|WARNING|PLEASE|CAUTION|ALWAYS|BEFORE|CANNOT|WICHTIG|ACHTUNG|ATTENTION|IMPORTANTE)$/u;
const code: Rule = (text, grounds) => {
  const stands = (piece: string) => {
    const bare = compact(piece);
    return bare === '' || grounds.compact.includes(bare) || grounds.said.compact.includes(bare);
  };
  for (const [, , inside = ''] of text.matchAll(INLINE_CODE))
    if (!stands(inside)) return `has code that no passage has: ${short(inside)}`;
  const { rest } = contactsIn(text);
  for (const [word] of rest.replace(INLINE_CODE, ' ').matchAll(IDENTIFIER)) {
    if (stands(word) || LOUD.test(word) || AMOUNT.test(plainDigits(word))) continue;
    if (
      /^\p{L}+(?:-\p{L}+)*$/u.test(word) &&
      (word.length < 32 || word.includes('-')) &&
      !/^[A-Z]+$/u.test(word)
    )
      continue;
    if (stands(word.replaceAll('-', ' '))) continue;
    return `says ${short(word)}, which no passage does`;
  }
  return null;
};

const COUNTED =
  /\b\d{1,2}(?=\s+(?:\p{L}+\s+)?(?:steps?|ways?|options?|things?|schritte[n]?|möglichkeiten|wege[n]?|étapes?|façons?|pasos|opciones|maneras|formas)\b)/giu;
const numbers: Rule = (text, grounds) => {
  const { rest } = contactsIn(withoutMarkers(text).replace(INLINE_CODE, ' '));
  const told = rest.trimEnd().endsWith(':') ? rest.replace(COUNTED, ' ') : rest;
  for (const { written, meanings, unit } of quantitiesIn(told)) {
    const units = meanings.flatMap((meaning) => [...(grounds.numbers.get(meaning) ?? [])]);
    const isSaidBack = unit === null && meanings.some((each) => grounds.said.numbers.has(each));
    if (units.length === 0) {
      // A customer's order number may be said back; "500 euros" or "100 %" are claims.
      if (!isSaidBack) return `says ${written}, which no passage does`;
    } else if (unit !== null && !units.includes(unit) && !units.includes(null))
      return `says ${written}; the passages say it of ${units.join(' and ')}s`;
  }
  return null;
};

const commits: Rule = (text, { commitments }) => {
  if (DENIES.test(text)) return null;
  const unheard = unheardCommitment(text, commitments);
  return unheard === null ? null : `speaks of ${unheard}, which no passage does`;
};

const RULES: readonly Rule[] = [
  tells,
  markup,
  strikes,
  reaches,
  code,
  numbers,
  commits,
  (text, grounds) => overreach(text, grounds.compact.includes(compact(text))),
];

const short = (text: string) => (text.length <= 60 ? text : `${text.slice(0, 57)}…`);
