// Numbers in a text, in a form in which "1,000", "1.000", "1 000" and "a thousand" can meet.

const WORDS: Record<string, number> = {};
const name = (from: number, names: string) =>
  names.split(' ').forEach((word, at) => {
    WORDS[word] = from + at;
  });
name(
  0,
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
);
name(
  0,
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
);
name(2, 'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize');
name(2, 'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince');
for (const tens of [
  'thirty forty fifty sixty seventy eighty ninety',
  'dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
])
  tens.split(' ').forEach((word, at) => {
    WORDS[word] = 30 + 10 * at;
  });
Object.assign(WORDS, {
  eine: 1,
  einen: 1,
  einem: 1,
  einer: 1,
  un: 1,
  une: 1,
  una: 1,
  once: 1,
  twice: 2,
  both: 2,
  noon: 12,
  midday: 12,
  midnight: 12,
  mittag: 12,
  midi: 12,
  mediodía: 12,
  half: 0.5,
  dozen: 12,
  hundred: 100,
  hundert: 100,
  cent: 100,
  cien: 100,
  thousand: 1000,
  tausend: 1000,
  mille: 1000,
  mil: 1000,
  million: 1_000_000,
  vingt: 20,
  veinte: 20,
  trente: 30,
  treinta: 30,
  quarante: 40,
  cuarenta: 40,
  cinquante: 50,
  cincuenta: 50,
  soixante: 60,
  sesenta: 60,
});

const ZEROS = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0xff10,
];
export const NUMBER = /\d+(?:[.,'’\u00A0\u202F ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*/gu;

/** Digits of every script as 0–9. */
export const plainDigits = (text: string): string =>
  text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((each) => point >= each && point < each + 10);
    return zero === undefined ? digit : String(point - zero);
  });

/** Each number written with digits, with what it may mean. */
export function numbersIn(text: string): { written: string; meanings: string[] }[] {
  return (plainDigits(text).match(NUMBER) ?? []).map((written) => ({
    written,
    meanings: meaningsOf(written),
  }));
}

/** Of a number in letters, in four languages; null for any other word. */
export function valueOfWord(word: string): number | null {
  const low = word.toLowerCase();
  return Object.hasOwn(WORDS, low) ? (WORDS[low] ?? null) : null;
}

export const numbersInWords = (text: string): string[] =>
  (text.match(/\p{L}+/gu) ?? []).flatMap((word) => {
    const value = valueOfWord(word);
    return value === null ? [] : [String(value)];
  });

/** "1,000" is 1000; "2,50" is 2.5. */
export function meaningsOf(written: string): string[] {
  const groups = written.split(/[.,'’\u00A0\u202F ]/u);
  const [first = '', ...others] = groups;
  const isGrouped =
    others.length > 0 && /^[1-9]\d{0,2}$/u.test(first) && others.every((each) => each.length === 3);
  if (isGrouped) return [groups.join('')];
  const meanings = new Set([
    canonical(written.replace(/['’\u00A0\u202F ]/gu, '').replace(/,/gu, '.')),
  ]);
  const decimal = /^(.*)[.,](\d{1,2})$/u.exec(written);
  if (decimal !== null)
    meanings.add(canonical(`${(decimal[1] ?? '').replace(/\D/gu, '')}.${decimal[2]}`));
  return [...meanings];
}

/** "030" stays: it is no quantity. "3.50" is 3.5. */
function canonical(digits: string): string {
  if (/^0\d/u.test(digits) || digits.split('.').length > 2) return digits;
  return digits.includes('.') ? digits.replace(/0+$/u, '').replace(/\.$/u, '') : digits;
}
