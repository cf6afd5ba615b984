/**
 * The request that an action makes of what was filled in. Pure, and strict about where a value may
 * stand: it is always a value, never syntax.
 *
 *   scheme, host, port   fixed
 *   path, query          percent-encoded; a value cannot leave its place in the path
 *   body                 JSON by its tree: a value becomes a string or a number in it, nothing else
 */
import { fill, namesIn, onlyPlaceholder, percentEncoded } from './placeholders.ts';

/** By field name; a field that was left empty is absent. */
export type Values = Readonly<Record<string, string>>;

export type Rendered<T> = { ok: true; value: T } | { ok: false; words: string };

const PROBE = 'x';

/** The fixed part of an address: what no value can change. Null: values stand where they may not. */
export function fixedOrigin(template: string): string | null {
  const [, origin = ''] = /^(https?:\/\/[^/?#{}\s]+)(?=[/?#]|$)/i.exec(template) ?? [];
  const probe = fill(template, () => PROBE);
  if (origin === '' || !URL.canParse(origin) || !URL.canParse(probe)) return null;
  const url = new URL(origin);
  if (url.username !== '' || url.password !== '') return null;
  return new URL(probe).origin === url.origin ? url.origin : null;
}

export function renderUrl(template: string, values: Values): Rendered<string> {
  const origin = fixedOrigin(template);
  if (origin === null) return no('The address of the action is not valid.');
  const [address = ''] = template.split('#');
  const [path = '', ...queries] = address.split('?');
  let fault: string | null = null;
  const filled = fill(path, (name) => {
    const value = values[name];
    if (value === undefined || value === '') fault ??= `“${name}” is missing.`;
    else if (leavesItsPlace(value)) fault ??= `“${name}” cannot be part of an address.`;
    return percentEncoded(value ?? '');
  });
  if (fault !== null) return no(fault);
  // A segment may be made of fixed letters and values together: what they come to counts.
  const afterOrigin = filled.slice(origin.length);
  const before = path.slice(origin.length).split('/');
  const moved = afterOrigin
    .split('/')
    .some((segment, i) => isDots(segment) && !isDots(before[i] ?? ''));
  if (moved) return no('What was filled in cannot be part of an address.');
  const query = queries
    .join('?')
    .split('&')
    .flatMap((pair) => renderPair(pair, values));
  const url = query.length === 0 ? filled : `${filled}?${query.join('&')}`;
  if (!URL.canParse(url) || new URL(url).origin !== origin) return no('The address is not valid.');
  return { ok: true, value: url };
}

/** A parameter whose value was left empty is left out. */
function renderPair(pair: string, values: Values): string[] {
  if (pair === '') return [];
  const names = namesIn(pair);
  if (names.length > 0 && names.every((name) => (values[name] ?? '') === '')) return [];
  return [fill(pair, (name) => percentEncoded(values[name] ?? ''))];
}

const isDots = (segment: string): boolean => /^(?:\.|%2e){1,2}$/i.test(segment);

/** Servers that decode twice, or take a backslash for a slash, must not be led elsewhere either. */
function leavesItsPlace(value: string): boolean {
  let text = value;
  for (let round = 0; round < 3; round += 1) {
    if (
      /[\p{Cc}]/u.test(text) ||
      text.split(/[/\\;]/).some((part) => /^\.{1,2}$/.test(part.trim()))
    )
      return true;
    try {
      text = decodeURIComponent(text);
    } catch {
      return false;
    }
  }
  return false;
}

/** `isNumber` says which fields are written as numbers where they stand alone. */
export function renderBody(
  template: string,
  values: Values,
  isNumber: (name: string) => boolean,
): Rendered<string> {
  const tree = bodyTree(template);
  if (tree === null) return no('The body of the action is not valid JSON.');
  const write = (part: unknown): unknown => {
    if (typeof part === 'string') {
      const alone = onlyPlaceholder(part);
      if (alone === null) return fill(part, (name) => values[name] ?? '');
      const value = values[alone];
      if (value === undefined || value === '') return null;
      return isNumber(alone) && Number.isFinite(Number(value)) ? Number(value) : value;
    }
    if (Array.isArray(part)) return part.map(write);
    if (part !== null && typeof part === 'object') {
      return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, write(each)]));
    }
    return part;
  };
  return { ok: true, value: JSON.stringify(write(tree.json)) };
}

/** The template as JSON, placeholders as strings; null when it is none, or a key holds one. */
export function bodyTree(template: string): { json: unknown } | null {
  let json: unknown;
  try {
    json = JSON.parse(quotePlaceholders(template));
  } catch {
    return null;
  }
  return hasPlaceholderKey(json) ? null : { json };
}

function hasPlaceholderKey(part: unknown): boolean {
  if (part === null || typeof part !== 'object') return false;
  return Object.entries(part).some(
    ([key, each]) => namesIn(key).length > 0 || hasPlaceholderKey(each),
  );
}

/** `{"n": {{count}}}` is written so by people: outside of strings a placeholder gets its quotes. */
function quotePlaceholders(template: string): string {
  return template.replace(/"(?:[^"\\]|\\.)*"|\{\{[^{}]*\}\}/gs, (token) =>
    token.startsWith('"') ? token : JSON.stringify(token),
  );
}

const no = (words: string): { ok: false; words: string } => ({ ok: false, words });
