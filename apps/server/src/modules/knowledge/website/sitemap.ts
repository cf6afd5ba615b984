// Sitemaps: XML (lists of pages, and lists of lists), and the plain form of one address a line.

import { Parser } from 'htmlparser2';
import { addressOfPage } from './address-of-page.ts';

export interface Sitemap {
  pages: string[];
  /** Of an index: further sitemaps. */
  sitemaps: string[];
}

const MOST_PAGES = 20_000;
const MOST_SITEMAPS = 200;
const PORTION = 256 * 1024;

/** Null when it is no sitemap. Addresses that are none are left out. */
export async function readSitemap(text: string, address: string): Promise<Sitemap | null> {
  const start = text.slice(0, 4_096);
  if (/<(?:\w+:)?(?:urlset|sitemapindex)[\s>]/i.test(start)) return readXml(text, address);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const listed = lines.length > 0 && lines.every((line) => /^https?:\/\/\S+$/.test(line.trim()));
  if (!listed) return null;
  return { pages: addressesOf(lines.slice(0, MOST_PAGES), address), sitemaps: [] };
}

async function readXml(text: string, address: string): Promise<Sitemap> {
  const pages: string[] = [];
  const sitemaps: string[] = [];
  /** The names of the elements that are open, without prefixes. */
  const open: string[] = [];
  let loc = '';
  const parser = new Parser(
    {
      onopentagname(name) {
        open.push(localName(name));
        if (open.at(-1) === 'loc') loc = '';
      },
      ontext(piece) {
        if (open.at(-1) === 'loc') loc += piece;
      },
      onclosetag(name) {
        const closed = localName(name);
        if (open.at(-1) === closed) open.pop();
        if (closed !== 'loc') return;
        // <image:loc> and its like belong to pictures of the page.
        if (open.at(-1) === 'url' && pages.length < MOST_PAGES) pages.push(loc.trim());
        if (open.at(-1) === 'sitemap' && sitemaps.length < MOST_SITEMAPS) sitemaps.push(loc.trim());
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: true },
  );
  for (let at = 0; at < text.length; at += PORTION) {
    parser.write(text.slice(at, at + PORTION));
    await new Promise((resolve) => setImmediate(resolve));
  }
  parser.end();
  return { pages: addressesOf(pages, address), sitemaps: addressesOf(sitemaps, address) };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function addressesOf(links: string[], base: string): string[] {
  const addresses = links.map((link) => addressOfPage(link, base));
  return [...new Set(addresses.filter((address) => address !== null))];
}
