/** Deliveries, on a real database and over real sockets: in order, signed, none lost. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ConversationId } from '@baton/protocol';
import { ana } from '@baton/testkit';
import { eventually } from '@baton/testkit/database';
import { describe, expect, it } from 'vitest';
import { appendFeed, currentCursor, pruneFeed, readFeed } from '../../../platform/feed/index.ts';
import { createSafeFetch } from '../../../platform/safe-fetch/index.ts';
import { type Call, says } from '../../answering/actions/testing/other-server.ts';
import { aHandoff, aReply } from '../../conversations/testing/desk.ts';
import { signatures } from './core/signature.ts';
import type { Webhooks } from './index.ts';
import { key, parsed, scope, typesOf, webhookDesk, workspaceId } from './testing/webhook-desk.ts';

const desk = webhookDesk();

describe('a delivery', () => {
  it('tells each event once, in order, signed so that the receiver can be sure', async () => {
    const webhooks = desk.aServer();
    const { secret } = await desk.added(webhooks);
    const id = await desk.customerWrites();
    await desk.conversations().execute(scope, id, aHandoff(1));
    await desk.conversations().execute(scope, id, aReply(ana));
    await eventually(() => expect(desk.other.calls).toHaveLength(5));
    expect(typesOf(desk.other.calls)).toEqual([
      'conversation.started',
      'message.received',
      'conversation.handed_off',
      'conversation.assigned',
      'message.replied',
    ]);
    for (const { headers, body } of desk.other.calls) {
      const toSign = {
        id: String(headers['webhook-id']),
        timestamp: Number(headers['webhook-timestamp']),
        body,
      };
      expect(headers['webhook-signature']).toBe(signatures(toSign, [secret]));
      expect(headers['content-type']).toBe('application/json');
      expect(Math.abs(toSign.timestamp - Date.now() / 1_000)).toBeLessThan(60);
    }
    expect(new Set(desk.other.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(5);
  });

  it('is of the events that were chosen, and of this workspace only', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks, {
      ...desk.everything(),
      events: ['message.replied'],
    });
    const foreign = 'wsp_00000000000000000000000077' as typeof workspaceId;
    await desk.database.query(
      `insert into workspaces (id, name) values ($1, 'Others') on conflict do nothing`,
      [foreign],
    );
    await webhooks.add(foreign, desk.everything('/foreign'));
    const id = await desk.customerWrites();
    await desk.conversations().execute(scope, id, aReply(ana));
    await eventually(() => expect(desk.other.calls).toHaveLength(1));
    expect(typesOf(desk.other.calls)).toEqual(['message.replied']);
    expect(desk.other.calls[0]?.path).toBe('/hooks');
    expect(await webhooks.pause(foreign, webhook.id)).toMatchObject({ code: 'not_found' });
    await desk.database.query('delete from workspaces where id = $1', [foreign]);
  });

  it('that failed is sent again with the same id, and says in the log what happened', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks, {
      ...desk.everything(),
      events: ['conversation.started'],
    });
    desk.other.answers(says('Down for lunch.\u0000', 503));
    await desk.customerWrites();
    await eventually(async () =>
      expect((await desk.log(webhooks, webhook.id))[0]).toMatchObject({
        state: 'waiting',
        attempts: 1,
        last: { status: 503, response: 'Down for lunch.', problem: expect.stringContaining('503') },
      }),
    );
    expect((await desk.one(webhooks, webhook.id))?.failingSince).not.toBeNull();
    desk.other.answers(says({ ok: true }));
    await desk.timePasses();
    await eventually(async () =>
      expect((await desk.log(webhooks, webhook.id))[0]).toMatchObject({
        state: 'delivered',
        attempts: 2,
        last: { status: 200, problem: null },
      }),
    );
    const seen = desk.other.calls.map(({ headers, body }) => [headers['webhook-id'], body]);
    expect(seen[0]).toEqual(seen[1]);
    expect(await desk.one(webhooks, webhook.id)).toMatchObject({ failingSince: null, waiting: 0 });
  });

  it('that redirects is not followed', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks);
    desk.other.answers((call, response) => {
      if (call.path === '/hooks')
        response.writeHead(307, { location: `${desk.other.url}/elsewhere` });
      response.end();
    });
    await desk.customerWrites();
    await eventually(async () =>
      expect((await desk.log(webhooks, webhook.id)).at(-1)?.last?.problem).toContain('redirects'),
    );
    expect(desk.other.calls.every(({ path }) => path === '/hooks')).toBe(true);
  });

  it('does not reach into a network, whatever the address is spelled like', async () => {
    const { webhook } = await desk.added(desk.idleServer());
    const guarded = createSafeFetch({ userAgent: 'test' });
    // A name may lead there from one day to the next: looked at again with every request.
    const webhooks = desk.aServer({ web: guarded });
    await desk.customerWrites();
    await eventually(async () =>
      expect((await desk.log(webhooks, webhook.id)).at(-1)?.last).toMatchObject({
        status: null,
        problem: expect.stringContaining('BATON_ALLOW_PRIVATE_FETCH'),
      }),
    );
    expect(desk.other.calls).toEqual([]);
    await guarded.close();
  });

  it('is taken by its status: an answer that is endless or breaks off takes nothing back', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks);
    desk.other.answers((_, response) => {
      response.writeHead(200);
      response.write('x'.repeat(100_000));
    });
    await desk.customerWrites();
    await eventually(async () =>
      expect((await desk.log(webhooks, webhook.id)).map(({ state }) => state)).toEqual([
        'delivered',
        'delivered',
      ]),
    );
  });

  it('goes with the conversation that it speaks of', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks);
    const id = await desk.customerWrites();
    await eventually(async () => expect(await desk.log(webhooks, webhook.id)).toHaveLength(2));
    await desk.database.query('delete from conversations where id = $1', [id]);
    expect(await desk.log(webhooks, webhook.id)).toEqual([]);
  });
});

describe('order', () => {
  it('a conversation’s later event waits for the earlier one; other conversations do not', async () => {
    const webhooks = desk.aServer();
    await desk.added(webhooks, {
      ...desk.everything(),
      events: ['message.received', 'message.replied'],
    });
    let stuck: ConversationId | undefined = await desk.customerWrites('first');
    const blocked = stuck;
    desk.other.answers((call, response) => {
      response.writeHead(
        parsed(call).type !== 'webhook.test' && call.body.includes(stuck ?? 'nobody') ? 500 : 200,
      );
      response.end();
    });
    await desk.conversations().execute(scope, blocked, aReply(ana));
    const free = await desk.customerWrites('second');
    await desk.conversations().execute(scope, free, aReply(ana));
    const delivered = (id: ConversationId) =>
      desk.other.calls.filter(({ body }) => body.includes(id)).map((call) => parsed(call).type);
    await eventually(() =>
      expect(delivered(free)).toEqual(['message.received', 'message.replied']),
    );
    expect(delivered(blocked)).not.toContain('message.replied');
    stuck = undefined;
    await desk.timePasses();
    await eventually(() => expect(delivered(blocked).at(-1)).toBe('message.replied'));
  });
});

describe('"webhook delivered once and lost"', () => {
  it('the feed forgets nothing that has still to be told', async () => {
    const idle = desk.idleServer();
    await desk.added(idle);
    await desk.customerWrites();
    const soon = new Date(Date.now() + 60_000);
    await eventually(async () => expect(await idle.behind(soon)).toBe(true));
    const webhooks = desk.aServer();
    await eventually(() => expect(desk.other.calls).toHaveLength(2));
    await eventually(async () => expect(await webhooks.behind(soon)).toBe(false));
  });

  it('a cursor that is of no use any more goes on from now, and does not stand still', async () => {
    const webhooks = desk.aServer();
    await desk.added(webhooks);
    await appendFeed(desk.database, [{ workspaceId, type: 'nothing', data: {} }]);
    await desk.database.query(`update webhook_cursors set cursor = '1.1'`);
    await pruneFeed(desk.database, new Date(Date.now() + 60_000));
    await eventually(async () => {
      const [row] = await desk.database.query<{ cursor: string }>(
        'select cursor from webhook_cursors',
      );
      expect(row?.cursor).not.toBe('1.1');
    });
    await desk.customerWrites();
    await eventually(() => expect(desk.other.calls.length).toBeGreaterThanOrEqual(2));
  });

  it('a cursor that got lost is found again, and what happened since is told', async () => {
    const idle = desk.idleServer();
    const after = await currentCursor(desk.database);
    const before = await desk.customerWrites('before anybody listened');
    // What the feed does not hand out yet counts as later.
    await eventually(async () =>
      expect(await readFeed(desk.database, { workspaceId, after, limit: 100 })).toMatchObject({
        entries: expect.arrayContaining([expect.objectContaining({ conversationId: before })]),
      }),
    );
    await desk.added(idle);
    await desk.database.query('delete from webhook_cursors');
    const id = await desk.customerWrites();
    desk.aServer();
    await eventually(() => expect(desk.other.calls).toHaveLength(2));
    expect(desk.other.calls.every(({ body }) => body.includes(id))).toBe(true);
    // From now on it goes on.
    await desk.conversations().execute(scope, id, aReply(ana));
    await eventually(() => expect(typesOf(desk.other.calls).at(-1)).toBe('message.replied'));
    expect(desk.other.calls).toHaveLength(4);
  });

  it('a cursor that got lost long ago begins with what the feed still has', async () => {
    const idle = desk.idleServer();
    await desk.added(idle);
    await desk.customerWrites('long ago');
    // Forgotten once no transaction is older.
    await eventually(async () => {
      await pruneFeed(desk.database, new Date(Date.now() + 60_000));
      expect(await desk.database.query('select 1 from feed')).toEqual([]);
    });
    await desk.database.query('delete from webhook_cursors');
    desk.aServer();
    const id = await desk.customerWrites();
    await eventually(() => expect(desk.other.calls.length).toBeGreaterThanOrEqual(2));
    expect(desk.other.calls.every(({ body }) => body.includes(id))).toBe(true);
  });

  it('three servers tell each event once between them', async () => {
    const [webhooks] = [desk.aServer(), desk.aServer(), desk.aServer()] as [
      Webhooks,
      Webhooks,
      Webhooks,
    ];
    await desk.added(webhooks);
    const count = 25;
    await Promise.all(Array.from({ length: count }, () => desk.customerWrites()));
    await eventually(() => expect(desk.other.calls.length).toBeGreaterThanOrEqual(2 * count));
    const said = desk.other.calls.map(({ body }) => body);
    expect(new Set(said).size).toBe(2 * count);
    const rows = await desk.database.query<{ n: number }>(
      'select count(*)::int as n from webhook_deliveries',
    );
    expect(rows[0]?.n).toBe(2 * count);
  });

  it('servers killed by SIGKILL amid deliveries lose none, and the id says what came twice', async () => {
    const idle = desk.idleServer();
    await desk.added(idle);
    // In a bad mood: slow, failing, breaking off; never for good.
    desk.other.answers((_, response) => {
      const mood = Math.random();
      if (mood < 0.1) response.destroy();
      else if (mood < 0.2) says('', 500)(desk.other.calls[0] as Call, response);
      else setTimeout(() => response.end(), mood * 30);
    });
    const script = fileURLToPath(new URL('testing/webhook-server.ts', import.meta.url));
    const begin = async (): Promise<ChildProcess> => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', script, desk.databaseUrl, key.toString('base64')],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      if (child.stdout === null) throw new Error('no stdout');
      await once(createInterface(child.stdout), 'line');
      return child;
    };
    const kills = Number(process.env['WEBHOOK_KILLS'] ?? 1);
    const each = 8;
    const count = each * (kills + 1);
    // Two at a time, so that what a dead one had under way is taken over by one that is there.
    let servers = await Promise.all([begin(), begin()]);
    try {
      for (let n = 0; n < count; n += 1) {
        await desk.customerWrites(`message ${n}`);
        if (n % each === each - 1 && n < each * kills) {
          const [first, second] = servers;
          first.kill('SIGKILL');
          servers = n < each * (kills - 1) ? [second, await begin()] : [second, second];
        }
        await desk.timePasses();
      }
      await eventually(async () => {
        await desk.timePasses();
        const rows = await desk.database.query<{ state: string; count: number }>(
          'select state, count(*)::int from webhook_deliveries group by state',
        );
        // All of them: what was not made into a delivery yet is not delivered either.
        expect(rows).toEqual([{ state: 'delivered', count: 2 * count }]);
      });
    } finally {
      for (const server of servers) server.kill('SIGKILL');
    }
    const stored = await desk.database.query<{ id: string; body: string }>(
      'select id, body from webhook_deliveries',
    );
    expect(stored).toHaveLength(2 * count);
    const heard = new Map(
      desk.other.calls.map(({ headers, body }) => [headers['webhook-id'], body]),
    );
    for (const { id, body } of stored) expect(heard.get(id)).toBe(body);
    expect(heard.size).toBe(stored.length);
  }, 60_000);
});
