// Two whole workspaces on one installation, and somebody of the one who walks every route there is
// with the ids of the other, in every place where an id can be. Nothing is found, nothing is said,
// nothing changes. Routes come from their own descriptions, so a new one is walked by itself.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, openApiDocument } from './openapi/document.ts';
import { type Belongings, belongingsOf, rowsNaming, sumOf } from './testing/belongings.ts';
import { hollowApp } from './testing/hollow-app.ts';
import { type MadeUp, madeUpRequests, placesForIds } from './testing/made-up.ts';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

const document = openApiDocument(hollowApp({}).openAPIRegistry.definitions, {
  version: '1',
  origin: 'https://baton.example',
});
const { schemas } = document.components;

interface Route {
  name: string;
  method: string;
  path: string;
  operation: Operation;
}

const routes: Route[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    operation,
  })),
);
const behind = (scheme: string): Route[] =>
  routes.filter(({ operation }) => operation.security.some((named) => scheme in named));

/**
 * Bodies that no description tells whole: a made-up one would be refused before anybody asks whose
 * it is. Everything that a route takes beside these is made up.
 */
const bodies: Record<string, object> = {
  // Either of two, neither of which must be there.
  'POST /widget/v1/contact': { name: 'Walker' },
};

let test: TestApp;
let ours: Scene;
let mine: Belongings;
let theirs: Belongings;
let theirScene: Scene;
/** Of all that is theirs, before anybody walked: it never changes. */
let theirSum: Record<string, string>;

beforeAll(async () => {
  test = await createTestApp({ rateLimits: false });
  ours = await createScene(test);
  theirScene = await createScene(test);
  for (const scene of [ours, theirScene]) await live(scene);
  mine = await belongingsOf(test.database, ours.workspaceId);
  theirs = await belongingsOf(test.database, theirScene.workspaceId);
  theirSum = await sumOf(test.database, theirScene.workspaceId);
}, 60_000);
afterAll(() => test.drop());

/** One of everything. */
async function live(scene: Scene): Promise<void> {
  const { browser, aiAgent } = scene;
  await scene.colleague();
  await scene.document();
  await scene.website();
  await scene.form();
  await scene.awaitingApproval();
  const { decisionId } = await scene.decided();
  await browser.post(`/api/decisions/${decisionId}/review`, { answer: 'right' });
  await browser.post('/api/invites', { email: null, role: 'teammate' });
  await browser.post(`/api/ai-agents/${aiAgent.id}/policy/replay`, {
    policy: { kind: 'version', version: 1 },
  });
  const { body } = await browser.post('/api/webhooks', {
    url: 'https://hooks.example/baton',
    events: ['conversation.started'],
  });
  await browser.post(`/api/webhooks/${body.webhook?.id}/test`);
  const { id } = await scene.claimed();
  await browser.post(`/api/conversations/${id}/notes`, {
    clientMessageId: 'note-of-a-regular',
    body: `A regular of ${scene.workspaceId}.`,
  });
  await browser.post(`/api/conversations/${id}/tags`, { tag: `tag-${scene.workspaceId}` });
}

interface Walker {
  caller: { call: ReturnType<TestApp['browser']>['call'] };
  own: Record<string, string>;
  others: Belongings;
}

interface Step {
  request: MadeUp;
  status: number;
  answer: unknown;
  /** The path leads to something of the others. */
  intoTheirs: boolean;
}

const never = (prefix: string) => `${prefix}_${'0'.repeat(26)}`;

/** The others' ids in all places at once, then in each place alone among one's own. */
async function walk(route: Route, { caller, own, others }: Walker): Promise<Step[]> {
  const places = placesForIds(route.path, route.operation, schemas);
  const only = places > 1 ? Array.from({ length: places }, (_, place) => place) : [];
  const steps: Step[] = [];
  for (const foreign of ['everywhere' as const, ...only]) {
    const requests = madeUpRequests(route.path, route.operation, schemas, () => {
      let place = -1;
      return (prefix) => {
        place += 1;
        const from = foreign === 'everywhere' || foreign === place ? others.ids : own;
        return from[prefix] ?? never(prefix);
      };
    });
    for (const request of requests) {
      const body =
        request.body === undefined
          ? undefined
          : { ...(request.body as object), ...bodies[route.name] };
      const { status, body: answer } = await caller.call(
        route.method,
        request.path,
        request.multipart ? undefined : body,
        request.multipart ? { raw: aFile() } : {},
      );
      const intoTheirs = others.all.some((id) => request.path.split('?')[0]?.includes(id));
      steps.push({ request: { ...request, body }, status, answer, intoTheirs });
    }
  }
  return steps;
}

function aFile(): FormData {
  const form = new FormData();
  const file = new File(['# Walk\n\nBy.'], 'walk.md', { type: 'text/markdown' });
  form.append('files', file);
  return form;
}

function expectNothingFound(route: Route, steps: readonly Step[], others: Belongings): void {
  expect(steps.length, `${route.name} was walked`).toBeGreaterThan(0);
  for (const { request, status, answer, intoTheirs } of steps) {
    const asked = JSON.stringify(request);
    const where = `${route.name} ${asked} → ${status} ${JSON.stringify(answer)}`.slice(0, 900);
    expect(status, where).toBeLessThan(500);
    if (intoTheirs) expect([400, 403, 404, 422], where).toContain(status);
    const said = JSON.stringify(answer) ?? '';
    const leaked = others.all.filter((id) => said.includes(id) && !asked.includes(id));
    expect(leaked, where).toEqual([]);
  }
  // A request that was refused for its form proves nothing of who may.
  const reached = steps.filter(({ status }) => status !== 400 && status !== 422);
  expect(
    reached.length,
    `${route.name} was only ever refused for its form; give it a body above: ${JSON.stringify(steps[0])}`,
  ).toBeGreaterThan(0);
}

const named = (route: Route) => [route.name, route] as const;
/** It ends the walker's session: last. */
const lastOut = (route: Route) => (route.name === 'DELETE /api/session' ? 1 : 0);

describe('somebody of one workspace, with the ids of another', () => {
  const walked = behind('session').toSorted((a, b) => lastOut(a) - lastOut(b));

  it.each(walked.map(named))('%s', async (_name, route) => {
    const { status } = await ours.browser.get('/api/session');
    expect(status).toBe(200);
    const steps = await walk(route, { caller: ours.browser, own: mine.ids, others: theirs });
    expectNothingFound(route, steps, theirs);
    expect(await sumOf(test.database, theirScene.workspaceId)).toEqual(theirSum);
  });

  it('has left none of them in a row of their own', async () => {
    const named = await rowsNaming(test.database, ours.workspaceId, theirs.all);
    // The audit log keeps what somebody asked for, also in vain.
    expect(named.filter(([table]) => table !== 'audit_log')).toEqual([]);
  });
});

describe('a customer of one workspace, with the ids of another', () => {
  it.each(behind('widgetToken').map(named))('%s', async (_name, route) => {
    const { widget } = await ours.form();
    const steps = await walk(route, { caller: widgetOf(widget), own: mine.ids, others: theirs });
    expectNothingFound(route, steps, theirs);
    expect(await sumOf(test.database, theirScene.workspaceId)).toEqual(theirSum);
  });
});

describe('a customer, with the ids of another of the same workspace', () => {
  it.each(behind('widgetToken').map(named))('%s', async (_name, route) => {
    const { widget } = await ours.asked();
    const { widget: _, id } = await ours.form();
    const [{ contact_id: contactId }] = (await test.database.query<{ contact_id: string }>(
      'select contact_id from conversations where id = $1',
      [id],
    )) as [{ contact_id: string }];
    const about = [id, contactId];
    const neighbour = await belongingsOf(test.database, ours.workspaceId, about);
    // Both are customers of one AI agent, and know its name.
    const others = {
      ids: neighbour.ids,
      all: neighbour.all.filter((each) => !/^(?:wsp|agt|tmt|act)_/.test(each)),
    };
    const before = await sumOf(test.database, ours.workspaceId, about);
    const steps = await walk(route, { caller: widgetOf(widget), own: mine.ids, others });
    expectNothingFound(route, steps, others);
    expect(await sumOf(test.database, ours.workspaceId, about)).toEqual(before);
  });
});

const widgetOf = (widget: ReturnType<TestApp['widget']>): Walker['caller'] => ({
  call: (method, path, body, options) =>
    widget.call(method, path.replace('/widget/v1', ''), body, options),
});

describe('the walk', () => {
  it('would notice an answer with something of theirs, one that says yes, and a route it cannot enter', () => {
    const [route] = behind('session') as [Route];
    const step = (status: number, answer: unknown, path = '/api/x'): Step => ({
      request: { path, body: undefined, multipart: false },
      status,
      answer,
      intoTheirs: theirs.all.some((id) => path.includes(id)),
    });
    const look =
      (...steps: Step[]) =>
      () =>
        expectNothingFound(route, steps, theirs);
    const theirConversation = theirs.ids['cnv'] ?? '';
    expect(look(step(200, { ids: ['cnv_mine'] }))).not.toThrow();
    expect(look(step(200, { deep: [{ id: theirConversation }] }))).toThrow('to deeply equal');
    const into = `/api/conversations/${theirConversation}`;
    expect(look(step(204, null, into))).toThrow('to include');
    expect(look(step(500, null))).toThrow('to be less than 500');
    expect(look(step(422, null))).toThrow('give it a body');
    expect(look()).toThrow('was walked');
  });

  it('knows every route: each is for teammates, for customers, or for whoever holds its key', () => {
    const walked = new Set(
      [...behind('session'), ...behind('widgetToken')].map(({ name }) => name),
    );
    const open = routes.map(({ name }) => name).filter((name) => !walked.has(name));
    // What opens these is a secret or a public key in the request, and says itself whose it is. Of
    // links by mail anybody may ask, and hears the same whatever there is.
    expect(open.toSorted()).toEqual([
      'DELETE /api/session',
      'GET /api/invites/by-token/{token}',
      'GET /api/password-resets',
      'GET /api/setup',
      'GET /widget/v1/config',
      'POST /api/invites/accept',
      'POST /api/password-resets',
      'POST /api/password-resets/look',
      'POST /api/password-resets/use',
      'POST /api/session',
      'POST /api/session/code',
      'POST /api/session/second-factor',
      'POST /api/session/second-factor/confirm',
      'POST /api/setup',
      'POST /widget/v1/sessions',
    ]);
  });

  it('has one of every kind of thing that a route can be asked for', () => {
    const kinds = new Set<string>();
    for (const { path, operation } of routes)
      madeUpRequests(path, operation, schemas, () => (prefix) => {
        kinds.add(prefix);
        return never(prefix);
      });
    expect([...kinds].filter((kind) => theirs.ids[kind] === undefined)).toEqual([]);
    expect([...kinds].filter((kind) => mine.ids[kind] === undefined)).toEqual([]);
  });
});
