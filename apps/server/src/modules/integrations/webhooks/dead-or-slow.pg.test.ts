/** Who does not take what is sent, or takes long over it: it holds up nobody else. */
import { once } from 'node:events';
import { WEBHOOK_LIMITS } from '@baton/protocol';
import { ana } from '@baton/testkit';
import { eventually } from '@baton/testkit/database';
import { describe, expect, it } from 'vitest';
import type { SafeFetch } from '../../../platform/safe-fetch/index.ts';
import { says } from '../../answering/actions/testing/other-server.ts';
import { aReply } from '../../conversations/testing/desk.ts';
import { claimDue } from './deliver.ts';
import type { DeliveryEnd } from './index.ts';
import { scope, typesOf, webhookDesk, workspaceId } from './testing/webhook-desk.ts';

const desk = webhookDesk();

describe('who is dead', () => {
  it('delays nobody else, and is asked now and then by one delivery', async () => {
    const webhooks = desk.aServer();
    const dead = await desk.added(webhooks, desk.everything('/dead'));
    await desk.added(webhooks, desk.everything('/alive'));
    desk.other.answers((call, response) => {
      // Never answers: each attempt takes as long as it may.
      if (call.path === '/alive') response.end();
    });
    const count = 30;
    for (let n = 0; n < count; n += 1) await desk.customerWrites();
    await eventually(() =>
      expect(desk.other.calls.filter(({ path }) => path === '/alive')).toHaveLength(2 * count),
    );
    await eventually(async () =>
      expect((await desk.one(webhooks, dead.webhook.id))?.failingSince).not.toBeNull(),
    );
    // It rests before a third of them could have tried.
    const tries = desk.other.calls.filter(({ path }) => path === '/dead').length;
    expect(tries).toBeLessThan(count);
  });

  it('back again, it gets everything, in order', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks);
    desk.other.answers(says('', 500));
    for (let n = 0; n < 10; n += 1) await desk.customerWrites();
    await eventually(async () =>
      expect(
        (await desk.database.query<{ n: number }>('select failures as n from webhooks'))[0]?.n,
      ).toBeGreaterThan(2),
    );
    desk.other.forget();
    await desk.database.query('update webhooks set resting_until = null');
    await desk.database.query(
      `update webhook_deliveries set due_at = now()
       where id = (select id from webhook_deliveries where state = 'waiting' order by seq limit 1)`,
    );
    webhooks.wake();
    await eventually(() => expect(desk.other.calls).toHaveLength(20));
    await eventually(async () => expect((await desk.one(webhooks, webhook.id))?.waiting).toBe(0));
  });

  it('answering 410 turns it off; resuming sends what waited', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks);
    desk.other.answers(says('', 410));
    await desk.customerWrites();
    await eventually(async () =>
      expect(await desk.one(webhooks, webhook.id)).toMatchObject({
        state: 'off',
        offBecause: 'gone',
      }),
    );
    desk.other.forget();
    expect(await webhooks.resume(workspaceId, webhook.id)).toMatchObject({ state: 'active' });
    await eventually(() =>
      expect(typesOf(desk.other.calls)).toEqual(['conversation.started', 'message.received']),
    );
  });

  it('after three days a delivery is given up, kept, and can be sent again', async () => {
    const ends: DeliveryEnd[] = [];
    const webhooks = desk.aServer({ ended: (end) => ends.push(end) });
    const { webhook } = await desk.added(webhooks, {
      ...desk.everything(),
      events: ['message.received'],
    });
    desk.other.answers(says('', 500));
    await desk.customerWrites();
    await eventually(async () =>
      expect((await desk.log(webhooks, webhook.id))[0]).toMatchObject({ last: { status: 500 } }),
    );
    await desk.database.query(`update webhook_deliveries set expires_at = now()`);
    await desk.database.query(`update webhooks set failing_since = now() - interval '4 days'`);
    await desk.timePasses();
    await eventually(async () =>
      expect((await desk.log(webhooks, webhook.id, 'dead'))[0]).toMatchObject({ attempts: 2 }),
    );
    expect(await desk.one(webhooks, webhook.id)).toMatchObject({
      state: 'off',
      offBecause: 'failing',
      dead: 1,
    });
    desk.other.forget();
    await webhooks.resume(workspaceId, webhook.id);
    expect(await webhooks.resendDead(workspaceId, webhook.id)).toEqual({ count: 1 });
    await eventually(async () =>
      expect((await desk.log(webhooks, webhook.id))[0]).toMatchObject({ state: 'delivered' }),
    );
    // Whoever counts hears of each attempt once it is noted.
    await eventually(() => expect(ends).toEqual(['failed', 'given_up', 'delivered']));
  });

  it('holds a bounded number of deliveries, and says that there were more', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks);
    await webhooks.pause(workspaceId, webhook.id);
    const id = await desk.customerWrites();
    await eventually(async () => expect((await desk.one(webhooks, webhook.id))?.waiting).toBe(2));
    await desk.database.query(
      `insert into webhook_deliveries (id, workspace_id, webhook_id, event, conversation_id, body, expires_at)
       select id || n, workspace_id, webhook_id, event, conversation_id, '{}', expires_at
       from webhook_deliveries, generate_series(1, $1 / 2) n`,
      [WEBHOOK_LIMITS.waiting - 2],
    );
    await desk.conversations().execute(scope, id, aReply(ana));
    await eventually(async () =>
      expect(await desk.one(webhooks, webhook.id)).toMatchObject({
        state: 'off',
        offBecause: 'overflow',
        waiting: WEBHOOK_LIMITS.waiting,
      }),
    );
  });
});

describe('who is slow', () => {
  it('delays nobody who is quick, however many they are', async () => {
    const asked = { slow: 0, quick: 0 };
    // No sockets: however busy this machine is, who is quick takes no time here.
    const web: Pick<SafeFetch, 'fetch' | 'refuses'> = {
      refuses: () => null,
      async fetch(url, { signal } = {}) {
        const path = new URL(url).pathname;
        if (path === '/quick') {
          asked.quick += 1;
          return { ok: true, url: String(url), status: 200, headers: {}, bytes: new Uint8Array() };
        }
        asked.slow += 1;
        // Until the end of the test: a place of theirs is never free again.
        if (signal !== undefined) await once(signal, 'abort');
        return { ok: false, code: 'stopped', words: 'It was stopped.', url: String(url) };
      },
    };
    const patience = { withinMs: 60_000, leaseMs: 90_000, pollMs: 20, slowAfterMs: 100 };
    const webhooks = desk.aServer({ web, patience });
    for (let n = 1; n < WEBHOOK_LIMITS.webhooksPerWorkspace; n += 1) {
      await desk.added(webhooks, { ...desk.everything('/slow'), events: ['message.received'] });
    }
    await desk.added(webhooks, { ...desk.everything('/quick'), events: ['message.replied'] });
    const started = [];
    for (let n = 0; n < 6; n += 1) started.push(await desk.customerWrites());
    // All 32 places of a server, and those that are for who is slow.
    await eventually(() => expect(asked.slow).toBeGreaterThanOrEqual(32));
    for (const id of started) await desk.conversations().execute(scope, id, aReply(ana));
    await eventually(() => expect(asked.quick).toBe(started.length));
  });

  it('or has all places that it may have takes no others’', async () => {
    const webhooks = desk.idleServer();
    const busy = await desk.added(webhooks);
    const next = await desk.added(webhooks);
    const relaying = desk.aServer();
    await Promise.all([busy, next].map(({ webhook }) => relaying.pause(workspaceId, webhook.id)));
    for (let n = 0; n < 5; n += 1) await desk.customerWrites();
    await eventually(async () =>
      expect((await desk.one(webhooks, next.webhook.id))?.waiting).toBe(10),
    );
    await relaying.stop({ graceMs: 0 });
    await desk.database.query(`update webhooks set state = 'active'`);
    const claim = (places: number, only: string[]) =>
      claimDue(desk.database, { places, leaseMs: 60_000, of: { only } });
    // Everybody's first place comes before anybody's second one.
    const both = await claim(2, [busy.webhook.id, next.webhook.id]);
    expect(new Set(both.map(({ webhookId }) => webhookId)).size).toBe(2);
    expect(await claim(10, [busy.webhook.id])).toHaveLength(3);
    // Never delivered anything either, and has more that is due: it would be first in every order.
    const got = await claim(1, [busy.webhook.id, next.webhook.id]);
    expect(got.map(({ webhookId }) => webhookId)).toEqual([next.webhook.id]);
  });
});
