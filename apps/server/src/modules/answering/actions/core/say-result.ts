/**
 * What the customer is told of a result: the owner's words, with values out of the response.
 *
 * A result is data. It cannot bring a link, a heading or a line of its own into the answer: only
 * the owner's template can. Said twice, as the AI's answer (Markdown) and as a plain notice.
 */
import { fill, percentEncoded } from './placeholders.ts';

const LONGEST_VALUE = 300;
const LONGEST_TEXT = 2_000;

export type Format = 'markdown' | 'plain';

/** Null: the response lacks what the template asks for. */
export function sayResult(template: string, response: unknown, format: Format): string | null {
  let missing = false;
  const owners = format === 'plain' ? withoutLinks(template) : template;
  const text = fill(owners, (path, at) => {
    const value = valueAt(response, path);
    if (value === null) {
      missing = true;
      return '';
    }
    if (isInAddress(owners.slice(0, at))) return percentEncoded(value);
    return format === 'markdown' ? escaped(value) : unlinked(value);
  });
  return missing ? null : cut(text, LONGEST_TEXT);
}

/** Words, numbers, yes and no; anything else cannot be said. Own properties only. */
function valueAt(response: unknown, path: string): string | null {
  let at: unknown = response;
  for (const key of path.split('.')) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return null;
    at = (at as Record<string, unknown>)[key];
  }
  if (typeof at === 'boolean') return at ? 'yes' : 'no';
  if (typeof at !== 'string' && typeof at !== 'number') return null;
  // One line: a value cannot begin a block of its own.
  const line = String(at)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line === '' ? null : cut(line, LONGEST_VALUE);
}

const escaped = (value: string): string =>
  unlinked(value).replace(/[\\`*_{}[\]()<>#+\-!|~&=]/g, '\\$&');

/** Nothing that a screen would take for an address: an unseen joiner stands in it. */
const unlinked = (value: string): string =>
  value
    .replace(/:(?=\/\/)/g, ':\u2060')
    .replace(/\b(www|mailto|javascript|data)([.:])/gi, '$1\u2060$2');

/** Inside `https://…` or `](…` of the owner's own template: a value is part of the address. */
const isInAddress = (before: string): boolean =>
  /\bhttps?:\/\/[^\s<>"]*$/i.test(before) || /\]\([^)\s]*$/.test(before);

/** `[Track it](https://…)` in a plain line: "Track it: https://…". */
const withoutLinks = (template: string): string =>
  template.replace(/!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/g, '$1: $2').replace(/\*\*/g, '');

/** Counted in characters as people see them. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}
