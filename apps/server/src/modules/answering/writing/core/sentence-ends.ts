// Where a sentence ends, judged from what stands before a mark of its end and the first character
// that follows. In doubt it does not end: two sentences taken as one are checked together, but half
// a sentence means something else.

/** These end a sentence only before white space. */
export const STOPS = new Set(['.', '!', '?', '…']);
/** These end it wherever they stand: scripts that put no space after a sentence. */
export const FULL_STOPS = new Set('。！？｡؟۔।॥።။។');
/** What may close after the stop and still belongs to the sentence. */
export const CLOSERS = new Set(`"'”’»)]」』）*_\``);

const ABBREVIATION =
  /(?:^|[\s("'„“«*_])(?:e\.\s?g|i\.\s?e|etc|vs|cf|no|nos|nr|art|fig|figs|sec|ch|vol|pp?|approx|est|incl|excl|max|min|mr|mrs|ms|dr|prof|st|jr|sr|inc|ltd|co|corp|dept|tel|ext|a\.\s?m|p\.\s?m|u\.\s?s|u\.\s?k|z\.\s?b|d\.\s?h|u\.\s?a|o\.\s?ä|i\.\s?d\.\s?r|s\.\s?o|bzw|ca|usw|ggf|evtl|inkl|exkl|zzgl|abs|abb|tab|std|mind|höchst|str|vgl|sog|p\.\s?ex|c\.-à-d|env|réf|n°|m|mme|mm|sra?|srta|ud|uds|vd|p\.\s?ej|ej|núm|pág|aprox|dpto|avda|jan|feb|mar|apr|aug|sept?|oct|okt|nov|dec|dez)\.$/iu;
/** "J. Smith", "z. B." */
const INITIAL = /(?:^|[\s(.])\p{L}\.$/u;
/** "am 3. Mai", and "the limit is 30. Then": taken as one. */
const ORDINAL = /(?:^|\s)\d{1,2}\.$/u;

/** `before` ends with the stop and its closers; `next` is the first character that is not white space. */
export function endsHere(before: string, next: string): boolean {
  if (isInside(before)) return false;
  if (/\p{Ll}/u.test(next)) return false;
  const bare = before.replace(/["'”’»)\]*_]+$/u, '');
  if (!bare.endsWith('.')) return true;
  return !(ABBREVIATION.test(bare) || INITIAL.test(bare) || ORDINAL.test(bare));
}

/** Within inline code, a link, parentheses or bold text, which are not to be torn apart. */
export function isInside(text: string): boolean {
  let code = false;
  let square = 0;
  let round = 0;
  let opened = 0;
  let bold = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '`') code = !code;
    else if (code) continue;
    else if (char === '[' || char === '【') square++;
    else if (char === ']' || char === '】') square = Math.max(0, square - 1);
    else if (char === '(') {
      if (round++ === 0) opened = at;
    } else if (char === ')') round = Math.max(0, round - 1);
    else if (char === '*' && text[at + 1] === '*') {
      bold++;
      at++;
    }
  }
  const near = text.length - opened < 400;
  return code || ((square > 0 || round > 0) && near) || (bold % 2 === 1 && text.length < 400);
}
