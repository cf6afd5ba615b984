/** The paths of sources, documents, passages and versions over a `World`. */
import type { ChangeSourceRequest, KnowledgeSource, PassageChange } from '@baton/protocol';
import { detailOf, versionsOf } from './knowledge.ts';
import { id } from './ids.ts';
import { helpCentre, pages } from './sources.ts';
import type { World } from './world.ts';
import { type Answer, ok, problem } from './answers.ts';

/** POST /ai-agents/:id/sources */
export function addSource(world: World, body: { url?: string }): Answer {
  const url = body.url ?? '';
  if (url.includes('localhost'))
    return problem('invalid_input', 'Something in the request is not right', {
      errors: [{ path: 'url', message: 'leads to this machine’s own network, which is not read' }],
    });
  const source: KnowledgeSource = {
    ...helpCentre,
    ...(body as Partial<KnowledgeSource>),
    id: id('src', 50 + world.sources.length) as never,
    url: `https://${url.replace(/^https?:\/\//, '')}`,
    name: url.replace(/^https?:\/\//, ''),
    state: 'reading',
    notice: null,
    lastReadAt: null,
    nextReadAt: null,
    documentCount: 0,
    passageCount: 0,
    failedCount: 0,
    progress: null,
  };
  world.changeSource(source);
  return ok({ source });
}

/** /sources/:id… */
export function sources(
  world: World,
  method: string,
  path: string[],
  url: URL,
  body: ChangeSourceRequest,
): Answer {
  const found = world.sources.find(({ id: known }) => known === path[1]);
  if (!found) return problem('not_found');
  const changed = (change: Partial<KnowledgeSource>) =>
    ok({ source: world.changeSource({ ...found, ...change }) });
  switch (path[2]) {
    case 'pages': {
      const state = url.searchParams.get('state');
      const q = url.searchParams.get('q') ?? '';
      return ok({
        pages: pages.filter(
          (page) =>
            (!state || page.state === state) && `${page.url} ${page.title ?? ''}`.includes(q),
        ),
        nextPage: null,
      });
    }
    case 'read':
      return changed({ state: 'reading', error: null });
    case 'stop':
      return changed({ state: 'stopped' });
    default:
      if (method === 'GET') return ok({ source: found });
      if (method === 'PATCH')
        return changed({
          ...body,
          settings: { ...helpCentre.settings, ...body.settings } as KnowledgeSource['settings'],
        } as Partial<KnowledgeSource>);
      world.sources.splice(world.sources.indexOf(found), 1);
      world.emit({ type: 'source.removed', sourceId: found.id });
      return ok();
  }
}

/** /documents/:id… */
export function documents(world: World, method: string, path: string[]): Answer {
  const found = world.documents.find(({ id: known }) => known === path[1]);
  if (!found) return problem('not_found');
  if (path[2] === 'versions') {
    const versions = versionsOf(found);
    if (!path[3]) return ok({ versions: versions.map(({ version }) => version) });
    const one = versions.find(({ version }) => version.version === Number(path[3]));
    return one ? ok(one) : problem('not_found');
  }
  if (method === 'GET') {
    const detail = detailOf(found);
    return ok({
      ...detail,
      passages: detail.passages.map((one) => world.passages.get(one.id) ?? one),
    });
  }
  world.documents.splice(world.documents.indexOf(found), 1);
  world.emit({ type: 'document.removed', documentId: found.id });
  return ok();
}

/** PATCH /passages/:id */
export function changePassage(world: World, passageId: string, change: PassageChange): Answer {
  const document = world.documents[0];
  const now =
    world.passages.get(passageId) ??
    (document && detailOf(document).passages.find(({ id: known }) => known === passageId));
  if (!now) return problem('not_found');
  if (change.version !== undefined && change.version !== now.version) return problem('conflict');
  const original = now.originalText ?? now.text;
  const text = change.text === undefined ? now.text : (change.text ?? original);
  const edited = text !== original;
  const passage = {
    ...now,
    text,
    edited,
    originalText: edited ? original : null,
    excluded: change.excluded ?? now.excluded,
    pinnedQuestions: change.pinnedQuestions ?? now.pinnedQuestions,
    outdated: change.text === undefined && now.outdated,
    version: now.version + 1,
  };
  world.passages.set(passageId, passage);
  return ok({ passage });
}
