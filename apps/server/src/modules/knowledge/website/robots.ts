// What a website's robots.txt asks of us (RFC 9309), remembered for an hour per origin.
//
// A website without one allows everything; one whose robots.txt cannot be had right now is left
// alone until it can.

import robotsParser from 'robots-parser';
import type { SafeFetch } from '../../../platform/safe-fetch/index.ts';
import { addressOfPage } from './address-of-page.ts';
import { textOfPage } from './charset.ts';

/** By this word robots.txt files speak to us. */
export const ROBOTS_NAME = 'Baton';

export interface RobotsRules {
  allows(address: string): boolean;
  /** Milliseconds; 0 when it asks for none. */
  crawlDelayMs: number;
  sitemaps: string[];
}

/** `later`: it cannot be had now, in words why; `nowhere`: since no address has that name. */
export type RobotsAnswer = { rules: RobotsRules } | { later: string; nowhere: boolean };

export interface Robots {
  of(address: string, signal: AbortSignal): Promise<RobotsAnswer>;
}

const KEPT_MS = 60 * 60_000;
const MOST_KEPT = 200;
const MOST_BYTES = 2 * 1024 * 1024;
/** Longer waits are cut: whoever asks for one page an hour will not see his website read at all. */
const LONGEST_DELAY_MS = 120_000;
const MOST_SITEMAPS = 50;

/** Of all other refusals, the pages themselves will say what is wrong. */
const LATER = new Set(['timeout', 'unreachable', 'unknown_host', 'broken', 'stopped']);

const EVERYTHING: RobotsRules = { allows: () => true, crawlDelayMs: 0, sitemaps: [] };

export function createRobots(web: SafeFetch, now: () => number = () => performance.now()): Robots {
  const kept = new Map<string, { rules: RobotsRules; until: number }>();
  return {
    async of(address, signal) {
      const { origin } = new URL(address);
      const known = kept.get(origin);
      if (known && known.until > now()) return { rules: known.rules };
      const answer = await fetchRules(web, origin, signal);
      if ('rules' in answer) {
        kept.delete(origin);
        kept.set(origin, { rules: answer.rules, until: now() + KEPT_MS });
        const [oldest] = kept.keys();
        if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      }
      return answer;
    },
  };
}

async function fetchRules(
  web: SafeFetch,
  origin: string,
  signal: AbortSignal,
): Promise<RobotsAnswer> {
  const url = `${origin}/robots.txt`;
  const answer = await web.fetch(url, { signal, maxBytes: MOST_BYTES, totalMs: 20_000 });
  if (!answer.ok) {
    return LATER.has(answer.code)
      ? { later: answer.words, nowhere: answer.code === 'unknown_host' }
      : { rules: EVERYTHING };
  }
  if (answer.status >= 500 || answer.status === 429) {
    return { later: `Its robots.txt cannot be had now (status ${answer.status}).`, nowhere: false };
  }
  if (answer.status >= 400) return { rules: EVERYTHING };
  const text = textOfPage(answer.bytes, answer.headers['content-type'] ?? '') ?? '';
  // Many websites answer every address with a page.
  if (/^\s*</.test(text)) return { rules: EVERYTHING };
  return { rules: rulesOf(url, text) };
}

export function rulesOf(url: string, text: string): RobotsRules {
  const parsed = robotsParser(url, text);
  const delay = (parsed.getCrawlDelay(ROBOTS_NAME) ?? 0) * 1_000;
  return {
    allows: (address) => parsed.isAllowed(address, ROBOTS_NAME) !== false,
    crawlDelayMs: Number.isFinite(delay) ? Math.min(Math.max(delay, 0), LONGEST_DELAY_MS) : 0,
    sitemaps: parsed
      .getSitemaps()
      .slice(0, MOST_SITEMAPS)
      .map((sitemap) => addressOfPage(sitemap, url))
      .filter((sitemap) => sitemap !== null),
  };
}
