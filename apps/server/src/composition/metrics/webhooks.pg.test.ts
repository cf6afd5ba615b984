import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@baton/testkit/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { furnish, workspaceId } from '../../modules/conversations/testing/desk.ts';
import { createWebhooks } from '../../modules/integrations/index.ts';
import { readStandings } from '../../modules/integrations/webhooks/standing.ts';
import type { Database } from '../../platform/database/index.ts';
import { newId, silentLog } from '../../platform/index.ts';
import { createSecrets } from '../../platform/secrets/index.ts';
import { createRegistry } from '../../platform/metrics/index.ts';
import { parseExposition, valueOf } from '../../platform/metrics/testing/parse-exposition.ts';
import { webhookMetrics } from './webhooks.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = testDatabase.connect();
  await furnish(database);
});
afterAll(() => testDatabase.drop());

async function aWebhook(id: string, changes: { state?: string; failures?: number } = {}) {
  const { state = 'active', failures = 0 } = changes;
  await database.query(
    `insert into webhooks (id, workspace_id, url, events, secret, state, off_because, failures)
     values ($1, $2, 'https://canary.example/', '{}', '', $3,
       case when $3 = 'off' then 'gone' end, $4)`,
    [id, workspaceId, state, failures],
  );
}

/** Deliveries, the oldest so old, the others from now. */
async function waiting(webhookId: string, count: number, oldestSeconds: number) {
  await database.query(
    `insert into webhook_deliveries
       (id, workspace_id, webhook_id, event, body, created_at, due_at, expires_at)
     select $2 || n, $1, $2, 'message.received', '', at, at, now() + interval '1 day'
     from generate_series(1, $3) n,
       lateral (select now() - case when n = 1 then $4 else 0 end * interval '1 second' as at) given`,
    [workspaceId, webhookId, count, oldestSeconds],
  );
}

it('says how webhooks stand and what waits for them, and not whose they are', async () => {
  const registry = createRegistry({ version: 'test', process: false });
  const metrics = webhookMetrics(registry);
  const refresh = async () => {
    await metrics.refresh({
      standings: () => readStandings(database),
      untoldSeconds: async () => 0,
    });
    const text = await registry.metrics();
    const samples = parseExposition(text);
    return {
      text,
      of: (name: string, state: string) => valueOf(samples, `baton_webhook${name}`, { state }),
    };
  };
  const none = await refresh();
  expect(none.text).toContain('\nbaton_webhooks{state="off"} 0\n');
  expect(none.of('_oldest_waiting_seconds', 'active')).toBe(0);

  await aWebhook('whk_canary_well');
  await aWebhook('whk_canary_idle');
  await aWebhook('whk_canary_down', { failures: 3 });
  await aWebhook('whk_canary_paused', { state: 'paused' });
  await aWebhook('whk_canary_off', { state: 'off', failures: 9 });
  await waiting('whk_canary_well', 3, 100);
  await waiting('whk_canary_down', 1_200, 5_000);
  await database.query(
    `update webhook_deliveries set state = 'delivered', finished_at = now()
     where id = 'whk_canary_well2'`,
  );
  const now = await refresh();
  const states = ['active', 'resting', 'paused', 'off'];
  expect(states.map((state) => now.of('s', state))).toEqual([2, 1, 1, 1]);
  // Counted up to a thousand for one.
  expect(states.map((state) => now.of('_deliveries_waiting', state))).toEqual([2, 1_000, 0, 0]);
  for (const [state, age] of [
    ['active', 100],
    ['resting', 5_000],
  ] as const) {
    expect(now.of('_oldest_waiting_seconds', state)).toBeGreaterThanOrEqual(age);
    expect(now.of('_oldest_waiting_seconds', state)).toBeLessThan(age + 1_000);
  }
  expect(now.of('_oldest_waiting_seconds', 'paused')).toBe(0);
  expect(now.text).not.toContain('canary');

  // What cannot be read any longer is not told.
  metrics.forget();
  expect(await registry.metrics()).not.toContain('baton_webhooks{');
});

it('says how long events have been waiting to be turned into deliveries, though nothing fails', async () => {
  const registry = createRegistry({ version: 'test', process: false });
  const metrics = webhookMetrics(registry);
  // Nobody starts it: it hangs.
  const webhooks = createWebhooks({
    database,
    secrets: createSecrets([randomBytes(32)]),
    web: { fetch: () => new Promise(() => {}), refuses: () => null },
    newId,
    log: silentLog(),
  });
  const untold = async () => {
    await metrics.refresh(webhooks);
    return valueOf(parseExposition(await registry.metrics()), 'baton_webhook_untold_seconds');
  };
  await database.query('delete from webhook_cursors');
  const happened = (of: string, secondsAgo: number) =>
    database.query(
      `insert into feed (workspace_id, type, data, at)
       values ($1, 'conversation.changed', '{}', now() - $2 * interval '1 second')`,
      [of, secondsAgo],
    );
  await happened(workspaceId, 900);
  await database.query(
    `insert into webhook_cursors (workspace_id, cursor)
     select $1, xid::text || '.' || position from feed order by feed.xid desc, position desc limit 1`,
    [workspaceId],
  );
  // Told already; and of a workspace without webhooks.
  await happened('wsp_without', 800);
  expect(await untold()).toBe(0);
  await happened(workspaceId, 300);
  await happened(workspaceId, 20);
  expect(await untold()).toBeGreaterThanOrEqual(300);
  expect(await untold()).toBeLessThan(800);

  metrics.forget();
  expect(await registry.metrics()).not.toContain('\nbaton_webhook_untold_seconds ');
});

it('counts how attempts ended', async () => {
  const registry = createRegistry({ version: 'test', process: false });
  const metrics = webhookMetrics(registry);
  metrics.ended('delivered');
  metrics.ended('given_up', 4);
  const samples = parseExposition(await registry.metrics());
  const count = (outcome: string) =>
    valueOf(samples, 'baton_webhook_deliveries_total', { outcome });
  expect([count('delivered'), count('failed'), count('given_up')]).toEqual([1, 0, 4]);
});
