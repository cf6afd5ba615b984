// A sentence that is a whole clause of a passage, word for word: nothing is left to weigh. Unless what
// stands before or behind the clause turns it or limits it: "*Do not* open the lamp", "free, *unless* …".

import type { ToldPassage } from './told.ts';
import { UNDER } from './units.ts';

/** @param sentence plain, without its marks */
export function isQuoted(sentence: string, passages: readonly ToldPassage[]): boolean {
  const said = tokensOf(sentence.replace(/^(?:first|then|next|finally)\b[,:]?\s+/iu, ''));
  // "[Click the] ring." is no sentence.
  if (said.length < LEAST || sentence.trim().endsWith('?')) return false;
  return passages.some(({ units }) => units.some(({ text }) => holdsClause(text, said)));
}

const LEAST = 3;
const TURNS = new Set(
  (
    'not no never neither nor cannot without hardly instead rather if when unless only except provided until ' +
    'once where whether before otherwise but however although though wenn falls nur außer nicht kein keine nie ohne sofern ' +
    'aber si sauf seulement ne pas jamais sans solo sólo salvo nunca sin mais pero'
  ).split(' '),
);
const JOINS = new Set('and or then und oder dann et ou puis y o'.split(' '));

interface Token {
  raw: string;
  /** Punctuation stands before it. */
  parted: boolean;
}

function tokensOf(text: string): Token[] {
  let end = 0;
  return [
    ...text
      .toLowerCase()
      .replace(/[’‘]/gu, "'")
      .matchAll(/[€$£]?[\p{L}\p{N}]+(?:['.,:/@_-][\p{L}\p{N}]+)*[%€°]?/gu),
  ].map(({ 0: raw, index }) => {
    const parted = /[,;:.!?()–—⟩>]/u.test(text.slice(end, index));
    end = index + raw.length;
    return { raw, parted };
  });
}

function holdsClause(unit: string, said: readonly Token[]): boolean {
  if (unit.endsWith('?')) return false;
  const told = tokensOf(unit);
  const body = unit.includes(UNDER) ? tokensOf(unit.slice(0, unit.indexOf(UNDER))).length : 0;
  for (let at = body; at + said.length <= told.length; at += 1) {
    const end = at + said.length;
    const same = said.every(({ raw }, n) => told[at + n]?.raw === raw);
    if (!same || !startsClause(told, at, body) || !startsClause(told, end, body)) continue;
    if (![...told.slice(0, at), ...told.slice(end)].some(({ raw }) => turns(raw))) return true;
  }
  return false;
}

const turns = (raw: string): boolean => TURNS.has(raw) || raw.endsWith("n't");

const startsClause = (told: readonly Token[], at: number, body: number): boolean =>
  at === body ||
  at === told.length ||
  told[at]?.parted === true ||
  JOINS.has(told[at]?.raw ?? '') ||
  JOINS.has(told[at - 1]?.raw ?? '');
