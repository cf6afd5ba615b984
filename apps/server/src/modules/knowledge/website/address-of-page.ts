// One page, one address: the many ways to write it become one, so that it is read once.
//
// Only differences that never matter to a server are taken away: the fragment, default ports, the
// case of the host (the URL parser's work), marks of campaigns and sessions, the order of parameters,
// doubled slashes. A slash at the end is kept: /help and /help/ may differ, and where they do not,
// redirects and canonical addresses say so.

/** Marks of campaigns, mailings and sessions: they change who is counted, not what is shown. */
const TRACKING =
  /^(?:utm_.+|mtm_.+|pk_.+|piwik_.+|hsa_.+|_hs.+|__hs.+|mc_[ce]id|[gdy]clid|fbclid|msclkid|igshid|gbraid|wbraid|_ga|_gl|ref_src|yclid|vero_.+|oly_.+_id|phpsessid|jsessionid|sid|sessionid|session_id|aspsessionid.*)$/i;

const LONGEST = 2_000;

/** The address by which a page is known, or null for what is no page of any website. */
export function addressOfPage(link: string, base?: URL | string): string | null {
  const text = link.trim();
  if (text === '' || text.startsWith('#')) return null;
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  url.hash = '';
  url.pathname = url.pathname.replace(/;jsessionid=[^/?]*/gi, '').replace(/\/{2,}/g, '/');
  // Set in any case: it takes away a question mark with nothing behind it.
  url.search = url.search === '' ? '' : searchOf(url.searchParams);
  return url.href.length <= LONGEST ? url.href : null;
}

function searchOf(params: URLSearchParams): string {
  const kept = [...params].filter(([name]) => !TRACKING.test(name));
  kept.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return new URLSearchParams(kept).toString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a person typed as a website's address: a missing scheme means https. */
export function addressTyped(typed: string): string | null {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const address = addressOfPage(withScheme);
  // One word is no website; an address in the network may be.
  if (address === null || /\s/.test(text)) return null;
  return address;
}
