// What strangers, broken programs and unlucky people send, and what each of them gets.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let scene: Scene;
beforeAll(async () => {
  test = await createTestApp();
  scene = await createScene(test);
});
afterAll(() => test.drop());

const newestText = async (id: string) => {
  const { body } = await scene.browser.get(`/api/conversations/${id}`);
  return body.events.findLast((event: { body?: string }) => event.body !== undefined).body;
};

describe('a message', () => {
  it('of one megabyte is refused before it is read, in words that name the limit', async () => {
    const { status, body } = await test.widget(scene.aiAgent.widgetKey).say('x'.repeat(1_000_000));
    expect(status).toBe(413);
    expect(body).toMatchObject({ code: 'too_large' });
    expect(body.detail).toContain('20000 characters');
  });

  it('that only claims to be small is counted as it streams in', async () => {
    const { widget } = await scene.asked();
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(0x20)),
    });
    const { status, body } = await widget.post('/messages', undefined, {
      raw: endless,
      headers: { 'content-type': 'application/json' },
    });
    expect(status).toBe(413);
    expect(body.code).toBe('too_large');
  });

  it('one character too long is refused by name', async () => {
    const { status, body } = await test.widget(scene.aiAgent.widgetKey).say('x'.repeat(20_001));
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { path: 'body', message: 'a message has at most 20000 characters' },
    ]);
  });

  it.each(['', '   \n\t ', '\u0000\u0000'])('of nothing (%j) is refused', async (empty) => {
    const { status, body } = await test.widget(scene.aiAgent.widgetKey).say(empty);
    expect(status).toBe(422);
    expect(body.detail).toBe('The message is empty.');
  });

  it.each([
    ['HTML and script', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
    ['right-to-left text', 'מתי תגיע החבילה שלי? أين طلبي؟'],
    ['emoji and combined characters', 'Wo ist mein Paket? 📦👩‍👩‍👧‍👦🏳️‍🌈 e\u0301'],
    ['quotes and backslashes', `'; drop table messages; -- \\u0000 \\ud800 "x"`],
  ])('with %s is kept as it is, as text', async (_kind, text) => {
    const { id, widget } = await scene.asked(text);
    expect(await newestText(id)).toBe(text);
    const { body } = await widget.get('/conversation');
    expect(body.snapshot.entries.at(-1)).toMatchObject({ author: 'you', body: text });
  });

  it('with NUL characters loses them; a broken surrogate becomes the mark for it', async () => {
    const { id } = await scene.asked('one\u0000 two \ud83d three \udce6');
    expect(await newestText(id)).toBe('one two \ufffd three \ufffd');
  });

  it('sent twice with the same id is stored once, and says so', async () => {
    const widget = test.widget(scene.aiAgent.widgetKey);
    const first = await widget.say('Hello?', { clientMessageId: 'the-same-id' });
    const again = await widget.say('Hello?', { clientMessageId: 'the-same-id' });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect([first.body.changed, again.body.changed]).toEqual([true, false]);
    expect(again.body.snapshot).toEqual(first.body.snapshot);
  });

  it("to another customer's conversation finds none", async () => {
    const theirs = await scene.asked();
    const { status, body } = await test
      .widget(scene.aiAgent.widgetKey)
      .say('Let me in', { conversationId: theirs.id });
    expect(status).toBe(404);
    expect(body.code).toBe('not_found');
  });
});

describe('a body', () => {
  const send = (raw: string, type: string) =>
    scene.browser.post('/api/session', undefined, { raw, headers: { 'content-type': type } });

  it('that is no JSON is called malformed', async () => {
    const { status, body } = await send('{"email": ', 'application/json');
    expect(status).toBe(400);
    expect(body.code).toBe('malformed_request');
  });

  it('of another kind is refused by its kind', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/json']) {
      const { status, body } = await send('{}', type);
      expect(status).toBe(415);
      expect(body.code).toBe('unsupported_media_type');
    }
  });

  it('that is missing, or no object, names what is missing', async () => {
    expect((await scene.browser.post('/api/session')).body.code).toBe('invalid_input');
    expect((await send('null', 'application/json')).body).toMatchObject({ code: 'invalid_input' });
    expect((await send('[1]', 'application/json')).body).toMatchObject({ code: 'invalid_input' });
  });

  it('with a number that no column can hold is refused by name', async () => {
    const path = `/api/ai-agents/${scene.aiAgent.id}/policy/replay`;
    const { status, body } = await scene.browser.post(path, {
      policy: { kind: 'version', version: 2 ** 31 },
      since: '2026-01-01T00:00:00.000Z',
      limit: 1,
    });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path: 'policy.version' }]);
  });

  it('cannot smuggle fields that every object has', async () => {
    const { id } = await scene.asked();
    const raw = '{"tag":"x","__proto__":{"by":"nobody"},"constructor":1}';
    const { status } = await scene.browser.post(`/api/conversations/${id}/tags`, undefined, {
      raw,
      headers: { 'content-type': 'application/json' },
    });
    expect(status).toBe(200);
    expect(({} as { by?: string }).by).toBeUndefined();
  });
});

describe('an id', () => {
  it.each([
    '/api/conversations/cnv_00000000000000000000000000',
    '/api/conversations/nonsense',
    "/api/conversations/cnv_';drop--",
    '/api/conversations/%00',
    '/api/documents/doc_00000000000000000000000000',
    '/api/decisions/dec_00000000000000000000000000',
    '/api/ai-agents/agt_00000000000000000000000000',
  ])('that leads nowhere (%s) is not found', async (path) => {
    const { status, body } = await scene.browser.get(path);
    expect(status).toBe(404);
    expect(body.code).toBe('not_found');
  });

  it('in a search or page token can be anything, and breaks nothing', async () => {
    for (const odd of ['%00', '%ff', "'", '%25', '\u{1f4e6}', '%ED%A0%80']) {
      const list = await scene.browser.get(`/api/conversations?view=open&q=${odd}`);
      expect([odd, list.status]).toEqual([odd, 200]);
      const paged = await scene.browser.get(`/api/conversations?view=open&page=${odd}`);
      expect([200, 422]).toContain(paged.status);
      const documents = await scene.browser.get(
        `/api/ai-agents/${scene.aiAgent.id}/documents?q=${odd}&page=${odd}`,
      );
      expect([odd, documents.status]).toEqual([odd, 200]);
    }
  });
});

describe('a conversation', () => {
  it('that is claimed already names who has it', async () => {
    const { id } = await scene.waiting();
    const tia = await scene.colleague();
    expect((await tia.browser.post(`/api/conversations/${id}/claim`)).status).toBe(200);
    const late = await scene.browser.post(`/api/conversations/${id}/claim`);
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'already_claimed', teammateId: tia.teammate.id });
  });

  it('claimed by many at once goes to one', async () => {
    const { id } = await scene.waiting();
    const people = await Promise.all(
      [1, 2, 3, 4].map((n) => scene.colleague(`racer-${n}@shop.example`)),
    );
    const outcomes = await Promise.all(
      people.map(({ browser }) => browser.post(`/api/conversations/${id}/claim`)),
    );
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 409)).toHaveLength(3);
    const { body } = await scene.browser.get(`/api/conversations/${id}`);
    const winner = people[outcomes.findIndex(({ status }) => status === 200)]!;
    expect(body.summary.assigneeId).toBe(winner.teammate.id);
  });

  it('that is resolved opens again for a reply, and can be neither claimed nor handed back', async () => {
    const { id } = await scene.resolved();
    for (const ask of ['claim', 'take-over', 'hand-back']) {
      const { status, body } = await scene.browser.post(`/api/conversations/${id}/${ask}`);
      expect(status).toBe(409);
      expect(body.code).toBe('conversation_resolved');
      expect(body.detail).toContain('reopen it before you');
    }
    const late = { clientMessageId: 'one-more-thing', body: 'One more thing' };
    const { body } = await scene.browser.post(`/api/conversations/${id}/replies`, late);
    expect(body).toMatchObject({ changed: true, summary: { status: 'open', controller: 'human' } });
  });

  it('is not given to somebody who is not there', async () => {
    const { id } = await scene.claimed();
    const { status } = await scene.browser.post(`/api/conversations/${id}/transfer`, {
      to: 'tmt_00000000000000000000000000',
    });
    expect(status).toBe(422);
  });
});

describe('an address', () => {
  it('that the API does not have is not found, as a problem', async () => {
    for (const path of ['/api/nothing', '/widget/v1/nothing', '/widget/v2/config', '/api/']) {
      const { status, headers } = await scene.browser.get(path);
      expect([path, status]).toEqual([path, path.startsWith('/widget/v1') ? 401 : 404]);
      expect(headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('asked in a way it does not take says which it takes', async () => {
    const { status, headers, body } = await scene.browser.call('PUT', '/api/teammates');
    expect(status).toBe(405);
    expect(body).toMatchObject({ code: 'method_not_allowed' });
    expect(headers.get('allow')).toContain('GET');
  });
});
