// A web page → an article: the main content, without menus, banners and scripts.
//
// Scripts never run: the page is parsed by linkedom, which executes nothing, and script elements
// are dropped first. Collapsed answers are opened before defuddle decides what is hidden, and
// questions that are only in the page's structured data are taken from there.

import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import type { Article } from '../core/article.ts';
import { extractMarkdown } from './extract-markdown.ts';
import { flattenTables } from './flatten-tables.ts';
import { openCollapsed, type Page } from './open-collapsed.ts';
import { structuredQuestions } from './structured-questions.ts';
import { cutElements } from './cut-elements.ts';
import { bareWords } from '../curation/fingerprint.ts';

const DROPPED = 'script, style, noscript, template, iframe, object, embed, svg, nav, dialog';
/** Around the content on most help centres. Short, so that an article about cookies stays. */
const FURNITURE =
  /(?:^|[\s_-])(?:breadcrumbs?|cookies?|consent|onetrust|article-votes?|article-relatives|related(?:-\w+)?|was-this-helpful|helpful|feedback|newsletter|share|social|pagination|skip-link|toc|table-of-contents)(?:$|[\s_-])/i;
const MOST_FURNITURE_LETTERS = 500;
const ASKS_FOR_OPINION =
  /^(?:\*\*)?(?:was this (?:article|page|answer|information|content)? ?helpful|did (?:this|we) (?:article |page )?(?:answer|help)|war dieser? (?:artikel|beitrag|seite) hilfreich|cet article (?:vous )?a-t-il été utile|¿(?:le )?(?:fue|ha sido) útil este artículo).*$/gim;

/** `pageUrl`: where the page was read; relative links lead from there. */
export async function extractHtml(
  html: string,
  fallbackTitle: string,
  pageUrl: string | null = null,
): Promise<Article> {
  const questions = structuredQuestions(html);
  const { document } = parseHTML(cutElements(cutElements(html, 'script'), 'style'));
  for (const element of document.querySelectorAll(DROPPED)) element.remove();
  removeFurniture(document);
  openCollapsed(document);
  flattenTables(document);
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null;
  const address = linkOf(canonical, pageUrl) ?? pageUrl;
  resolveLinks(document, pageUrl ?? address);
  // Many sites put their own name in a first heading above the content.
  const top = document.querySelector('main h1, article h1') ?? document.querySelector('h1');
  const heading = top?.textContent?.replace(/\s+/g, ' ').trim();
  const result = await Defuddle(document, address ?? undefined, {
    separateMarkdown: true,
    useAsync: false,
    removeLowScoring: false,
    fetch: () => Promise.reject(new Error('documents never fetch')),
  });
  const article = extractMarkdown(
    (result.contentMarkdown ?? '').replace(ASKS_FOR_OPINION, ''),
    heading || result.title || fallbackTitle,
  );
  const known = bareWords(
    article.sections.map((section) => `${section.heading} ${section.markdown}`).join('\n'),
  );
  const missing = questions.filter(({ question }) => !known.includes(bareWords(question)));
  const sections = missing.map(({ question, answer }) => ({
    trail: [],
    heading: question,
    markdown: answer,
  }));
  return {
    ...article,
    sections: [...article.sections, ...sections],
    url: article.url ?? linkOf(canonical, pageUrl),
  };
}

function removeFurniture(document: Page): void {
  for (const element of document.querySelectorAll('[class], [id], [aria-label]')) {
    const names = ['class', 'id', 'aria-label'].map((name) => element.getAttribute(name) ?? '');
    if (!names.some((name) => FURNITURE.test(name))) continue;
    if (element.querySelector('h1') || /^(?:body|main|article|html)$/i.test(element.tagName))
      continue;
    if ((element.textContent ?? '').trim().length <= MOST_FURNITURE_LETTERS) element.remove();
  }
}

/** Where nothing says what a relative link leads from, it leads nowhere: its words stay. */
function resolveLinks(document: Page, address: string | null): void {
  const base = linkOf(document.querySelector('base')?.getAttribute('href') ?? null, address);
  const from = base ?? address;
  for (const link of document.querySelectorAll('a[href]')) {
    const href = linkOf(link.getAttribute('href'), from);
    if (href) link.setAttribute('href', href);
    else if (!/^(?:mailto|tel):/i.test(link.getAttribute('href') ?? ''))
      link.removeAttribute('href');
  }
  for (const image of document.querySelectorAll('img')) {
    const source = linkOf(image.getAttribute('src'), from);
    const alt = image.getAttribute('alt')?.replace(/\s+/g, ' ').trim();
    if (source && alt) image.setAttribute('src', source);
    else if (alt) image.replaceWith(document.createTextNode(`[Picture: ${alt}]`));
    else image.remove();
  }
}

function linkOf(href: string | null, from: string | null): string | null {
  if (!href) return null;
  try {
    const url = new URL(href, from ?? undefined);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
