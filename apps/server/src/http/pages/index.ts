/** Pages that are not the inbox: articles, the demo, and the widget's script and words. */
import { DocumentId } from '@baton/protocol';
import { createApi } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { Screens } from '../screens.ts';
import { articlePage, noArticlePage } from './article.ts';

export function pageRoutes({ accounts, readArticle }: HttpDeps, screens: Screens) {
  const pages = createApi();

  pages.get('/articles/:id', async (c) => {
    const id = DocumentId.safeParse(c.req.param('id'));
    const article = id.success ? await readArticle(id.data) : null;
    return article === null ? noArticlePage(c) : articlePage(c, article);
  });

  pages.get('/demo', async (c) => {
    const asked = c.req.query('key');
    const known = asked === undefined ? null : await accounts.aiAgents.byWidgetKey(asked);
    const key = known?.aiAgent.widgetKey ?? (await accounts.aiAgents.firstWidgetKey());
    // Before Baton is set up there is no AI agent to show.
    return key === null ? c.redirect('/') : screens.serveDemo(c, key);
  });

  pages.get('/widget.js', (c) => screens.serveWidgetScript(c));
  pages.get('/widget-words/:language{[a-z]{2}[.]json}', (c) =>
    screens.serveWidgetWords(c, c.req.param('language').slice(0, 2)),
  );
  return pages;
}
