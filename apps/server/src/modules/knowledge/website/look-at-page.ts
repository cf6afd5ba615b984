// What a crawler must know of a page before anybody reads it: where it links to, which address it
// calls its own, whether it wants to be indexed, and whether it is the page at all or a door in front
// of it. Read as a stream, in portions, so that ten megabytes of script never hold up the server.

import { Parser } from 'htmlparser2';
import { addressOfPage } from './address-of-page.ts';

export interface PageLook {
  title: string | null;
  /** Addresses of pages, each once, in their order. Empty where the page says nofollow. */
  links: string[];
  /** The address that the page says is its right one, when it is another than its own. */
  canonical: string | null;
  noindex: boolean;
  /** A field for a password. */
  asksForPassword: boolean;
  /** Characters of text that a person would see, roughly. */
  textLength: number;
  /** The beginning of that text, for signs of a door. */
  textStart: string;
  /** Where `<meta http-equiv=refresh>` sends at once. */
  refreshTo: string | null;
}

const PORTION = 128 * 1024;
const MOST_LINKS = 2_000;
const TEXT_START = 2_000;
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'svg']);

/** `robotsHeader` is the page's X-Robots-Tag, if it has one. */
export async function lookAtPage(
  html: string,
  address: string,
  robotsHeader: string | null,
): Promise<PageLook> {
  const links = new Set<string>();
  let base = address;
  let title: string | null = null;
  let canonical: string | null = null;
  let refreshTo: string | null = null;
  let robots = robotsDirectives(robotsHeader ?? '');
  let asksForPassword = false;
  let textLength = 0;
  let textStart = '';
  let unseen = 0;
  let inTitle = false;

  const parser = new Parser({
    onopentag(name, attributes) {
      if (UNSEEN.has(name)) unseen += 1;
      switch (name) {
        case 'title':
          inTitle = title === null && unseen === 0;
          if (inTitle) title = '';
          break;
        case 'base':
          base = addressOfPage(attributes.href ?? '', address) ?? base;
          break;
        case 'link':
          if (relOf(attributes).includes('canonical')) {
            canonical ??= addressOfPage(attributes.href ?? '', base);
          }
          break;
        case 'meta': {
          const content = attributes.content ?? '';
          if (/^(?:robots|baton)$/i.test(attributes.name ?? '')) {
            robots = { ...robots, ...robotsDirectives(content) };
          } else if (/^refresh$/i.test(attributes['http-equiv'] ?? '')) {
            const target = /^\s*[0-5](?:\.\d*)?\s*[;,]\s*url\s*=\s*["']?([^"']+)/i.exec(content);
            refreshTo ??= target ? addressOfPage(target[1] as string, base) : null;
          }
          break;
        }
        case 'a':
        case 'area': {
          if (links.size >= MOST_LINKS || relOf(attributes).includes('nofollow')) break;
          const to = addressOfPage(attributes.href ?? '', base);
          if (to !== null) links.add(to);
          break;
        }
        case 'input':
          asksForPassword ||= /^password$/i.test(attributes.type ?? '');
      }
    },
    ontext(text) {
      if (inTitle) title += text;
      else if (unseen === 0) {
        const seen = text.replace(/\s+/g, ' ').trim();
        if (seen === '') return;
        textLength += seen.length + 1;
        if (textStart.length < TEXT_START) textStart += `${seen} `;
      }
    },
    onclosetag(name) {
      if (UNSEEN.has(name)) unseen = Math.max(0, unseen - 1);
      if (name === 'title') inTitle = false;
    },
  });
  for (let at = 0; at < html.length; at += PORTION) {
    parser.write(html.slice(at, at + PORTION));
    // Others may speak between two portions.
    if (at + PORTION < html.length) await new Promise((resolve) => setImmediate(resolve));
  }
  parser.end();

  const own = addressOfPage(address);
  return {
    title: (title as string | null)?.replace(/\s+/g, ' ').trim().slice(0, 300) || null,
    links: robots.nofollow ? [] : [...links].filter((link) => link !== own),
    canonical: canonical === own ? null : canonical,
    noindex: robots.noindex === true,
    asksForPassword,
    textLength,
    textStart: textStart.slice(0, TEXT_START),
    refreshTo: refreshTo === own ? null : refreshTo,
  };
}

function relOf(attributes: Record<string, string>): string[] {
  return (attributes.rel ?? '').toLowerCase().split(/\s+/);
}

interface RobotsDirectives {
  noindex?: true;
  nofollow?: true;
}

/**
 * "noindex, nofollow", "none", and as a header also "otherbot: noindex", which is not meant for us.
 */
export function robotsDirectives(text: string): RobotsDirectives {
  const found: RobotsDirectives = {};
  let forUs = true;
  for (const word of text.toLowerCase().split(/[\s,]+/)) {
    const named = /^([a-z0-9_-]+):(.*)$/.exec(word);
    if (named && named[1] !== 'unavailable_after') forUs = named[1] === 'baton';
    const directive = named ? named[2] : word;
    if (!forUs) continue;
    if (directive === 'noindex' || directive === 'none') found.noindex = true;
    if (directive === 'nofollow' || directive === 'none') found.nofollow = true;
  }
  return found;
}
