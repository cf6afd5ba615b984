/**
 * Values in the customer's own words, by type and by what the owner's examples look like. Careful
 * rather than eager: two that could be meant are none, for a wrong value does harm and an empty
 * field only asks.
 */
import type { ActionField } from '@baton/protocol';
import { checkValue, isDay } from './check-values.ts';

/** Texts of the customer, the newest first. The newest that says one thing clearly counts. */
export function recogniseValues(
  fields: readonly ActionField[],
  texts: readonly string[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of fields) {
    if (field.from !== 'customer') continue;
    const value = recognise(field, texts);
    if (value !== null) values[field.name] = value;
  }
  return values;
}

function recognise(field: ActionField, texts: readonly string[]): string | null {
  for (const [age, text] of texts.entries()) {
    const read = text.slice(0, 4_000);
    const labelled = afterLabel(field, read);
    const found = labelled ?? onlyOne(candidates(field, read, age));
    if (found === null) continue;
    const checked = checkValue(field, found);
    if (checked.ok && checked.value !== '') return checked.value;
  }
  return null;
}

function candidates(field: ActionField, text: string, age: number): string[] {
  switch (field.type) {
    case 'email':
      return matches(text, /[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/gu);
    case 'code':
      return field.examples.length === 0
        ? []
        : field.examples.filter(hasDigit).flatMap((example) => matches(text, shapeOf(example)));
    case 'number':
      // "I have two lamps …" is full of numbers that mean something else.
      return age === 0 && text.trim().split(/\s+/).length <= 6
        ? matches(text, /(?<![\p{L}\d.,-])-?\d{1,9}(?:[.,]\d{1,4})?(?![\p{L}\d-])/gu)
        : [];
    case 'date':
      return datesIn(text);
    case 'choice':
      return field.choices.filter((choice) => hasWord(text, choice));
    // Free words are only what follows their label: the rest of a message is not a field.
    case 'text':
      return [];
  }
}

/** "Order number: 1042", "order number is 1042", on one line. */
function afterLabel({ label, type }: ActionField, text: string): string | null {
  const name = escapeRegExp(label).replace(/\s+/g, '\\s+');
  const rest = type === 'text' ? '([^\\n]{1,500})' : '(\\S{1,100})';
  const link = type === 'text' ? '\\s*[:=]\\s*' : '\\s*(?:[:=]|\\bis\\b)\\s*';
  const found = new RegExp(`(?<![\\p{L}\\d])${name}${link}${rest}`, 'iu').exec(text)?.[1];
  if (found === undefined) return null;
  const value = type === 'text' ? found.trim() : found.replace(/[.,;!?)\]]+$/, '');
  // A date or a choice has more than one word, or another spelling: those are found by themselves.
  if (type === 'date' || type === 'choice' || value === '') return null;
  return type === 'code' && !/\d/.test(value) ? null : value;
}

/**
 * A code that looks like the example: letters where it has letters, about as many digits as it has.
 * "#1042" is also "1042", "AB-1234" also "ab 1234".
 */
function shapeOf(example: string): RegExp {
  const parts = example.trim().match(/\p{L}+|\d+|[^\p{L}\d]/gu) ?? [];
  const body = parts.map((part) => {
    if (/^\d/.test(part)) return `\\d{${Math.max(1, part.length - 2)},${part.length + 2}}`;
    if (/^\p{L}/u.test(part)) return `\\p{L}{${part.length}}`;
    if (part === '#') return '#?';
    return part === ' ' ? '[ -]?' : `(?:${escapeRegExp(part)}| )?`;
  });
  return new RegExp(`(?<![\\p{L}\\d-])${body.join('')}(?![\\p{L}\\d-])`, 'giu');
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** As 2026-05-31. "3/4/2026" is two different days to two people: it is none. */
function datesIn(text: string): string[] {
  const found: string[] = [];
  const add = (year: string, month: number, day: string) => {
    const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isDay(date)) found.push(date);
  };
  for (const [, y = '', m = '', d = ''] of text.matchAll(
    /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g,
  ))
    add(y, Number(m), d);
  for (const [, d = '', m = '', y = ''] of text.matchAll(
    /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/g,
  ))
    add(y, Number(m), d);
  for (const [, a = '', b = '', y = ''] of text.matchAll(
    /(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/g,
  )) {
    if (Number(a) > 12) add(y, Number(b), a);
    else if (Number(b) > 12 || a === b) add(y, Number(a), b);
  }
  const month = `(${MONTHS.join('|')})[a-z]*\\.?`;
  for (const [, d = '', m = '', y = ''] of text.matchAll(
    new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${month},?\\s+(\\d{4})`, 'gi'),
  ))
    add(y, MONTHS.indexOf(m.toLowerCase()) + 1, d);
  for (const [, m = '', d = '', y = ''] of text.matchAll(
    new RegExp(`\\b${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`, 'gi'),
  ))
    add(y, MONTHS.indexOf(m.toLowerCase()) + 1, d);
  return found;
}

/** Letters alone would be any word of that length. */
const hasDigit = (example: string): boolean => /\d/.test(example);

const hasWord = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\p{L}\\d])${escapeRegExp(word)}(?![\\p{L}\\d])`, 'iu').test(text);

const matches = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([found]) => found.trim());

function onlyOne(found: readonly string[]): string | null {
  const distinct = new Set(found.map((each) => each.toLowerCase()));
  return distinct.size === 1 ? (found[0] ?? null) : null;
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
