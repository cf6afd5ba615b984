/** The API's own description: for programs as OpenAPI 3.1, for people as a page. */
import { type Api, createApi } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import { ownOrigin } from '../where-from.ts';
import { docsPage } from './docs-page.ts';
import { type OpenApiDocument, openApiDocument } from './document.ts';

export function openApiRoutes(
  { version, where }: Pick<HttpDeps, 'version' | 'where'>,
  definitions: () => Api['openAPIRegistry']['definitions'],
) {
  const documents = new Map<string, OpenApiDocument>();

  /** Written once for each address that we are reached at; routes do not change. */
  function documentFor(origin: string): OpenApiDocument {
    const known = documents.get(origin) ?? openApiDocument(definitions(), { version, origin });
    // A client may claim any host: keep the first few only.
    if (documents.size < 4) documents.set(origin, known);
    return known;
  }

  return createApi()
    .get('/api/openapi.json', (c) =>
      c.json(documentFor(ownOrigin(c, where)), 200, {
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      }),
    )
    .get('/api/docs', (c) => docsPage(c, documentFor(ownOrigin(c, where))));
}
