/**
 * Passwords that somebody would try: the 49,000 most common ones of public breaches, names of the
 * product and of its user, keyboard rows, dates, and all of these with the usual disguises.
 *
 * By how many tries they take (zxcvbn), never by kinds of characters. Loaded with the first password
 * that is chosen: nobody else needs its word lists.
 */
import { type Refused, refuse } from './refused.ts';

/** Fewer tries than a million, of whoever knows what is common: 1 of zxcvbn's 0 to 4. */
const GUESSABLE_SCORE = 1;
/** What lies behind says nothing about what begins so, and costs time. */
const LONGEST_LOOKED_AT = 64;
/** Words that everybody at a support desk would think of first. */
const OF_THE_PRODUCT =
  'baton passthebaton support customer helpdesk inbox workspace teammate owner admin conversation handoff'.split(
    ' ',
  );

export type GuessableRefused = Refused<'invalid_input'> & {
  errors: { path: string; message: string }[];
};

/**
 * @param path of the field, as it was sent
 * @param about what is known of who chooses: name, email, company
 */
export async function refuseGuessable(
  password: string,
  path: string,
  about: readonly (string | null)[],
): Promise<GuessableRefused | null> {
  const check = await loaded();
  const known = about.flatMap((text) => (text === null ? [] : [text, ...text.split(/[\s@.+_-]+/)]));
  const words = [...OF_THE_PRODUCT, ...known].filter((word) => word.length > 2);
  const looked = password.normalize('NFKC').slice(0, LONGEST_LOOKED_AT);
  // "lumen support" is no harder than "lumensupport".
  const readings = [looked, looked.replace(/[\s\p{P}]+/gu, '')];
  const scores = readings.map((reading) => check(reading, words).score);
  const isOfKnown = isLittleMoreThan(words, looked) || A_WORD_AND_A_YEAR.test(looked);
  if (Math.min(...scores) > GUESSABLE_SCORE && !isOfKnown) return null;
  const message =
    'is easy to guess: choose a longer one, such as four words that do not belong together';
  return { ...refuse('invalid_input', `This password ${message}.`), errors: [{ path, message }] };
}

/** In any language: "Sommer2026!". */
const A_WORD_AND_A_YEAR = /^\p{L}{1,10}[^\p{L}\d]?(?:19|20)\d\d[^\p{L}\d]{0,3}$/u;
const LETTERS_OF_ONES_OWN = 4;

/** Known words, with figures and signs around them. */
function isLittleMoreThan(words: readonly string[], password: string): boolean {
  let rest = password.toLowerCase();
  for (const word of words) rest = rest.replaceAll(word.toLowerCase(), ' ');
  const known = rest.length < password.length;
  return known && rest.replace(/[^\p{L}]/gu, '').length < LETTERS_OF_ONES_OWN;
}

type Check = (password: string, words: string[]) => { score: number };

let loading: Promise<Check> | undefined;
function loaded(): Promise<Check> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Check> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const zxcvbn = new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary });
  return (password, words) => zxcvbn.check(password, words);
}
