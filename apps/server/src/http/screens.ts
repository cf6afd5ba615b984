/**
 * The built screens: the inbox (one page, whatever its address), the widget's script, the demo.
 *
 * The inbox's assets carry a hash of their content in their names and may be kept for ever; its
 * page names them and is never kept, so a new version is there at the next load.
 */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HttpDeps } from './http-deps.ts';
import type { HttpEnv } from './http-env.ts';
import { page } from './pages/page.ts';
import { Problem, renderProblem } from './problem.ts';
import { inlineScriptHashes, pagePolicy } from './security-headers.ts';
import { openFolder, sendFile } from './static-files.ts';
import { ownOrigins } from './where-from.ts';

export type Screens = ReturnType<typeof createScreens>;

const oneYear = 'public, max-age=31536000, immutable';
const fiveMinutes = 'public, max-age=300';

export function createScreens({ screens, where }: Pick<HttpDeps, 'screens' | 'where'>) {
  const inbox = openFolder(screens.inbox);
  const widget = openFolder(screens.widget);

  /** Not every browser counts a socket to the same host as the same origin. */
  const sockets = (c: Context<HttpEnv>) =>
    ownOrigins(c, where).map((origin) => origin.replace(/^http/, 'ws'));

  /** A file of the inbox; for any other address the inbox itself, which knows its own routes. */
  async function serveInbox(c: Context<HttpEnv>): Promise<Response> {
    const nothing = () => renderProblem(c, new Problem('not_found', 'There is no such page.'));
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return nothing();
    const path = decoded(c.req.path);
    if (path === null) return nothing();

    const file = path === '/' || path === '/index.html' ? null : await inbox.read(path);
    if (file !== null) {
      const caching = path.startsWith('/assets/') ? oneYear : fiveMinutes;
      return sendFile(c, file, { 'cache-control': caching });
    }
    if (/\.\w{1,12}$/.test(path) && path !== '/index.html') return nothing();
    return inboxPage(c);
  }

  async function inboxPage(c: Context<HttpEnv>): Promise<Response> {
    const index = await inbox.read('/index.html');
    if (index === null) return notBuilt(c, 'The inbox');
    return sendFile(c, index, {
      'cache-control': 'no-store',
      'content-security-policy': pagePolicy({
        scripts: inlineScriptHashes(index.bytes.toString('utf8')),
        // Scroll areas and dialogs write style elements of their own.
        styles: ["'unsafe-inline'"],
        connect: sockets(c),
      }),
    });
  }

  const serveWidgetScript = (c: Context<HttpEnv>) => serveWidgetFile(c, '/widget.js');

  /** What the widget says in a language other than English. */
  const serveWidgetWords = (c: Context<HttpEnv>, language: string) =>
    serveWidgetFile(c, `/words/${language}.json`);

  /** For every website, as the widget lives on them. */
  async function serveWidgetFile(c: Context<HttpEnv>, path: string): Promise<Response> {
    const file = await widget.read(path);
    if (file === null) {
      return renderProblem(c, new Problem('not_found', 'The widget has no such file.'));
    }
    return sendFile(c, file, {
      'cache-control': fiveMinutes,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
  }

  /** The demo page, with the AI agent's key filled in. */
  async function serveDemo(c: Context<HttpEnv>, widgetKey: string): Promise<Response> {
    const demo = await widget.read('/demo.html');
    if (demo === null) return notBuilt(c, 'The demo page');
    const text = demo.bytes.toString('utf8').replaceAll(keyPlaceholder, widgetKey);
    return c.html(text, 200, {
      'cache-control': 'no-store',
      'content-security-policy': pagePolicy({
        scripts: inlineScriptHashes(text),
        styles: ["'unsafe-inline'"],
        connect: sockets(c),
      }),
    });
  }

  return { serveInbox, serveWidgetScript, serveWidgetWords, serveDemo };
}

/** What the demo page has where the AI agent's key belongs. */
const keyPlaceholder = '%WIDGET_KEY%';

function notBuilt(c: Context<HttpEnv>, what: string): Promise<Response> {
  return page(c, 503, {
    title: 'Not built yet',
    body: html`<main class="note">
      <h1>Not built yet</h1>
      <p>${what} has not been built. Run <code>npm run build</code>, then load this page again.</p>
    </main>`,
  });
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
