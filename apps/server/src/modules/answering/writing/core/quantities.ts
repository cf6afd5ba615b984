// Numbers with what they count, as far as that is time, money or a share: "30 days" and "30 months"
// are the same number and not the same promise.

import { meaningsOf, NUMBER, plainDigits, valueOfWord } from './numbers.ts';

export interface Quantity {
  /** As written, with its unit. */
  written: string;
  /** What the number may mean. */
  meanings: string[];
  /** "day", "euro", "percent" …; null where it counts something else. */
  unit: string | null;
  /** Written in letters. */
  inWords: boolean;
}

const UNITS: readonly (readonly [string, RegExp])[] = [
  ['second', /^(?:seconds?|secs?|sekunden?|secondes?|segundos?|secondi)(?!\p{L})/iu],
  ['minute', /^(?:minutes?|mins?|minuten?|minutos?|minuti)(?!\p{L})/iu],
  ['hour', /^(?:hours?|hrs?|h|stunden?|std|heures?|horas?|ore)(?!\p{L})/iu],
  [
    'day',
    /^(?:days?|tage?n?|(?:werk|arbeits)tage?n?|jours?|journées?|d[ií]as?|giorni|dias|dagen)(?!\p{L})/iu,
  ],
  ['week', /^(?:weeks?|wks?|wochen?|semaines?|semanas?|weken|settimane)(?!\p{L})/iu],
  ['month', /^(?:months?|monate?n?|mois|meses|mes|maanden|mesi)(?!\p{L})/iu],
  ['year', /^(?:years?|yrs?|jahre?n?|ans?|années?|años?|anos?|jaar|anni)(?!\p{L})/iu],
  ['percent', /^(?:%|percent(?!age)|per\s?cent|prozent|pour\s?cent|por\s?ciento)/iu],
  ['euro', /^(?:€|euros?|eur)(?!\p{L})/iu],
  ['dollar', /^(?:\$|dollars?|usd|us\$)(?!\p{L})/iu],
  ['pound', /^(?:£|pounds?|gbp)(?!\p{L})/iu],
  ['franc', /^(?:chf|francs?|franken)(?!\p{L})/iu],
  ['cent', /^(?:cents?|¢)(?!\p{L})/iu],
];
const CURRENCY_BEFORE: readonly (readonly [string, RegExp])[] = [
  ['euro', /(?:€|eur)\s?$/iu],
  ['dollar', /(?:\$|usd)\s?$/iu],
  ['pound', /(?:£|gbp)\s?$/iu],
  ['franc', /chf\s?$/iu],
];
/** "5 working days", "30-day", "zwei volle Jahre". */
const BETWEEN =
  /^[\s-]*(?:(?:working|business|calendar|full|whole|more|consecutive|volle[nr]?|ganze[nr]?|weitere[nr]?)\s+)?/iu;

export function quantitiesIn(text: string): Quantity[] {
  const plain = plainDigits(text);
  const digits = [...plain.matchAll(NUMBER)].map((found) => {
    const unit =
      unitAfter(plain.slice(found.index + found[0].length)) ??
      currencyBefore(plain.slice(0, found.index));
    return {
      written: found[0] + spelled(unit),
      meanings: meaningsOf(found[0]),
      unit,
      inWords: false,
    };
  });
  const words = [...plain.matchAll(/\p{L}+/gu)].flatMap((found) => {
    const value = valueOfWord(found[0]);
    if (value === null || value < 2) return [];
    const unit = unitAfter(plain.slice(found.index + found[0].length));
    if (unit === null) return [];
    return [{ written: found[0] + spelled(unit), meanings: [String(value)], unit, inWords: true }];
  });
  return [...digits, ...words];
}

function unitAfter(after: string): string | null {
  const rest = after.slice(BETWEEN.exec(after)?.[0].length ?? 0);
  return UNITS.find(([, pattern]) => pattern.test(rest))?.[0] ?? null;
}
const currencyBefore = (before: string) =>
  CURRENCY_BEFORE.find(([, pattern]) => pattern.test(before))?.[0] ?? null;
const spelled = (unit: string | null) =>
  unit === null ? '' : ` ${unit}${unit === 'percent' ? '' : 's'}`;

/** How many of the smaller make one of the larger. */
const CONVERSIONS: readonly (readonly [string, number, string])[] = [
  ['minute', 60, 'hour'],
  ['hour', 24, 'day'],
  ['day', 7, 'week'],
  ['month', 12, 'year'],
];

/** The same time told in another unit, where it comes out even: 14 days are two weeks. */
export function inOtherUnits(value: number, unit: string | null): [number, string][] {
  return CONVERSIONS.flatMap(([small, times, large]): [number, string][] => {
    if (unit === small && value > 0 && value % times === 0) return [[value / times, large]];
    return unit === large && value <= 10 ? [[value * times, small]] : [];
  });
}
