/** Deliveries, on a real database and over real sockets: none is lost, none holds up another. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  type ConversationId,
  WEBHOOK_EVENTS,
  WEBHOOK_LIMITS,
  type WebhookDraft,
  type WebhookId,
  WebhookPayload,
} from '@baton/protocol';
import { ana, ids } from '@baton/testkit';
import { createTestDatabase, eventually, type TestDatabase } from '@baton/testkit/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/clock.ts';
import { appendFeed, pruneFeed } from '../../../platform/feed/index.ts';
import { type Database, inWorkspace } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { silentLog } from '../../../platform/log.ts';
import { createSafeFetch } from '../../../platform/safe-fetch/index.ts';
import { createSecrets } from '../../../platform/secrets/index.ts';
import {
  type Call,
  openOtherServer,
  type OtherServer,
  says,
} from '../../answering/actions/testing/other-server.ts';
import { createConversations } from '../../conversations/index.ts';
import {
  accepted,
  aHandoff,
  aReply,
  aiAgentId,
  furnish,
  newClientMessageId,
  scope,
  workspaceId,
} from '../../conversations/testing/desk.ts';
import { signatures } from './core/signature.ts';
import { createWebhooks, type DeliveryEnd, type Webhooks } from './index.ts';

const key = randomBytes(32);
const web = createSafeFetch({ userAgent: 'test', mayConnect: () => true });
const patience = { withinMs: 1_500, leaseMs: 3_000, pollMs: 20 };

let testDatabase: TestDatabase;
let database: Database;
let other: OtherServer;
const running: Webhooks[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect({ poolSize: 20 });
  await furnish(database);
  other = await openOtherServer();
});
beforeEach(async () => {
  other.forget();
  await database.query('delete from webhooks');
  await database.query('delete from webhook_cursors');
  await database.query('delete from conversations');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((webhooks) => webhooks.stop({ graceMs: 100 })));
});
afterAll(async () => {
  await other.close();
  await web.close();
  await testDatabase.drop();
});

/** A server: all the loops of one process. */
function aServer(client = web, ended?: (end: DeliveryEnd, count: number) => void): Webhooks {
  const webhooks = createWebhooks({
    database,
    secrets: createSecrets([key]),
    web: client,
    newId,
    log: silentLog(),
    patience,
    ended,
  });
  webhooks.start();
  running.push(webhooks);
  return webhooks;
}

const everything = (path = '/hooks'): WebhookDraft => ({
  url: `${other.url}${path}`,
  description: '',
  events: [...WEBHOOK_EVENTS],
});

async function added(webhooks: Webhooks, draft: WebhookDraft = everything()) {
  // Behind the wall between workspaces, as a request stands.
  const result = await inWorkspace(workspaceId, () => webhooks.add(workspaceId, draft));
  if ('kind' in result) throw new Error(result.detail);
  return result;
}

const conversations = () =>
  createConversations({
    database,
    clock: systemClock,
    newId,
    reactions: () => [],
    onCommitted: () => running.forEach((webhooks) => webhooks.wake()),
  });

let contacts = 100;
async function aCustomer() {
  contacts += 1;
  const id = ids.contact(contacts);
  await database.query('insert into contacts (id, workspace_id) values ($1, $2)', [
    id,
    workspaceId,
  ]);
  return id;
}

/** Somebody writes; two events. */
async function customerWrites(body = 'Where is my order?'): Promise<ConversationId> {
  const contactId = await aCustomer();
  const said = await conversations().sendCustomerMessage(scope, {
    contactId,
    aiAgentId,
    conversationId: null,
    clientMessageId: newClientMessageId(),
    body,
    page: null,
  });
  return accepted(said).summary.id;
}

const parsed = ({ body }: Call) => WebhookPayload.parse(JSON.parse(body));
const typesOf = (calls: readonly Call[]) => calls.map((call) => parsed(call).type);
const one = async (webhooks: Webhooks, id: WebhookId) =>
  (await webhooks.list(workspaceId)).find((each) => each.id === id);
const log = async (webhooks: Webhooks, id: WebhookId, state: string | null = null) => {
  const found = await webhooks.deliveries(workspaceId, id, { state, page: null, limit: 100 });
  if ('kind' in found) throw new Error(found.detail);
  return found.deliveries;
};
/** As if the time until the next try had passed. */
const timePasses = () =>
  database.transaction(async (tx) => {
    await tx.query('update webhooks set resting_until = null');
    await tx.query(
      `update webhook_deliveries set due_at = now() where state = 'waiting' and not leased`,
    );
  });

describe('a delivery', () => {
  it('tells each event once, in order, signed so that the receiver can be sure', async () => {
    const webhooks = aServer();
    const { secret } = await added(webhooks);
    const id = await customerWrites();
    await conversations().execute(scope, id, aHandoff(1));
    await conversations().execute(scope, id, aReply(ana));
    await eventually(() => expect(other.calls).toHaveLength(5));
    expect(typesOf(other.calls)).toEqual([
      'conversation.started',
      'message.received',
      'conversation.handed_off',
      'conversation.assigned',
      'message.replied',
    ]);
    for (const { headers, body } of other.calls) {
      const toSign = {
        id: String(headers['webhook-id']),
        timestamp: Number(headers['webhook-timestamp']),
        body,
      };
      expect(headers['webhook-signature']).toBe(signatures(toSign, [secret]));
      expect(headers['content-type']).toBe('application/json');
      expect(Math.abs(toSign.timestamp - Date.now() / 1_000)).toBeLessThan(60);
    }
    expect(new Set(other.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(5);
  });

  it('is of the events that were chosen, and of this workspace only', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks, { ...everything(), events: ['message.replied'] });
    const foreign = 'wsp_00000000000000000000000077' as typeof workspaceId;
    await database.query(
      `insert into workspaces (id, name) values ($1, 'Others') on conflict do nothing`,
      [foreign],
    );
    await webhooks.add(foreign, everything('/foreign'));
    const id = await customerWrites();
    await conversations().execute(scope, id, aReply(ana));
    await eventually(() => expect(other.calls).toHaveLength(1));
    expect(typesOf(other.calls)).toEqual(['message.replied']);
    expect(other.calls[0]?.path).toBe('/hooks');
    expect(await webhooks.pause(foreign, webhook.id)).toMatchObject({ code: 'not_found' });
    await database.query('delete from workspaces where id = $1', [foreign]);
  });

  it('that failed is sent again with the same id, and says in the log what happened', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks, {
      ...everything(),
      events: ['conversation.started'],
    });
    other.answers(says('Down for lunch.\u0000', 503));
    await customerWrites();
    await eventually(async () =>
      expect((await log(webhooks, webhook.id))[0]).toMatchObject({
        state: 'waiting',
        attempts: 1,
        last: { status: 503, response: 'Down for lunch.', problem: expect.stringContaining('503') },
      }),
    );
    expect((await one(webhooks, webhook.id))?.failingSince).not.toBeNull();
    other.answers(says({ ok: true }));
    await timePasses();
    await eventually(async () =>
      expect((await log(webhooks, webhook.id))[0]).toMatchObject({
        state: 'delivered',
        attempts: 2,
        last: { status: 200, problem: null },
      }),
    );
    const seen = other.calls.map(({ headers, body }) => [headers['webhook-id'], body]);
    expect(seen[0]).toEqual(seen[1]);
    expect(await one(webhooks, webhook.id)).toMatchObject({ failingSince: null, waiting: 0 });
  });

  it('that redirects is not followed', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks);
    other.answers((call, response) => {
      if (call.path === '/hooks') response.writeHead(307, { location: `${other.url}/elsewhere` });
      response.end();
    });
    await customerWrites();
    await eventually(async () =>
      expect((await log(webhooks, webhook.id)).at(-1)?.last?.problem).toContain('redirects'),
    );
    expect(other.calls.every(({ path }) => path === '/hooks')).toBe(true);
  });

  it('does not reach into a network, whatever the address is spelled like', async () => {
    const guarded = createSafeFetch({ userAgent: 'test' });
    const webhooks = aServer(guarded);
    const { webhook } = await added(webhooks);
    await customerWrites();
    await eventually(async () =>
      expect((await log(webhooks, webhook.id)).at(-1)?.last).toMatchObject({ status: null }),
    );
    expect(other.calls).toEqual([]);
    for (const url of ['ftp://a.example/', 'https://me:secret@a.example/', 'nonsense']) {
      expect(await webhooks.add(workspaceId, { ...everything(), url })).toMatchObject({
        code: 'invalid_input',
      });
    }
    await guarded.close();
  });

  it('is taken by its status: an answer that is endless or breaks off takes nothing back', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks);
    other.answers((_, response) => {
      response.writeHead(200);
      response.write('x'.repeat(100_000));
    });
    await customerWrites();
    await eventually(async () =>
      expect((await log(webhooks, webhook.id)).map(({ state }) => state)).toEqual([
        'delivered',
        'delivered',
      ]),
    );
  });

  it('goes with the conversation that it speaks of', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks);
    const id = await customerWrites();
    await eventually(async () => expect(await log(webhooks, webhook.id)).toHaveLength(2));
    await database.query('delete from conversations where id = $1', [id]);
    expect(await log(webhooks, webhook.id)).toEqual([]);
  });
});

describe('order', () => {
  it('a conversation’s later event waits for the earlier one; other conversations do not', async () => {
    const webhooks = aServer();
    await added(webhooks, { ...everything(), events: ['message.received', 'message.replied'] });
    let stuck: ConversationId | undefined = await customerWrites('first');
    const blocked = stuck;
    other.answers((call, response) => {
      response.writeHead(
        parsed(call).type !== 'webhook.test' && call.body.includes(stuck ?? 'nobody') ? 500 : 200,
      );
      response.end();
    });
    await conversations().execute(scope, blocked, aReply(ana));
    const free = await customerWrites('second');
    await conversations().execute(scope, free, aReply(ana));
    const delivered = (id: ConversationId) =>
      other.calls.filter(({ body }) => body.includes(id)).map((call) => parsed(call).type);
    await eventually(() =>
      expect(delivered(free)).toEqual(['message.received', 'message.replied']),
    );
    expect(delivered(blocked)).not.toContain('message.replied');
    stuck = undefined;
    await timePasses();
    await eventually(() => expect(delivered(blocked).at(-1)).toBe('message.replied'));
  });
});

describe('who is dead', () => {
  it('delays nobody else, and is asked now and then by one delivery', async () => {
    const webhooks = aServer();
    const dead = await added(webhooks, everything('/dead'));
    await added(webhooks, everything('/alive'));
    other.answers((call, response) => {
      // Never answers: each attempt takes as long as it may.
      if (call.path === '/alive') response.end();
    });
    const count = 30;
    for (let n = 0; n < count; n += 1) await customerWrites();
    await eventually(() =>
      expect(other.calls.filter(({ path }) => path === '/alive')).toHaveLength(2 * count),
    );
    await eventually(async () =>
      expect((await one(webhooks, dead.webhook.id))?.failingSince).not.toBeNull(),
    );
    // It rests before a third of them could have tried.
    const tries = other.calls.filter(({ path }) => path === '/dead').length;
    expect(tries).toBeLessThan(count);
  });

  it('back again, it gets everything, in order', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks);
    other.answers(says('', 500));
    for (let n = 0; n < 10; n += 1) await customerWrites();
    await eventually(async () =>
      expect(
        (await database.query<{ n: number }>('select failures as n from webhooks'))[0]?.n,
      ).toBeGreaterThan(2),
    );
    other.forget();
    await database.query('update webhooks set resting_until = null');
    await database.query(
      `update webhook_deliveries set due_at = now()
       where id = (select id from webhook_deliveries where state = 'waiting' order by seq limit 1)`,
    );
    webhooks.wake();
    await eventually(() => expect(other.calls).toHaveLength(20));
    await eventually(async () => expect((await one(webhooks, webhook.id))?.waiting).toBe(0));
  });

  it('answering 410 turns it off; resuming sends what waited', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks);
    other.answers(says('', 410));
    await customerWrites();
    await eventually(async () =>
      expect(await one(webhooks, webhook.id)).toMatchObject({ state: 'off', offBecause: 'gone' }),
    );
    other.forget();
    expect(await webhooks.resume(workspaceId, webhook.id)).toMatchObject({ state: 'active' });
    await eventually(() =>
      expect(typesOf(other.calls)).toEqual(['conversation.started', 'message.received']),
    );
  });

  it('after three days a delivery is given up, kept, and can be sent again', async () => {
    const ends: DeliveryEnd[] = [];
    const webhooks = aServer(web, (end) => ends.push(end));
    const { webhook } = await added(webhooks, { ...everything(), events: ['message.received'] });
    other.answers(says('', 500));
    await customerWrites();
    await eventually(async () =>
      expect((await log(webhooks, webhook.id))[0]).toMatchObject({ last: { status: 500 } }),
    );
    await database.query(`update webhook_deliveries set expires_at = now()`);
    await database.query(`update webhooks set failing_since = now() - interval '4 days'`);
    await timePasses();
    await eventually(async () =>
      expect((await log(webhooks, webhook.id, 'dead'))[0]).toMatchObject({ attempts: 2 }),
    );
    expect(await one(webhooks, webhook.id)).toMatchObject({
      state: 'off',
      offBecause: 'failing',
      dead: 1,
    });
    other.forget();
    await webhooks.resume(workspaceId, webhook.id);
    expect(await webhooks.resendDead(workspaceId, webhook.id)).toEqual({ count: 1 });
    await eventually(async () =>
      expect((await log(webhooks, webhook.id))[0]).toMatchObject({ state: 'delivered' }),
    );
    // Whoever counts hears of each attempt once it is noted.
    await eventually(() => expect(ends).toEqual(['failed', 'given_up', 'delivered']));
  });

  it('holds a bounded number of deliveries, and says that there were more', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks);
    await webhooks.pause(workspaceId, webhook.id);
    const id = await customerWrites();
    await eventually(async () => expect((await one(webhooks, webhook.id))?.waiting).toBe(2));
    await database.query(
      `insert into webhook_deliveries (id, workspace_id, webhook_id, event, conversation_id, body, expires_at)
       select id || n, workspace_id, webhook_id, event, conversation_id, '{}', expires_at
       from webhook_deliveries, generate_series(1, $1 / 2) n`,
      [WEBHOOK_LIMITS.waiting - 2],
    );
    await conversations().execute(scope, id, aReply(ana));
    await eventually(async () =>
      expect(await one(webhooks, webhook.id)).toMatchObject({
        state: 'off',
        offBecause: 'overflow',
        waiting: WEBHOOK_LIMITS.waiting,
      }),
    );
  });
});

describe('a manager', () => {
  it('pauses and resumes: what happened meanwhile comes then', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks);
    await webhooks.pause(workspaceId, webhook.id);
    await customerWrites();
    await eventually(async () => expect((await one(webhooks, webhook.id))?.waiting).toBe(2));
    expect(other.calls).toEqual([]);
    await webhooks.resume(workspaceId, webhook.id);
    await eventually(() => expect(other.calls).toHaveLength(2));
  });

  it('changes the secret: both sign for a day, then the new one', async () => {
    const webhooks = aServer();
    const { webhook, secret } = await added(webhooks);
    const renewed = await webhooks.renewSecret(workspaceId, webhook.id);
    if ('kind' in renewed) throw new Error(renewed.detail);
    await webhooks.test(workspaceId, webhook.id);
    await database.query(`update webhooks set old_secret_until = now()`);
    await webhooks.test(workspaceId, webhook.id);
    const [both, after] = other.calls.map(({ headers, body }) => {
      const id = String(headers['webhook-id']);
      const toSign = { id, timestamp: Number(headers['webhook-timestamp']), body };
      return {
        sent: headers['webhook-signature'],
        old: signatures(toSign, [secret]),
        now: signatures(toSign, [renewed.secret]),
      };
    });
    expect(both?.sent).toBe(`${both?.now} ${both?.old}`);
    expect(after?.sent).toBe(after?.now);
    const stored = await database.query('select secret, old_secret from webhooks');
    expect(JSON.stringify(stored)).not.toContain(secret.slice(6));
  });

  it('tries it: one request, whatever came of it is in the log', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks);
    await webhooks.pause(workspaceId, webhook.id);
    other.answers(says('no', 418));
    const tested = await webhooks.test(workspaceId, webhook.id);
    expect(tested).toMatchObject({ event: 'webhook.test', state: 'dead', last: { status: 418 } });
    expect(other.calls).toHaveLength(1);
    expect(await log(webhooks, webhook.id)).toEqual([tested]);
  });

  it('finds the log in pages, the newest first', async () => {
    const webhooks = aServer();
    const { webhook } = await added(webhooks);
    for (let n = 0; n < 5; n += 1) await webhooks.test(workspaceId, webhook.id);
    const first = await webhooks.deliveries(workspaceId, webhook.id, {
      state: null,
      page: null,
      limit: 3,
    });
    if ('kind' in first) throw new Error(first.detail);
    const second = await webhooks.deliveries(workspaceId, webhook.id, {
      state: null,
      page: first.nextPage,
      limit: 3,
    });
    if ('kind' in second) throw new Error(second.detail);
    const all = [...first.deliveries, ...second.deliveries].map(({ id }) => id);
    expect(all).toHaveLength(5);
    expect(all).toEqual([...all].sort().reverse());
    expect(second.nextPage).toBeNull();
  });
});

describe('"webhook delivered once and lost"', () => {
  it('the feed forgets nothing that has still to be told', async () => {
    const idle = createWebhooks({
      database,
      secrets: createSecrets([key]),
      web,
      newId,
      log: silentLog(),
    });
    await added(idle);
    await customerWrites();
    const soon = new Date(Date.now() + 60_000);
    await eventually(async () => expect(await idle.behind(soon)).toBe(true));
    const webhooks = aServer();
    await eventually(() => expect(other.calls).toHaveLength(2));
    await eventually(async () => expect(await webhooks.behind(soon)).toBe(false));
  });

  it('a cursor that is of no use any more goes on from now, and does not stand still', async () => {
    const webhooks = aServer();
    await added(webhooks);
    await appendFeed(database, [{ workspaceId, type: 'nothing', data: {} }]);
    await database.query(`update webhook_cursors set cursor = '1.1'`);
    await pruneFeed(database, new Date(Date.now() + 60_000));
    await eventually(async () => {
      const [row] = await database.query<{ cursor: string }>('select cursor from webhook_cursors');
      expect(row?.cursor).not.toBe('1.1');
    });
    await customerWrites();
    await eventually(() => expect(other.calls.length).toBeGreaterThanOrEqual(2));
  });

  it('three servers tell each event once between them', async () => {
    const [webhooks] = [aServer(), aServer(), aServer()] as [Webhooks, Webhooks, Webhooks];
    await added(webhooks);
    const count = 25;
    await Promise.all(Array.from({ length: count }, () => customerWrites()));
    await eventually(() => expect(other.calls.length).toBeGreaterThanOrEqual(2 * count));
    const said = other.calls.map(({ body }) => body);
    expect(new Set(said).size).toBe(2 * count);
    const rows = await database.query<{ n: number }>(
      'select count(*)::int as n from webhook_deliveries',
    );
    expect(rows[0]?.n).toBe(2 * count);
  });

  it('servers killed by SIGKILL amid deliveries lose none, and the id says what came twice', async () => {
    const idle = createWebhooks({
      database,
      secrets: createSecrets([key]),
      web,
      newId,
      log: silentLog(),
    });
    await added(idle);
    // In a bad mood: slow, failing, breaking off; never for good.
    other.answers((_, response) => {
      const mood = Math.random();
      if (mood < 0.1) response.destroy();
      else if (mood < 0.2) says('', 500)(other.calls[0] as Call, response);
      else setTimeout(() => response.end(), mood * 30);
    });
    const script = fileURLToPath(new URL('testing/webhook-server.ts', import.meta.url));
    const begin = async (): Promise<ChildProcess> => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', script, testDatabase.url, key.toString('base64')],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      if (child.stdout === null) throw new Error('no stdout');
      await once(createInterface(child.stdout), 'line');
      return child;
    };
    const kills = Number(process.env['WEBHOOK_KILLS'] ?? 1);
    const count = 12 * (kills + 1);
    let server = await begin();
    try {
      for (let n = 0; n < count; n += 1) {
        await customerWrites(`message ${n}`);
        if (n % 12 === 11 && n < 12 * kills) {
          server.kill('SIGKILL');
          server = await begin();
        }
        await timePasses();
      }
      await eventually(async () => {
        await timePasses();
        const rows = await database.query<{ state: string }>(
          'select distinct state from webhook_deliveries',
        );
        expect(rows).toEqual([{ state: 'delivered' }]);
      });
    } finally {
      server.kill('SIGKILL');
    }
    const stored = await database.query<{ id: string; body: string }>(
      'select id, body from webhook_deliveries',
    );
    expect(stored).toHaveLength(2 * count);
    const heard = new Map(other.calls.map(({ headers, body }) => [headers['webhook-id'], body]));
    for (const { id, body } of stored) expect(heard.get(id)).toBe(body);
    expect(heard.size).toBe(stored.length);
  }, 60_000);
});
