// A web page → an article: the main content, without menus, banners and scripts.
//
// Scripts never run: the page is parsed by linkedom, which executes nothing, and script elements
// are dropped first. Collapsed answers are opened before defuddle decides what is hidden.

import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import type { Article } from '../core/article.ts';
import { extractMarkdown } from './extract-markdown.ts';

type Page = ReturnType<typeof parseHTML>['document'];
type PageElement = NonNullable<ReturnType<Page['querySelector']>>;

const DROPPED = 'script, style, noscript, template, iframe, object, embed, svg, nav, dialog';

export async function extractHtml(html: string, fallbackTitle: string): Promise<Article> {
  const { document } = parseHTML(withoutScripts(html));
  for (const element of document.querySelectorAll(DROPPED)) element.remove();
  openCollapsed(document);
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null;
  // Many sites put their own name in a first heading above the content.
  const top = document.querySelector('main h1, article h1') ?? document.querySelector('h1');
  const heading = top?.textContent?.replace(/\s+/g, ' ').trim();
  const result = await Defuddle(document, canonical ?? undefined, {
    separateMarkdown: true,
    useAsync: false,
    removeLowScoring: false,
    fetch: () => Promise.reject(new Error('documents never fetch')),
  });
  const article = extractMarkdown(
    result.contentMarkdown ?? '',
    heading || result.title || fallbackTitle,
  );
  const isLink = canonical !== null && /^https?:\/\//i.test(canonical);
  return { ...article, url: article.url ?? (isLink ? canonical : null) };
}

/** Cheap and early: ten megabytes of script must not become a document tree. */
function withoutScripts(html: string): string {
  return html
    .replace(/<script\b[^>]*>[\s\S]*?<\/script\s*>/gi, '')
    .replace(/<style\b[^>]*>[\s\S]*?<\/style\s*>/gi, '');
}

function openCollapsed(document: Page): void {
  for (const details of document.querySelectorAll('details')) {
    const summary = details.querySelector('summary');
    if (summary) replaceBy(document, summary, 'h4');
    replaceBy(document, details, 'div');
  }
  for (const control of document.querySelectorAll('[aria-controls][aria-expanded]')) {
    const target = document.getElementById(control.getAttribute('aria-controls') ?? '');
    if (!target) continue;
    for (const name of ['hidden', 'aria-hidden', 'style', 'class']) target.removeAttribute(name);
    if (!control.closest('h1, h2, h3, h4, h5, h6')) replaceBy(document, control, 'h4');
  }
}

function replaceBy(document: Page, element: PageElement, tag: string): void {
  const replacement = document.createElement(tag);
  replacement.append(...element.childNodes);
  element.replaceWith(replacement);
}
