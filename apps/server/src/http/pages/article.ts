/**
 * A document as customers read it: where the source under an answer leads.
 *
 * Documents come from people and from websites, so nothing in them is trusted: HTML in the text is
 * shown as text, links go to web addresses only, and the page runs no script.
 */
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import type { PublicArticle } from '../http-deps.ts';
import type { HttpEnv } from '../http-env.ts';
import { articleStyle } from './article-style.ts';
import { page } from './page.ts';

const aMinute = 60;

export function articlePage(c: Context<HttpEnv>, article: PublicArticle): Promise<Response> {
  return page(c, 200, {
    title: article.title,
    style: articleStyle,
    webImages: true,
    keptFor: aMinute,
    body: html`<main>
      <article>
        <header><h1>${article.title}</h1></header>
        ${raw(renderMarkdown(withoutTitle(article)))}
      </article>
      <footer>Last changed <time datetime="${article.updatedAt}">${inWords(article.updatedAt)}</time></footer>
    </main>`,
  });
}

export function noArticlePage(c: Context<HttpEnv>): Promise<Response> {
  return page(c, 404, {
    title: 'This article is gone',
    body: html`<main class="note">
      <h1>This article is gone</h1>
      <p>It was removed or has moved. Ask in the chat where you found the link.</p>
    </main>`,
  });
}

/** Markdown of GitHub's kind; raw HTML comes out as text, dangerous addresses as none. */
export function renderMarkdown(markdown: string): string {
  const written = micromark(markdown, {
    allowDangerousHtml: false,
    allowDangerousProtocol: false,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return written.replaceAll('<input type="checkbox"', '<input type="checkbox" aria-label="Done"');
}

/** The title stands above already. */
function withoutTitle({ title, markdown }: PublicArticle): string {
  const [, heading] = /^\s*#[ \t]+(.+?)[ \t#]*(?:\n|$)/.exec(markdown) ?? [];
  return heading?.trim() === title.trim() ? markdown.replace(/^\s*#.*(?:\n|$)/, '') : markdown;
}

function inWords(timestamp: string): string {
  return new Date(timestamp).toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' });
}
