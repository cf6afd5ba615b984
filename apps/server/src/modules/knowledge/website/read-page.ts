// One address of the frontier, from robots.txt to its place in the database.

import type { SafeFetch } from '../../../platform/safe-fetch/index.ts';
import type { AddingParts } from '../adding/add-document.ts';
import { raiseRevision } from '../store/documents.ts';
import { addressOfPage } from './address-of-page.ts';
import { discover, knownPage, type QueuedPage, type Settled, tryAgain } from './frontier.ts';
import { asReader, ReadingEnded, rememberHome, type Website } from './reading-lease.ts';
import { type Door, isLoginPath } from './doors.ts';
import { fetchPage, type PageAnswer } from './fetch-page.ts';
import { keepPage, settleWithLinks } from './keep-page.ts';
import { isRetired, restore } from './retiring.ts';
import type { Robots } from './robots.ts';
import { type Belonging, belongs } from './scope.ts';

export interface ReadingParts extends AddingParts {
  web: SafeFetch;
  robots: Robots;
  /** The first pause before another try of a page; the second is four times as long. */
  retryMs: number;
  /** How long one page may take to arrive. */
  pageMs: number;
}

export type Step =
  | { type: 'settled'; state: Settled['state']; door: Door | null }
  | { type: 'again'; afterMs: number; wholeSite: boolean }
  /** Without its start page, a website is not read. */
  | { type: 'no_start'; reason: string; transient: boolean };

const MOST_TRIES = 3;
const LONGEST_PAUSE_MS = 10 * 60_000;
const MOST_SITEMAP_DEPTH = 3;

const NOT_OURS: Record<Exclude<Belonging, 'yes'>, string> = {
  elsewhere: 'on another website',
  outside: 'outside of what is read',
  excluded: 'a page that is left out',
  trap: 'a page without end',
  no_page: 'no page',
};

/** @throws ReadingEnded */
export async function readPage(
  parts: ReadingParts,
  website: Website,
  page: QueuedPage,
  signal: AbortSignal,
): Promise<Step> {
  const { database, clock, robots } = parts;
  const isStart = page.url === website.url;
  const { robots: asks, later, nowhere } = await rulesFor(robots, page.url, signal);
  signal.throwIfAborted();
  // Mistyped, most likely, and whoever typed it is looking.
  if (later !== null && nowhere && isStart && website.reading === 1) {
    await settled({ state: 'failed', reason: later, httpStatus: null });
    return { type: 'no_start', reason: later, transient: true };
  }
  if (later !== null) return again(`${later} It is left alone until it can.`, null, null, true);
  if (page.kind === 'page' && !asks.allows(page.url)) {
    const reason = 'The website asks not to read it (robots.txt).';
    if (isStart) return { type: 'no_start', reason, transient: false };
    return settled({ state: 'skipped', reason, httpStatus: null, vanished: true });
  }

  const answer = await fetchPage(parts.web, {
    url: page.url,
    as: isStart ? 'start' : page.kind,
    // Without a document, or the links of a sitemap, "unchanged" would be of no use.
    etag: page.documentId !== null || page.kind === 'sitemap' ? page.etag : null,
    lastModified: page.documentId !== null || page.kind === 'sitemap' ? page.lastModified : null,
    mayFollow: async (to) => {
      const address = addressOfPage(to.href);
      if (address === null) return false;
      // A login in front of the page; only a website that begins with one is told by its look.
      if (isLoginPath(address) && !isLoginPath(page.url)) return false;
      if (!isStart && page.kind === 'page' && ours(address) !== 'yes') return false;
      const there = await rulesFor(robots, address, signal);
      return there.later === null && there.robots.allows(address);
    },
    withinMs: parts.pageMs,
    signal,
  });
  signal.throwIfAborted();
  return settleAnswer(answer);

  function settleAnswer(of: PageAnswer): Promise<Step> | Step {
    switch (of.type) {
      case 'stopped':
        throw new ReadingEnded();
      case 'again':
        return again(of.reason, of.status, of.afterMs, of.wholeSite);
      case 'failed':
        return failed(of.reason, of.status, of.door, false);
      case 'gone':
        // A sitemap that nobody promised.
        if (page.kind === 'sitemap' && !isStart) {
          return settled({ state: 'skipped', reason: of.reason, httpStatus: of.status });
        }
        return failed(of.reason, of.status, null, true);
      case 'skipped':
        if (isStart) return { type: 'no_start', reason: of.reason, transient: false };
        return settled({
          state: 'skipped',
          reason: of.reason,
          httpStatus: of.status,
          vanished: true,
        });
      case 'unchanged':
        return unchanged(of.status);
      case 'sitemap':
        return sitemapRead(of);
      case 'page':
      case 'file':
        return pageRead(of);
    }
  }

  function ours(address: string): Belonging {
    return belongs(toHome(address, website.home), {
      home: website.home,
      settings: website.settings,
      wholeOrigin: website.listed,
    });
  }

  /** Those that belong to this website, as it writes them. */
  function ourLinks(links: readonly string[]): string[] {
    return [...new Set(links.map((link) => toHome(link, website.home)))].filter(
      (link) => ours(link) === 'yes',
    );
  }

  async function settled(how: Settled, door: Door | null = null): Promise<Step> {
    await database.transaction(async (tx) => {
      await asReader(tx, website);
      // The links that it had are still followed: a page that fails hides nothing behind it.
      const links = how.links ?? (how.state === 'failed' ? page.links : []);
      await settleWithLinks(tx, website, { ...page, links }, how, clock.now());
    });
    return { type: 'settled', state: how.state, door };
  }

  async function failed(
    reason: string,
    status: number | null,
    door: Door | null,
    vanished: boolean,
  ): Promise<Step> {
    const step = await settled({ state: 'failed', reason, httpStatus: status, vanished }, door);
    return isStart ? { type: 'no_start', reason, transient: false } : step;
  }

  async function again(
    reason: string,
    status: number | null,
    asked: number | null,
    wholeSite: boolean,
  ): Promise<Step> {
    if (page.tries >= MOST_TRIES) {
      await settled({ state: 'failed', reason, httpStatus: status });
      if (isStart) return { type: 'no_start', reason, transient: true };
      return { type: 'settled', state: 'failed', door: null };
    }
    const own = parts.retryMs * 4 ** (page.tries - 1);
    const afterMs = Math.min(Math.max(asked ?? 0, own), LONGEST_PAUSE_MS);
    await database.transaction(async (tx) => {
      await asReader(tx, website);
      await tryAgain(tx, website, page.url, { reason, status, afterMs });
    });
    return { type: 'again', afterMs, wholeSite };
  }

  async function unchanged(httpStatus: number): Promise<Step> {
    const { documentId } = page;
    const retired = documentId !== null && (await isRetired(database, documentId));
    await database.transaction(async (tx) => {
      const revision = retired ? await raiseRevision(tx, website.scope) : null;
      await asReader(tx, website);
      if (documentId !== null && revision !== null) {
        await restore(tx, website, documentId, revision);
      }
      const links = ourLinks(page.links);
      const how: Settled = { state: 'unchanged', httpStatus };
      await settleWithLinks(tx, website, { ...page, links: [] }, how, clock.now());
      const depth = page.kind === 'sitemap' ? 1 : page.depth + 1;
      if (page.kind === 'sitemap' || page.depth < website.settings.maxDepth) {
        await discover(tx, website, links, { depth });
      }
    });
    return { type: 'settled', state: 'unchanged', door: null };
  }

  async function sitemapRead(of: Extract<PageAnswer, { type: 'sitemap' }>): Promise<Step> {
    if (isStart) {
      website.listed = true;
      website.home = of.url;
    }
    const pages = ourLinks(of.sitemap.pages).slice(0, website.settings.maxPages * 3);
    const deeper = page.depth < MOST_SITEMAP_DEPTH ? of.sitemap.sitemaps : [];
    await database.transaction(async (tx) => {
      await asReader(tx, website);
      if (isStart) await rememberHome(tx, website);
      await settleWithLinks(
        tx,
        website,
        { url: page.url, depth: page.depth },
        {
          state: 'read',
          httpStatus: of.status,
          links: pages,
          // An index must be read again for its sitemaps to be.
          etag: deeper.length > 0 ? null : of.etag,
          lastModified: deeper.length > 0 ? null : of.lastModified,
        },
        clock.now(),
      );
      await discover(tx, website, deeper, { depth: page.depth + 1, kind: 'sitemap' });
      await discover(tx, website, pages, { depth: 1 });
    });
    return { type: 'settled', state: 'read', door: null };
  }

  async function pageRead(of: Extract<PageAnswer, { type: 'page' | 'file' }>): Promise<Step> {
    const final = addressOfPage(of.url) ?? page.url;
    if (isStart) await openHome(final);
    let url = toHome(final, website.home);
    if (url !== page.url) {
      const belonging = ours(url);
      const known = await knownPage(database, website, url);
      await settled({
        state: 'skipped',
        reason:
          belonging === 'yes'
            ? `It leads to ${url}.`
            : `It leads to ${url}, ${NOT_OURS[belonging]}.`,
        httpStatus: of.status,
        vanished: true,
      });
      if (belonging !== 'yes' || (known !== null && known.state !== 'queued')) {
        return { type: 'settled', state: 'skipped', door: null };
      }
    }
    const here = { url, depth: page.depth };
    const links = of.type === 'page' && !website.listed ? ourLinks(of.look.links) : [];
    const facts = { httpStatus: of.status, links, vanished: true };
    const skipped = async (how: Omit<Settled, 'state' | 'httpStatus'>): Promise<Step> => {
      await database.transaction(async (tx) => {
        await asReader(tx, website);
        const settling: Settled = { state: 'skipped', ...facts, ...how };
        await settleWithLinks(tx, website, { ...here, links }, settling, clock.now());
        if (how.canonical) await discover(tx, website, [how.canonical], { depth: page.depth });
      });
      return { type: 'settled', state: 'skipped', door: null };
    };
    if (of.type === 'page') {
      const { look } = of;
      if (look.refreshTo !== null && ours(look.refreshTo) === 'yes') {
        const canonical = toHome(look.refreshTo, website.home);
        return skipped({ reason: `It leads to ${canonical}.`, canonical, title: look.title });
      }
      const canonical = look.canonical && toHome(look.canonical, website.home);
      if (canonical && canonical !== url && (await isBetterAddress(canonical, url))) {
        const reason = `The same page as ${canonical}.`;
        return skipped({ reason, canonical, title: look.title });
      }
    }
    if (of.type === 'page' ? of.look.noindex : of.noindex) {
      const title = of.type === 'page' ? of.look.title : null;
      return skipped({ reason: 'The website asks not to index it (noindex).', title });
    }
    const state = await keepPage(parts, website, {
      ...here,
      httpStatus: of.status,
      bytes: of.type === 'page' ? Buffer.from(of.html) : of.bytes,
      mime: of.type === 'page' ? 'text/html; charset=utf-8' : of.mime,
      title: of.type === 'page' ? of.look.title : null,
      etag: of.etag,
      lastModified: of.lastModified,
      links,
    });
    return { type: 'settled', state, door: null };
  }

  /** Where the start address leads to is the website; there its sitemaps are looked for. */
  async function openHome(final: string): Promise<void> {
    website.home = final;
    const { robots: there } = await rulesFor(robots, final, signal);
    const sitemaps = website.settings.useSitemap
      ? [...there.sitemaps, new URL('/sitemap.xml', final).href]
      : [];
    await database.transaction(async (tx) => {
      await asReader(tx, website);
      await rememberHome(tx, website);
      await discover(tx, website, sitemaps, { depth: 0, kind: 'sitemap' });
    });
  }

  /**
   * Many websites call their home page the right address of every page; that is a mistake, not a
   * wish. Nor is an address better that cannot be read, or that points back.
   */
  async function isBetterAddress(canonical: string, own: string): Promise<boolean> {
    if (ours(canonical) !== 'yes') return false;
    const path = new URL(own).pathname;
    const isHome = canonical === website.home || new URL(canonical).pathname === '/';
    const isIndex = /^\/?(?:index|default|home)\.\w+$/i.test(path.slice(path.lastIndexOf('/')));
    const samePath = new URL(canonical).pathname === path;
    if (isHome && !isIndex && !samePath) return false;
    if (website.listed) return false;
    const known = await knownPage(database, website, canonical);
    return known === null || ['queued', 'read', 'unchanged'].includes(known.state);
  }
}

async function rulesFor(robots: Robots, address: string, signal: AbortSignal) {
  const answer = await robots.of(address, signal);
  return 'later' in answer
    ? {
        later: answer.later,
        nowhere: answer.nowhere,
        robots: { allows: () => false, crawlDelayMs: 0, sitemaps: [] as string[] },
      }
    : { later: null, nowhere: false, robots: answer.rules };
}

/** Links mix http and https of one host; the start address says which it is. */
function toHome(address: string, home: string): string {
  const url = new URL(address);
  const start = new URL(home);
  if (url.hostname !== start.hostname || url.port !== '' || start.port !== '') return address;
  url.protocol = start.protocol;
  return url.href;
}
