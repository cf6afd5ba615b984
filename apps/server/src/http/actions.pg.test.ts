/** Actions and identity over HTTP: who may, what is said, what is never said. */
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCancellation, aField, aLookUp } from '../modules/answering/actions/testing/an-action.ts';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

const KEY = 's3cr3t-key-of-the-shop';
let test: TestApp;
let scene: Scene;
beforeAll(async () => {
  test = await createTestApp({ rateLimits: false });
});
afterAll(() => test.drop());
beforeEach(async () => {
  scene = await createScene(test);
  test.sent.length = 0;
});

describe('defining actions', () => {
  it('is for managers; every teammate sees them', async () => {
    const { id } = await scene.action();
    const { browser } = await scene.colleague();
    const actions = `/api/ai-agents/${scene.aiAgent.id}/actions`;
    expect((await browser.get(actions)).body.actions).toHaveLength(1);
    for (const attempt of [
      await browser.post(actions, aLookUp()),
      await browser.call('PUT', `/api/actions/${id}`, aLookUp()),
      await browser.call('DELETE', `/api/actions/${id}`),
      await browser.post(`/api/actions/${id}/try`, { values: { order: '1' } }),
      await browser.post(`/api/ai-agents/${scene.aiAgent.id}/identity-secret`, {}),
    ]) {
      expect(attempt.body).toMatchObject({ code: 'forbidden' });
    }
  });

  it('tells what is wrong, with its place', async () => {
    const { status, body } = await scene.browser.post(
      `/api/ai-agents/${scene.aiAgent.id}/actions`,
      {
        ...aLookUp({ url: 'https://{{host}}/x', fields: [aField({ type: 'choice' })] }),
      },
    );
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'fields.0.choices',
      'url',
    ]);
  });

  it('at an address where nothing is sent is not kept, and one that was kept can be switched off', async () => {
    const actions = `/api/ai-agents/${scene.aiAgent.id}/actions`;
    for (const url of [
      'http://127.0.0.1/orders',
      'http://[::1]:8080/orders',
      'http://169.254.169.254/latest/meta-data',
      'http://localhost:3000/orders/{{order}}',
      'http://2852039166/',
      'https://shop.example:5432/orders',
    ]) {
      const { status, body } = await scene.browser.post(actions, aLookUp({ url }));
      expect([url, status]).toEqual([url, 422]);
      expect(body.errors).toEqual([
        { path: 'url', message: expect.stringMatching(/private network|belongs to another/) },
      ]);
    }
    expect((await scene.browser.get(actions)).body.actions).toEqual([]);

    // Kept while the operator let it lead there.
    const { id } = await scene.action();
    const inside = { url: 'http://10.0.0.7/orders/{{order}}', headers: [] };
    await test.database.query(
      `update actions set definition = definition || $2::jsonb where id = $1`,
      [id, JSON.stringify({ url: inside.url })],
    );
    const put = (changes: object) =>
      scene.browser.call('PUT', `/api/actions/${id}`, aLookUp({ ...inside, ...changes }));
    expect((await put({})).body.errors).toMatchObject([{ path: 'url' }]);
    expect((await put({ enabled: false })).status).toBe(200);
    expect((await put({ enabled: false, url: 'http://10.0.0.8/' })).status).toBe(422);
  });

  it('never says a secret again, and keeps one that is left out', async () => {
    const made = await scene.action();
    expect(JSON.stringify(made)).not.toContain(KEY);
    expect(made.headers).toEqual([{ name: 'authorization', value: null, secret: true }]);
    const headers = [{ name: 'authorization', secret: true }];
    const changed = await scene.browser.call(
      'PUT',
      `/api/actions/${made.id}`,
      aLookUp({ name: 'Find an order', headers }),
    );
    expect(changed.body.action).toMatchObject({ name: 'Find an order', version: 2 });
    await scene.browser.post(`/api/actions/${made.id}/try`, { values: { order: '7' } });
    expect(test.sent[0]?.headers).toEqual({ authorization: `Bearer ${KEY}` });
    const [row] = await test.database.query<{ stored: string }>(
      'select a::text as stored from actions a where id = $1',
      [made.id],
    );
    expect(row?.stored).not.toContain(KEY);
  });

  it('moved to another server needs its secrets anew', async () => {
    const { id } = await scene.action();
    const moved = await scene.browser.call(
      'PUT',
      `/api/actions/${id}`,
      aLookUp({
        url: 'https://elsewhere.example/{{order}}',
        headers: [{ name: 'authorization', secret: true }],
      }),
    );
    expect(moved.body.errors).toEqual([
      { path: 'headers.0.value', message: 'must be entered (again)' },
    ]);
  });

  it('has an end at fifty', async () => {
    for (let i = 0; i < 50; i += 1) await scene.action(aLookUp({ name: `Action ${i}` }));
    const { body } = await scene.browser.post(
      `/api/ai-agents/${scene.aiAgent.id}/actions`,
      aLookUp(),
    );
    expect(body).toMatchObject({ code: 'invalid_input', detail: expect.stringContaining('50') });
  });

  it('is tried with values that fit, and the secret is masked wherever it comes back', async () => {
    const { id } = await scene.action();
    const attempt = (values: object) => scene.browser.post(`/api/actions/${id}/try`, { values });
    expect((await attempt({})).body.errors).toEqual([
      { path: 'values.order', message: 'is missing' },
    ]);
    test.answers({ status: 'sent', echo: `Bearer ${KEY}` });
    const { body } = await attempt({ order: '1042' });
    expect(body).toMatchObject({
      ok: true,
      status: 200,
      says: 'Your order is sent.',
      request: { method: 'GET', url: 'https://api.shop.example/orders/1042', body: null },
      problem: null,
    });
    expect(JSON.stringify(body)).not.toContain(KEY);
    expect(await test.database.query('select 1 from action_runs')).toEqual([]);
  });
});

describe('another workspace', () => {
  it('sees, changes, tries and decides nothing here', async () => {
    const { runId, actionId, id } = await scene.awaitingApproval();
    const { browser } = await createScene(test);
    for (const attempt of [
      await browser.get(`/api/ai-agents/${scene.aiAgent.id}/actions`),
      await browser.post(`/api/ai-agents/${scene.aiAgent.id}/actions`, aLookUp()),
      await browser.call('PUT', `/api/actions/${actionId}`, aLookUp()),
      await browser.call('DELETE', `/api/actions/${actionId}`),
      await browser.post(`/api/actions/${actionId}/try`, { values: { order: '1' } }),
      await browser.get(`/api/ai-agents/${scene.aiAgent.id}/action-runs`),
      await browser.get(`/api/conversations/${id}/action-runs`),
      await browser.post(`/api/action-runs/${runId}/approve`, {}),
      await browser.post(`/api/action-runs/${runId}/decline`, {}),
      await browser.get(`/api/ai-agents/${scene.aiAgent.id}/identity-secret`),
    ]) {
      expect(attempt.status).toBe(404);
    }
    expect(test.sent).toEqual([]);
  });
});

describe('runs', () => {
  it('are decided by any teammate, once; the other one is told', async () => {
    const { runId, id } = await scene.awaitingApproval();
    const { browser, teammate } = await scene.colleague();
    const note = 'Within 14 days.';
    const { body } = await browser.post(`/api/action-runs/${runId}/approve`, { note });
    expect(body.run).toMatchObject({ state: 'running', decidedBy: teammate.id, note });
    const second = await scene.browser.post(`/api/action-runs/${runId}/decline`, {});
    expect(second.body).toMatchObject({ code: 'run_not_waiting', status: 409 });
    const opened = await scene.browser.get(`/api/conversations/${id}`);
    expect(opened.body.summary).toMatchObject({ controller: 'human', assigneeId: teammate.id });
  });

  it('are listed in pages, the newest first, of all actions or of one', async () => {
    const made = [];
    for (let i = 0; i < 3; i += 1) made.push(await scene.awaitingApproval());
    const list = (query: string) =>
      scene.browser.get(`/api/ai-agents/${scene.aiAgent.id}/action-runs?${query}`);
    const first = (await list('limit=2')).body;
    const second = (await list(`limit=2&page=${first.nextPage}`)).body;
    const ids = [...first.runs, ...second.runs].map(({ id }: { id: string }) => id);
    expect(ids).toEqual(made.map(({ runId }) => runId).reverse());
    expect(second.nextPage).toBeNull();
    expect((await list(`action=${made[0]?.actionId}`)).body.runs).toHaveLength(1);
    expect((await list('page=nonsense')).body.code).toBe('invalid_input');
  });
});

describe('a form in the chat', () => {
  const sent = (runId: string, values: object) => ({ submitted: { runId, values } });

  it('is sent as a message; what is wrong is told by field, and nothing is stored', async () => {
    const { widget, form } = await scene.form();
    const before = (await widget.get('/conversation')).body.snapshot.entries.length;
    const wrong = await widget.say('Order number:', sent(form.runId, { order: '' }));
    expect(wrong).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'submitted.values.order', message: 'is missing' }] },
    });
    expect((await widget.get('/conversation')).body.snapshot.entries).toHaveLength(before);
    const right = await widget.say('Order number: 1042', sent(form.runId, { order: '1042' }));
    expect(right.body.snapshot.entries.at(-1)).toMatchObject({
      author: 'you',
      submitted: { runId: form.runId, values: { order: '1042' } },
    });
  });

  it('goes to its own conversation, and is not there for another customer', async () => {
    const { form } = await scene.form();
    const { widget: stranger } = await scene.asked();
    const refused = await stranger.say('1042', sent(form.runId, { order: '1042' }));
    expect(refused).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('resent is the same message, also when the run is long over', async () => {
    const { widget, form } = await scene.form();
    const message = {
      clientMessageId: 'the-same-form-1',
      body: 'Order number: 1042',
      ...sent(form.runId, { order: '1042' }),
    };
    expect((await widget.post('/messages', message)).body.changed).toBe(true);
    await test.database.query("update action_runs set state = 'succeeded' where id = $1", [
      form.runId,
    ]);
    expect((await widget.post('/messages', message)).body.changed).toBe(false);
    const again = await widget.say('1042', sent(form.runId, { order: '1042' }));
    expect(again.body).toMatchObject({ code: 'conflict' });
  });

  it('after a handoff asks the team to approve', async () => {
    const { widget, form, id } = await scene.form(aCancellation({ sensitive: false }));
    await scene.browser.post(`/api/conversations/${id}/take-over`);
    await widget.say('Order number: 1042', sent(form.runId, { order: '1042' }));
    const { body } = await scene.browser.get(`/api/conversations/${id}/action-runs`);
    expect(body.runs).toMatchObject([
      { state: 'awaiting_approval', inputs: [{ label: 'Order number', value: '1042' }] },
    ]);
  });
});

describe('identity', () => {
  const vouched = async (claims: Record<string, unknown> = {}) => {
    const path = `/api/ai-agents/${scene.aiAgent.id}/identity-secret`;
    const { body } = await scene.browser.post(path, {});
    expect((await scene.browser.get(path)).body).toMatchObject({ set: true });
    const exp = Math.floor(test.clock.now().getTime() / 1_000) + 600;
    return new SignJWT({ sub: 'user-7', exp, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(body.secret));
  };
  const open = (token: string | null, identity: string | null) =>
    test
      .widget(scene.aiAgent.widgetKey)
      .post('/sessions', { key: scene.aiAgent.widgetKey, token, identity });

  it('makes the customer known to the team as verified, with their thread', async () => {
    const { widget, id } = await scene.asked();
    const identity = await vouched({ name: 'Cleo', email: 'cleo@shop.example' });
    const { status, body } = await open(widget.token(), identity);
    expect(status).toBe(200);
    expect(body).toMatchObject({ identified: true, snapshot: { conversation: { id } } });
    const { summary } = (await scene.browser.get(`/api/conversations/${id}`)).body;
    expect(summary.contact).toMatchObject({
      name: 'Cleo',
      email: 'cleo@shop.example',
      verified: true,
    });
  });

  it('is not overwritten by what somebody types', async () => {
    const { body } = await open(null, await vouched({ name: 'Cleo' }));
    const widget = test.widget(scene.aiAgent.widgetKey);
    widget.use(body.token);
    await widget.post('/contact', { name: 'The boss', email: 'boss@shop.example' });
    const said = await widget.say('Hello?');
    const { id } = said.body.snapshot.conversation;
    const { summary } = (await scene.browser.get(`/api/conversations/${id}`)).body;
    expect(summary.contact).toMatchObject({
      name: 'Cleo',
      email: 'boss@shop.example',
      verified: true,
    });
  });

  it('that is not valid is refused, and nothing changes', async () => {
    await vouched();
    const { widget } = await scene.asked();
    const refused = await open(widget.token(), 'not.a.token');
    expect(refused).toMatchObject({ status: 401, body: { code: 'identity_not_valid' } });
    expect((await widget.get('/conversation')).status).toBe(200);
  });
});
