/** Addresses of sources may be relative to Baton's own site (documents without a page elsewhere). */
import { safeHref } from './markdown-inline.ts';

let home: string | null = null;

/** Called once with the server's origin. */
export function sourcesLiveAt(host: string): void {
  home = host;
}

/** An address that may be opened, or null. */
export function sourceHref(url: string): string | null {
  if (url === '') return null;
  if (url.startsWith('/') && home !== null) return safeHref(home + url);
  return safeHref(url);
}
