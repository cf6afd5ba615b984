import type { WidgetConfig } from '@baton/protocol';
import { expect, it } from 'vitest';
import type { Storage } from '../page/storage.ts';
import { type ChatState, initialState } from './chat-state.ts';
import { createHelpful } from './helpful.ts';
import { createStore } from './store.ts';

function aChat(kept: Record<string, boolean> = {}) {
  const store = createStore<ChatState>(initialState({} as WidgetConfig));
  const told: [string, boolean | null][] = [];
  const memory: Record<string, unknown> = { helpful: kept };
  const server = { up: true };
  const tab = {
    get: (name: string) => memory[name] ?? null,
    set: (name: string, value: unknown) => void (memory[name] = value),
  } as unknown as Storage['tab'];
  const say = createHelpful(
    store,
    { session: async () => 'token', renew: async () => null },
    {
      async sayHelpful(_token, id, { helpful }) {
        if (!server.up) return { ok: false, trouble: 'network', status: 0, retryAfter: null };
        told.push([id, helpful]);
        return { ok: true, value: null };
      },
    },
    { tab },
  );
  return { say, store, told, memory, server };
}

it('is shown at once, told, and kept for this tab', async () => {
  const { say, store, told, memory } = aChat({ old: false });
  const telling = say('msg_1', true);
  expect(store.state.helpful).toEqual({ old: false, msg_1: true });
  expect(await telling).toBe(true);
  expect(told).toEqual([['msg_1', true]]);
  expect(memory['helpful']).toEqual({ old: false, msg_1: true });
});

it('what could not be told is taken back to what the server knows', async () => {
  const { say, store, server, memory } = aChat();
  await say('msg_1', true);
  server.up = false;
  expect(await say('msg_1', false)).toBe(false);
  expect(store.state.helpful).toEqual({ msg_1: true });
  expect(memory['helpful']).toEqual({ msg_1: true });
});

it('of several quick changes the last one counts, at the server too', async () => {
  const { say, store, told } = aChat();
  await Promise.all([say('msg_1', true), say('msg_1', null), say('msg_1', false)]);
  expect(told.at(-1)).toEqual(['msg_1', false]);
  expect(store.state.helpful).toEqual({ msg_1: false });
});
