/** A teammate who is disabled leaves no customer behind, whatever happens in the same moment. */
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

const stored = async (id: string) => {
  const [row] = await test.database.query<{ controller: string; assignee: string | null }>(
    'select controller, assignee_id as assignee from conversations where id = $1',
    [id],
  );
  return row;
};

describe('disabling a teammate', () => {
  it('"chats stuck on absent teammates": what they have is in the queue when that is answered', async () => {
    const { browser } = scene;
    const { teammate: tia } = await scene.colleague();
    const theirs = await Promise.all([scene.claimed(), scene.claimed()]);
    for (const { id } of theirs) {
      await browser.post(`/api/conversations/${id}/transfer`, { to: tia.id });
    }
    const mine = await scene.claimed();
    const closed = await scene.claimed();
    await browser.post(`/api/conversations/${closed.id}/transfer`, { to: tia.id });
    await browser.post(`/api/conversations/${closed.id}/resolve`);
    expect((await browser.patch(`/api/teammates/${tia.id}`, { disabled: true })).status).toBe(200);
    for (const { id } of theirs) {
      expect(await stored(id)).toEqual({ controller: 'queue', assignee: null });
    }
    expect(await stored(mine.id)).toMatchObject({ controller: 'human' });
  });

  it('"assignment to someone without the right to reply": a transfer of the same moment is refused, or comes back', async () => {
    const { browser } = scene;
    for (let round = 0; round < 4; round += 1) {
      const { teammate: tia } = await scene.colleague();
      const { id } = await scene.claimed();
      const give = () => browser.post(`/api/conversations/${id}/transfer`, { to: tia.id });
      const disable = () => browser.patch(`/api/teammates/${tia.id}`, { disabled: true });
      const [one, other] = round % 2 === 0 ? [give, disable] : [disable, give];
      await Promise.all([one(), other()]);
      expect((await stored(id))?.assignee).not.toBe(tia.id);
    }
  });
});
