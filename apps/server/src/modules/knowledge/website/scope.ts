// What belongs to a website: the pages of the start address's origin, below its folder unless
// patterns say otherwise, and outside of the traps that make a website endless.

import type { WebsiteSettings } from '@baton/protocol';

export interface Scope {
  /** Where the start address led to: its origin is the website's. */
  home: string;
  settings: Pick<WebsiteSettings, 'include' | 'exclude'>;
  /** A sitemap may list everything of its origin. */
  wholeOrigin: boolean;
}

export type Belonging = 'yes' | 'elsewhere' | 'outside' | 'excluded' | 'trap' | 'no_page';

export function belongs(address: string, { home, settings, wholeOrigin }: Scope): Belonging {
  const url = new URL(address);
  const start = new URL(home);
  if (url.origin !== start.origin && !sameSite(url, start)) return 'elsewhere';
  if (NO_PAGE.test(url.pathname)) return 'no_page';
  const path = decoded(url.pathname);
  if (settings.exclude.some((pattern) => matches(pattern, path))) return 'excluded';
  const inside =
    settings.include.length > 0
      ? settings.include.some((pattern) => matches(pattern, path)) || address === home
      : wholeOrigin || isBelow(url.pathname, start.pathname);
  if (!inside) return 'outside';
  return isTrap(url) ? 'trap' : 'yes';
}

/** http and https of one host are one website: links mix them, and one redirects to the other. */
function sameSite(a: URL, b: URL): boolean {
  return a.hostname === b.hostname && a.port === '' && b.port === '';
}

/**
 * /help/, /help/start.html → everything under /help/. /help (no file, by its look) → /help itself and
 * everything under /help/.
 */
function isBelow(path: string, start: string): boolean {
  const last = start.slice(start.lastIndexOf('/') + 1);
  if (last === '' || last.includes('.')) {
    return path.startsWith(start.slice(0, start.lastIndexOf('/') + 1));
  }
  return path === start || path.startsWith(`${start}/`);
}

/**
 * `*` within one part of a path, `**` across parts; `/help/**` means /help too. In time that grows
 * with the length of the pattern times that of the path, whatever somebody writes: no backtracking.
 */
export function matches(pattern: string, path: string): boolean {
  let whole = decoded(pattern);
  // Said twice it means the same, and costs as much again each time.
  while (whole.endsWith('/**/**')) whole = whole.slice(0, -3);
  if (whole.endsWith('/**') && whole.length > 3 && matches(whole.slice(0, -3), path)) return true;
  /** Whether the part of the pattern so far can end before this character of the path. */
  let ends = Array.from({ length: path.length + 1 }, (_, at) => at === 0);
  for (const part of whole.split(/(\*+)/)) {
    if (part === '') continue;
    const next = Array.from({ length: path.length + 1 }, () => false);
    let open = false;
    for (let at = 0; at <= path.length; at++) {
      if (part.startsWith('*')) {
        open ||= ends[at] === true;
        next[at] = open;
        // One star stays within its part of the path.
        if (part === '*' && path[at] === '/') open = false;
      } else if (ends[at] && path.startsWith(part, at)) next[at + part.length] = true;
    }
    ends = next;
  }
  return ends[path.length] === true;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // A stray percent sign: it is what it is.
    return path;
  }
}

/** Pictures, films, programs, styles: never asked for. Documents and unknown endings are. */
const NO_PAGE =
  /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|mov|avi|webm|ogg|wav|flac|css|m?js|map|json|rss|atom|woff2?|ttf|eot|otf|exe|dmg|pkg|msi|deb|rpm|apk|iso|gz|tgz|bz2|xz|7z|rar|jar|wasm|ics|vcf|xlsx?|pptx?)$/i;

const MOST_PARTS = 16;
const MOST_PARAMETERS = 6;
const MOST_REPEATS = 3;

/**
 * Addresses that a website makes up without end: paths that grow by themselves (/a/b/a/b/a/b, from a
 * relative link gone wrong), calendars that page through the centuries, filters combined with filters.
 */
function isTrap(url: URL): boolean {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  if (parts.length > MOST_PARTS) return true;
  const counts = new Map<string, number>();
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  if ([...counts.values()].some((count) => count >= MOST_REPEATS)) return true;
  const params = [...url.searchParams];
  if (params.length > MOST_PARAMETERS) return true;
  return isCalendar(parts, params);
}

const DAY = /^(?:19|20|21)\d{2}-?(?:0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01]))?$/;
const CALENDAR_PART = /^(?:calendar|kalender|calendrier|events?|agenda|schedule|archive)$/i;
const CALENDAR_PARAMETER = /^(?:year|month|day|week|cal.*|ical|tribe.*)$/i;
const DATE_PARAMETER = /^(?:date|from|to|start|end|on)$/i;

/** A view of some day or month: named by parameters, or by a path below a word for calendar. */
function isCalendar(parts: string[], params: [string, string][]): boolean {
  const dated = params.some(
    ([name, value]) =>
      (CALENDAR_PARAMETER.test(name) && /^\d[\d/-]*$/.test(value)) ||
      (DATE_PARAMETER.test(name) && DAY.test(value)),
  );
  if (dated) return true;
  const at = parts.findIndex((part) => CALENDAR_PART.test(part));
  if (at === -1) return false;
  const after = parts.slice(at + 1);
  return after.some((part) => DAY.test(part)) || /^(?:19|20|21)\d{2}$/.test(after[0] ?? '');
}
