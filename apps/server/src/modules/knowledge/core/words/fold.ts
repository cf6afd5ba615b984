// Letters that are written differently and mean the same, made one: no case, no accents, one form
// of each Arabic, Hebrew and Hindi letter. Vowel signs of scripts that spell with them (Thai,
// Devanagari) are letters and stay, as does Cyrillic й.

const PLAIN = /^[A-Za-z0-9]+$/;
const JOINERS = /['’_-]|\u2010|\u2011|\u200c|\u200d/g;
/** Of Latin, Greek and Cyrillic; Hebrew points; Arabic vowels and the stretching line; nukta. */
const MARKS =
  /[\u0300-\u036f]|[\u0591-\u05bd]|\u05bf|[\u05c1-\u05c5]|\u05c7|[\u0610-\u061a]|\u0640|[\u064b-\u065f]|\u0670|[\u06d6-\u06ed]|\u093c/g;
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ך: 'כ',
  ם: 'מ',
  ן: 'נ',
  ף: 'פ',
  ץ: 'צ',
  '\u0901': '\u0902',
};
const REPLACED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
const FOREIGN_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

/** What of a word is compared: "Crème" is "creme", "can't" is "cant", "customer's" is "customer". */
export function fold(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  return foldLetters(lowerCase(word));
}

/** Lower case and without joints, accents kept: what stemmers were made for. */
export function lowerCase(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  return word
    .toLowerCase()
    .replace(/['’]s$/, '')
    .replace(JOINERS, '')
    .replace(/i\u0307/g, 'i')
    .normalize('NFC');
}

/** Of a word in lower case. */
export function foldLetters(word: string): string {
  if (PLAIN.test(word)) return word;
  return word
    .normalize('NFKD')
    .replace(/\u0438\u0306/g, '\u0439')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(REPLACED, (letter) => LETTERS[letter] as string)
    .replace(FOREIGN_DIGITS, (digit) => digitOf(digit));
}

function digitOf(digit: string): string {
  const code = digit.codePointAt(0) as number;
  return String(code >= 0x966 ? code - 0x966 : code & 0xf);
}
