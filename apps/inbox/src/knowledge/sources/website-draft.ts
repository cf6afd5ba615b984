/** A website's settings while somebody writes them: as typed, then as meant. Pure. */
import type { WebsiteSettings } from '@baton/protocol';
import { patternsOf } from './match-paths.ts';

/** The same as the server's; a test holds them together. */
export const USUAL_SETTINGS: WebsiteSettings = {
  include: [],
  exclude: [],
  maxPages: 500,
  maxDepth: 8,
  delayMs: 250,
  useSitemap: true,
};
export const MOST_PAGES = 10_000;
export const MOST_DEPTH = 50;

export type WebsiteDraft = {
  include: string;
  exclude: string;
  maxPages: string;
  maxDepth: string;
  delayMs: number;
  useSitemap: boolean;
};
export type DraftErrors = Partial<Record<'include' | 'exclude' | 'maxPages' | 'maxDepth', string>>;

export const draftOf = (settings: WebsiteSettings): WebsiteDraft => ({
  include: settings.include.join('\n'),
  exclude: settings.exclude.join('\n'),
  maxPages: String(settings.maxPages),
  maxDepth: String(settings.maxDepth),
  delayMs: settings.delayMs,
  useSitemap: settings.useSitemap,
});

export function settingsOf(draft: WebsiteDraft): WebsiteSettings {
  return {
    include: patternsOf(draft.include),
    exclude: patternsOf(draft.exclude),
    maxPages: Number(draft.maxPages),
    maxDepth: Number(draft.maxDepth),
    delayMs: draft.delayMs,
    useSitemap: draft.useSitemap,
  };
}

/** What the server would refuse, said before it is asked. */
export function draftErrors(draft: WebsiteDraft): DraftErrors {
  const errors: DraftErrors = {};
  for (const field of ['include', 'exclude'] as const) {
    const wrong = patternsOf(draft[field]).find((pattern) => !/^[/*]/.test(pattern));
    if (wrong) errors[field] = `“${wrong}” does not begin with “/” or “*”. Write it like /help/**.`;
  }
  const within = (text: string, least: number, most: number) =>
    /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
      ? undefined
      : `A whole number from ${least} to ${most.toLocaleString('en')}.`;
  const pages = within(draft.maxPages, 1, MOST_PAGES);
  if (pages) errors.maxPages = pages;
  const depth = within(draft.maxDepth, 0, MOST_DEPTH);
  if (depth) errors.maxDepth = depth;
  return errors;
}

/** The server's errors by field: "settings.include.0" is about `include`. */
export function errorsFrom(byPath: Record<string, string>): DraftErrors {
  const errors: DraftErrors = {};
  for (const [path, message] of Object.entries(byPath)) {
    const field = /^settings\.(include|exclude|maxPages|maxDepth)\b/.exec(path)?.[1];
    if (field) errors[field as keyof DraftErrors] ??= message;
  }
  return errors;
}
