// Quantities of a text: amounts of money, times, sizes, counts, versions, phone numbers. Two texts
// agree when they give the same value, however it is written: "two weeks" and "14 days", "2 pm" and
// "14:00", "1,000" and "1 000", "half an hour" and "30 minutes".

import { DAY, FRACTIONS, NUMBER_WORDS, ONE, UNIT_OF, WORKING } from './measures.ts';

export interface Quantity {
  /** In the kind's own unit; see UNITS. */
  value: number;
  /** "time", "money", … or "count" for a bare number. */
  kind: string;
  /** As written, for people. */
  said: string;
  /** The number alone, whatever its unit. */
  count: number;
  /** Of a range, its beginning; the quantity itself is its end. */
  from?: number;
  /** Character offset. */
  at: number;
  /** False where a little word ("a", "once") only sounds like a number. */
  sure: boolean;
}

const DIGITS = /\d+(?:[.,   ' ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*/u;
const TOKEN = new RegExp(
  `(?<phone>(?<![\\p{L}\\d])\\+?\\d[\\d ()/-]{5,18}\\d(?![\\p{L}\\d]))|` +
    `(?<clock>\\b\\d{1,2}:\\d{2}(?!\\d|\\s*[%€$£])(?:\\s*[ap]\\.?m\\b)?|\\b\\d{1,2}[.]\\d{2}(?=\\s*(?:uhr|h\\b))|\\b\\d{1,2}(?:[.]\\d{2})?\\s*[ap]\\.?m\\b|\\b\\d{1,2} o'clock\\b)|` +
    `(?<code>\\p{L}+(?:[-_.]\\p{L}+)*[-_.]?\\d[\\p{L}\\d_.-]*|\\d+\\p{L}{4,}\\d[\\p{L}\\d]*)|` +
    `(?:(?<money>us\\$|[€$£])\\s?)?(?<digits>${DIGITS.source})|` +
    `(?<word>[\\p{L}%°€$£]+)`,
  'giu',
);

interface Part {
  text: string;
  at: number;
  groups: Record<string, string | undefined>;
}

/** @param text plain, not Markdown */
export function quantitiesOf(text: string): Quantity[] {
  const plain = text.normalize('NFKC').replace(/[’‘]/gu, "'");
  const parts: Part[] = [...plain.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    at: match.index,
    groups: match.groups ?? {},
  }));
  const found: Quantity[] = [];
  for (let n = 0; n < parts.length; n += 1) {
    const part = parts[n] as Part;
    const lower = part.text.toLowerCase().trim();
    const { phone, clock, digits, money, word } = part.groups;
    if (phone !== undefined && isPhone(phone, plain, part.at)) {
      const value = Number(phone.replace(/\D/gu, ''));
      found.push({
        value,
        count: value,
        kind: 'phone',
        said: phone.trim(),
        at: part.at,
        sure: true,
      });
      continue;
    }
    if (clock !== undefined) {
      const value = clockOf(clock, plain, part.at);
      found.push({
        value,
        count: value,
        kind: 'clock',
        said: clock,
        at: part.at,
        sure: true,
      });
      continue;
    }
    if (phone !== undefined) {
      for (const match of phone.matchAll(new RegExp(DIGITS.source, 'gu')))
        found.push(
          measured(plain, parts, n, numberOf(match[0]), match[0], part.at + match.index, null),
        );
      continue;
    }
    if (digits !== undefined) {
      found.push(
        measured(plain, parts, n, numberOf(digits), part.text.trim(), part.at, money ?? null),
      );
      continue;
    }
    if (word === undefined) continue;
    const spelled = spelledAt(parts, n);
    if (spelled !== null) {
      const end = n + spelled.words - 1;
      const last = parts[end] as Part;
      const said = plain.slice(part.at, last.at + last.text.length);
      const quantity = measured(plain, parts, end, spelled.value, said, part.at, null);
      // "one" is a pronoun and "a" an article as often as not.
      found.push({ ...quantity, sure: spelled.value !== 1 && spelled.sure });
      n = end;
      continue;
    }
    // "an hour", "a week": one of it, said in passing.
    const next = parts[n + 1];
    if (ONE.has(lower) && next?.groups['word'] !== undefined) {
      const unit = UNIT_OF.get(next.text.toLowerCase());
      if (unit?.kind === 'time')
        found.push({
          value: unit.factor,
          count: 1,
          kind: 'time',
          said: `${part.text} ${next.text}`,
          at: part.at,
          sure: false,
        });
    }
  }
  return found.map((each, n) => {
    const before = found[n - 1];
    if (before === undefined || before.count >= each.count) return each;
    const between = plain.slice(before.at + before.said.length, each.at);
    return /^\s*[–-]\s*$/u.test(between) ? { ...each, from: before.count } : each;
  });
}

/** Does any of these say the same as `one`, or a range that holds it? */
export const saidBy = (one: Quantity, others: readonly Quantity[]): boolean =>
  others.some((other) => agree(one, other) || (other.from !== undefined && within(one, other)));

const within = (one: Quantity, { from = 0, count, kind }: Quantity): boolean =>
  (one.kind === kind || one.kind === 'count' || kind === 'count') &&
  one.count >= from &&
  one.count <= count;

export function agree(a: Quantity, b: Quantity): boolean {
  if (a.kind === 'phone' || b.kind === 'phone') return a.kind === b.kind && a.value === b.value;
  if (a.kind === b.kind) {
    if (near(a.value, b.value) || (a.kind === 'time' && roughly(a, b))) return true;
    // A clock of twelve hours and one of twenty-four.
    return (
      a.kind === 'clock' &&
      near(a.value % 12, b.value % 12) &&
      (a.value < 13 || b.value < 13) &&
      vague(a, b)
    );
  }
  if (a.kind === 'count' || b.kind === 'count')
    return a.kind === 'clock' || b.kind === 'clock'
      ? near(a.count % 12, b.count % 12)
      : a.count === b.count;
  const kinds = [a.kind, b.kind].sort().join(' ');
  if (kinds === 'time workday') return a.count === b.count;
  if (kinds === 'celsius degree') return near(a.value, b.value);
  if (kinds === 'cent money' || kinds === 'cent dollar' || kinds === 'cent pound') {
    const [cents, whole] = a.kind === 'cent' ? [a, b] : [b, a];
    return near(cents.value / 100, whole.value);
  }
  return false;
}

const near = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));

/** 12 months and a year, a quarter and three months: said in other units, not counted to the second. */
function roughly(a: Quantity, b: Quantity): boolean {
  const [less, more] = a.value < b.value ? [a, b] : [b, a];
  const unit = (one: Quantity) => Math.round(one.value / one.count);
  return less.value >= 28 * DAY && more.value / less.value <= 1.035 && unit(less) !== unit(more);
}

/** One of them does not say morning or afternoon. */
const vague = (a: Quantity, b: Quantity): boolean =>
  ![a, b].every(({ said }) => /[ap]\.?m|1[3-9]:|2\d:|uhr/iu.test(said));

function measured(
  plain: string,
  parts: readonly Part[],
  at: number,
  value: number,
  said: string,
  offset: number,
  money: string | null,
): Quantity {
  const make = (kind: string, factor: number, words: string): Quantity => ({
    value: value * factor,
    kind,
    said: words.trim(),
    at: offset,
    sure: true,
    count: value,
  });
  if (money !== null) {
    const unit = UNIT_OF.get(money.toLowerCase());
    return make(unit?.kind ?? 'money', 1, said);
  }
  const here = parts[at] as Part;
  const [next, second] = [parts[at + 1], parts[at + 2]];
  const between = next === undefined ? '' : plain.slice(here.at + here.text.length, next.at);
  if (next !== undefined && /^[\s\u00a0-]*(?:full |whole |more |hours and )?$/u.test(between)) {
    const lower = next.text.toLowerCase();
    const until = (part: Part) => plain.slice(offset, part.at + part.text.length);
    if (
      WORKING.test(lower) &&
      second !== undefined &&
      UNIT_OF.get(second.text.toLowerCase())?.factor === DAY
    )
      return make('workday', 1, until(second));
    if (
      second !== undefined &&
      UNIT_OF.get(lower)?.factor === DAY &&
      WORKING.test(second.text.toLowerCase())
    )
      return make('workday', 1, until(second));
    // "half a day", "a quarter of an hour"
    if (/^(?:of|a|an)$/u.test(lower) && value < 1) {
      const unit = [second, parts[at + 3]].find(
        (part) => part !== undefined && UNIT_OF.has(part.text.toLowerCase()),
      );
      if (unit !== undefined) {
        const { kind, factor } = UNIT_OF.get(unit.text.toLowerCase()) as {
          kind: string;
          factor: number;
        };
        return make(kind, factor, until(unit));
      }
    }
    const unit = UNIT_OF.get(lower) ?? (lower.startsWith('°') ? UNIT_OF.get('°') : undefined);
    // A lone letter must be written as the unit is: "13 W", "5 m", never "section 5 K…".
    const letter = lower.length === 1 && /\p{L}/u.test(lower);
    if (unit !== undefined && !(letter && !/^[smhglwvk]$/u.test(lower)))
      return make(unit.kind, unit.factor, until(next));
  }
  // "version 3.2": its dot is no decimal point.
  return make('count', 1, said);
}

function spelledAt(
  parts: readonly Part[],
  at: number,
): { value: number; words: number; sure: boolean } | null {
  const word = (n: number) => parts[n]?.groups['word']?.toLowerCase() ?? '';
  const first = word(at);
  if (FRACTIONS[first] !== undefined) {
    const fraction = FRACTIONS[first];
    const follows = [word(at + 1), word(at + 2), word(at + 3)].join(' ');
    if (
      /^(?:of )?(?:an?|the) \S+/u.test(follows) &&
      UNIT_OF.has(follows.replace(/^(?:of )?(?:an?|the) /u, '').split(' ')[0] ?? '')
    )
      return { value: fraction, words: 1, sure: true };
    return null;
  }
  const value = NUMBER_WORDS[first];
  if (value === undefined || !Object.hasOwn(NUMBER_WORDS, first)) return null;
  const second = NUMBER_WORDS[word(at + 1)];
  if (second !== undefined && Object.hasOwn(NUMBER_WORDS, word(at + 1))) {
    if (second >= 100) return { value: value * second, words: 2, sure: true };
    if (value >= 20 && value % 10 === 0 && second < 10 && second > 0)
      return { value: value + second, words: 2, sure: true };
  }
  // "five percent" is sure; "two" may be "the two of them".
  return { value, words: 1, sure: true };
}

/** "1,000", "1.000", "1 000" and "1000"; "3,5" and "3.5". A version keeps its parts apart. */
export function numberOf(digits: string): number {
  const plain = digits.replace(/[   ' ]/gu, '');
  if (/^\d{1,3}(?:[.,]\d{3})+$/u.test(plain)) return Number(plain.replace(/[.,]/gu, ''));
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/u.test(plain)) return Number(plain.replace(/,/gu, ''));
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/u.test(plain))
    return Number(plain.replace(/\./gu, '').replace(',', '.'));
  const marks = plain.match(/[.,]/gu)?.length ?? 0;
  if (marks === 1) return Number(plain.replace(',', '.'));
  if (marks === 0) return Number(plain);
  // 10.15.7: no number at all, so each its own.
  return plain.split(/[.,]/u).reduce((sum, part, n) => sum + Number(part) / 1_000 ** n, 0) + 1e-7;
}

function isPhone(text: string, plain: string, at: number): boolean {
  const digits = text.replace(/\D/gu, '');
  if (digits.length < 7 || digits.length > 15) return false;
  if (/^\d{1,3}(?:[   ]\d{3})+$/u.test(text.trim())) return false;
  if (/^\d{4}-\d{2}-\d{2}/u.test(text)) return false;
  return (
    /[ ()/-]/u.test(text.trim()) ||
    text.startsWith('+') ||
    /(?:call|phone|tel|dial|on|at)\W*$/iu.test(plain.slice(0, at))
  );
}

/** Hours since midnight, with fractions. */
function clockOf(text: string, plain: string, at: number): number {
  const match = /(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?/iu.exec(text);
  const hours = Number(match?.[1] ?? 0);
  const minutes = Number(match?.[2] ?? 0) / 60;
  const after = plain.slice(at + text.length, at + text.length + 25).toLowerCase();
  const evening = /^\s*(?:o'clock )?(?:in the (?:afternoon|evening)|on \w+ evening)/u.test(after);
  const half = (match?.[3] ?? '').toLowerCase();
  if ((half === 'p' || evening) && hours < 12) return hours + 12 + minutes;
  if (half === 'a' && hours === 12) return minutes;
  return hours + minutes;
}
