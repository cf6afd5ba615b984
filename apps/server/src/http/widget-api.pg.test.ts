import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

const day = 24 * 60 * 60_000;
let test: TestApp;
let scene: Scene;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.drop());
beforeEach(async () => {
  scene = await createScene(test);
  test.clock.advance(60_000);
});

const allow = (allowedOrigins: string[]) =>
  scene.browser.patch(`/api/ai-agents/${scene.aiAgent.id}`, { allowedOrigins });
const widget = (origin?: string) => test.widget(scene.aiAgent.widgetKey, origin);

describe('the widget on a website', () => {
  it('learns how it looks, opens a session and goes on with it', async () => {
    const chat = widget();
    const config = await chat.get(`/config?key=${scene.aiAgent.widgetKey}`);
    expect(config.body).toMatchObject({ look: { position: 'right' }, teammatesOnline: true });
    expect(config.headers.get('access-control-allow-origin')).toBe('*');

    const opened = await chat.open();
    expect(opened.body).toMatchObject({ snapshot: null });
    const said = await chat.say('Where is my parcel?');
    expect(said.body.snapshot.entries).toMatchObject([
      { kind: 'message', author: 'you', body: 'Where is my parcel?' },
    ]);
    const again = await chat.open();
    expect(again.body.token).toBe(opened.body.token);
    expect(again.body.snapshot).toEqual(said.body.snapshot);
  });

  it('is answered with what it does not have yet, or with all where it does not say', async () => {
    const { id, widget: chat } = await scene.claimed();
    const { body: before } = await chat.get('/conversation');
    const known = before.snapshot.conversation.version;
    const reply = { clientMessageId: 'a-reply-0002', body: 'Meanwhile, from Ola.' };
    await scene.browser.post(`/api/conversations/${id}/replies`, reply);
    const again = { clientMessageId: 'a-message-0001', conversationId: id };
    const said = await chat.say('And now?', { ...again, knownVersion: known });
    expect(said.body.snapshot.entries).toMatchObject([
      { body: 'Meanwhile, from Ola.' },
      { author: 'you', body: 'And now?' },
    ]);
    const { body: whole } = await chat.get('/conversation');
    expect(said.body.snapshot.conversation).toEqual(whole.snapshot.conversation);
    expect([...before.snapshot.entries, ...said.body.snapshot.entries]).toEqual(
      whole.snapshot.entries,
    );
    const asked = async (more: Record<string, unknown>) =>
      (await chat.say('And now?', { ...again, ...more })).body.snapshot.entries;
    // A widget from before that was asked for; one that knows nothing, or another conversation.
    expect(await asked({})).toEqual(whole.snapshot.entries);
    expect(await asked({ knownVersion: 0 })).toEqual(whole.snapshot.entries);
    const { version } = whole.snapshot.conversation;
    expect(await asked({ knownVersion: version })).toEqual([]);
    expect(await asked({ knownVersion: 2_000_000_000 })).toEqual([]);
    expect(await asked({ knownVersion: version, conversationId: null })).toEqual(
      whole.snapshot.entries,
    );
  });

  it('shows who answers by name, and nothing of what the team says among itself', async () => {
    const { id, widget: chat } = await scene.claimed();
    await scene.browser.post(`/api/conversations/${id}/notes`, {
      clientMessageId: 'a-secret-note',
      body: 'Third time this week.',
    });
    await scene.browser.post(`/api/conversations/${id}/replies`, {
      clientMessageId: 'a-reply-0001',
      body: 'I will look.',
    });
    const { body } = await chat.get('/conversation');
    expect(body.snapshot.conversation.teammateName).toBe('Ola Owner');
    expect(body.snapshot.entries.at(-1)).toMatchObject({
      author: 'teammate',
      authorName: 'Ola Owner',
      body: 'I will look.',
    });
    const text = JSON.stringify(body);
    expect(text).not.toContain('Third time');
    expect(text).not.toContain(scene.teammate.id);
  });

  it('tells the team which page the customer is on, if it is one', async () => {
    const started = async (page: string) => {
      const { body } = await widget().say('Hello', { page });
      const opened = await scene.browser.get(`/api/conversations/${body.snapshot.conversation.id}`);
      return opened.body.events[0];
    };
    expect(await started('https://shop.example/cart?x=1')).toMatchObject({
      type: 'conversationStarted',
      page: 'https://shop.example/cart?x=1',
    });
    expect(await started('javascript:alert(1)')).toMatchObject({ page: null });
  });

  it('tells the team how the customer can be reached', async () => {
    const { id, widget: chat } = await scene.asked();
    const contact = { name: 'Cleo', email: 'Cleo@Home.example' };
    expect((await chat.post('/contact', contact)).status).toBe(204);
    const { body } = await scene.browser.get(`/api/conversations/${id}`);
    expect(body.summary.contact).toMatchObject({ name: 'Cleo', email: 'cleo@home.example' });
    expect((await chat.post('/contact', {})).body.code).toBe('invalid_input');
  });
});

describe('allowed websites', () => {
  it('are all, while no list was made', async () => {
    expect((await widget('https://anywhere.example').open()).status).toBe(200);
  });

  it('once listed, are these and Baton itself; another can read why not', async () => {
    await allow(['https://shop.example']);
    expect((await widget('https://shop.example').open()).status).toBe(200);
    expect((await widget('http://localhost').open()).status).toBe(200);

    const refused = widget('https://elsewhere.example');
    for (const answer of [
      await refused.open(),
      await refused.get(`/config?key=${scene.aiAgent.widgetKey}`),
    ]) {
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({ code: 'origin_not_allowed' });
      expect(answer.body.detail).toContain('https://elsewhere.example');
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('taken off the list lose their running chats too', async () => {
    const { widget: chat } = await scene.asked();
    await allow(['https://elsewhere.example']);
    expect((await chat.say('Hello?')).body.code).toBe('origin_not_allowed');
  });

  it('ask beforehand once in two hours, not for every message', async () => {
    const response = await test.app.request('/widget/v1/messages', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-max-age')).toBe('7200');
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('are not known for a key that nobody has', async () => {
    const { status, body } = await test.widget('wk_nobody').open();
    expect(status).toBe(404);
    expect(body.code).toBe('not_found');
  });
});

describe('a token', () => {
  it('that was stolen by another website is of no use there, nor is one made up', async () => {
    const { widget: chat } = await scene.asked();
    const thief = widget('https://thief.example');
    for (const token of [chat.token() ?? '', 'A'.repeat(43), 'short']) {
      thief.use(token);
      const { status, body } = await thief.get('/conversation');
      expect(status).toBe(401);
      expect(body.code).toBe('widget_session_expired');
    }
    expect((await chat.get('/conversation')).status).toBe(200);
  });

  it('that has expired leads to a new session with nothing of the old one', async () => {
    const { widget: chat } = await scene.asked();
    const old = chat.token();
    test.clock.advance(30 * day);
    expect((await chat.say('Still there?')).body.code).toBe('widget_session_expired');
    const opened = await chat.open();
    expect(opened.body.token).not.toBe(old);
    expect(opened.body.snapshot).toBeNull();
  });
});

describe('a flood', () => {
  it('of messages is slowed down after ten, and told for how long', async () => {
    const chat = widget();
    for (let i = 0; i < 10; i++) expect((await chat.say(`message ${i}`)).status).toBe(200);
    const limited = await chat.say('one too many');
    expect(limited.status).toBe(429);
    expect(limited.body).toMatchObject({ code: 'rate_limited', retryAfter: 3 });
    expect(limited.headers.get('retry-after')).toBe('3');
    expect(limited.headers.get('access-control-expose-headers')).toContain('retry-after');
    test.clock.advance(3_000);
    expect((await chat.say('patience')).status).toBe(200);
  });

  it('of sessions from one address is slowed down too', async () => {
    const chat = widget();
    const open = () =>
      chat.call('POST', '/sessions', { key: scene.aiAgent.widgetKey }, { address: '10.9.9.9' });
    let { status } = await open();
    for (let i = 0; i < 130 && status === 200; i++) ({ status } = await open());
    expect(status).toBe(429);
  });
});
