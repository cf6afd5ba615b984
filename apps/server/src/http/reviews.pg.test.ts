// Reviews as a caller meets them: several teammates, other people's conversations, and nonsense.

import { newId } from '../platform/ids.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let scene: Scene;
beforeAll(async () => {
  test = await createTestApp({ rateLimits: false });
  scene = await createScene(test);
});
afterAll(() => test.drop());

describe('reviews over HTTP', () => {
  it('a conversation shows who marked what, as it is by now', async () => {
    const { id, decisionId } = await scene.decided();
    const colleague = await scene.colleague();
    await scene.browser.post(`/api/decisions/${decisionId}/review`, { verdict: 'right' });
    await colleague.browser.post(`/api/decisions/${decisionId}/review`, { verdict: 'right' });
    await scene.browser.post(`/api/decisions/${decisionId}/review`, { verdict: 'wrong' });
    const { body } = await scene.browser.get(`/api/conversations/${id}/reviews`);
    expect(body.reviews).toHaveLength(1);
    expect(body.reviews[0]).toMatchObject({ decisionId, conversationId: id, revision: 3 });
    const said = body.reviews[0].marks.map(
      (mark: { teammateId: string; verdict: string }) => `${mark.teammateId} ${mark.verdict}`,
    );
    expect(new Set(said)).toEqual(
      new Set([`${scene.teammate.id} wrong`, `${colleague.teammate.id} right`]),
    );
  });

  it('a conversation without marks has none, and one that is not there is not found', async () => {
    const { id } = await scene.decided();
    expect((await scene.browser.get(`/api/conversations/${id}/reviews`)).body).toEqual({
      reviews: [],
    });
    const nowhere = await scene.browser.get(`/api/conversations/${newId('cnv')}/reviews`);
    expect(nowhere.status).toBe(404);
  });

  it('a verdict that does not fit what the AI did is refused in words', async () => {
    const answered = await scene.decided('answer');
    const { status, body } = await scene.browser.post(
      `/api/decisions/${answered.decisionId}/review`,
      { verdict: 'needed' },
    );
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(body.detail).toContain('right or wrong');
  });

  it.each([
    [{}],
    [{ verdict: 'maybe' }],
    [{ verdict: 1 }],
    [{ verdict: 'right', about: 'the weather' }],
    [{ verdict: ['right'] }],
    [[]],
    [null],
  ])('%j is no mark', async (nonsense) => {
    const { decisionId } = await scene.decided();
    const path = `/api/decisions/${decisionId}/review`;
    const { status } = await scene.browser.call('POST', path, undefined, {
      raw: JSON.stringify(nonsense),
      headers: { 'content-type': 'application/json' },
    });
    expect([400, 422]).toContain(status);
  });

  it.each(['', 'risk=', 'risk=NaN', 'risk=-1', 'risk=0', 'risk=1e9', 'risk=0.9', 'risk=five'])(
    'a budget of "%s" is refused',
    async (query) => {
      const path = `/api/ai-agents/${scene.aiAgent.id}/budget?${query}`;
      expect(await scene.browser.get(path)).toMatchObject({
        status: 422,
        body: { code: 'invalid_input' },
      });
    },
  );

  it('the queue shows what was asked and answered, and lets go of what is marked', async () => {
    const fresh = await createScene(test);
    const { decisionId } = await fresh.decided('answer');
    const path = `/api/ai-agents/${fresh.aiAgent.id}/reviews/queue`;
    const { body } = await fresh.browser.get(path);
    expect(body.items).toMatchObject([
      { decisionId, outcome: 'answer', answer: { given: true, text: 'Ten hours.' } },
    ]);
    await fresh.browser.post(`/api/decisions/${decisionId}/review`, { verdict: 'right' });
    expect((await fresh.browser.get(path)).body).toEqual({ items: [], drawn: 1, marked: 1 });
  });

  it('a customer says whether an answer helped, and cannot say it for another', async () => {
    const mine = await scene.decided();
    const theirs = await scene.decided();
    const path = `/messages/${mine.messageId}/helpful`;
    expect((await mine.widget.post(path, { helpful: false })).status).toBe(204);
    expect((await theirs.widget.post(path, { helpful: true })).status).toBe(404);
    expect((await mine.widget.post(path, { helpful: 'very' })).status).toBe(422);
    const { body } = await scene.browser.get(`/api/conversations/${mine.id}/reviews`);
    expect(body.reviews).toMatchObject([{ helpful: false, answer: null, marks: [] }]);
  });
});
