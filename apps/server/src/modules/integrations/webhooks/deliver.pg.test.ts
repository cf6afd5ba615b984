/**
 * Who may be sent to, and how much at once. And a lease that lapsed: somebody else has the delivery,
 * and what comes late changes nothing.
 */
import { expect, it } from 'vitest';
import { claimDue, type Due, giveBack, settle } from './deliver.ts';
import type { Posted } from './post.ts';
import { webhookDesk, workspaceId } from './testing/webhook-desk.ts';

const desk = webhookDesk();

const claim = (leaseMs: number) =>
  claimDue(desk.database, { places: 1, leaseMs, of: { allBut: [] } });
const stored = async () => {
  const [row] = await desk.database.query(
    `select d.state, d.attempts, d.leased, d.last, d.due_at > now() as "notDue", w.failures,
       w.state as "webhookState", w.last_delivered_at
     from webhook_deliveries d join webhooks w on w.id = d.webhook_id`,
  );
  return row;
};

/** The same delivery, by who was too slow and by who has it since. */
async function claimedTwice(): Promise<{ late: Due; since: Due }> {
  const { webhook } = await desk.added(desk.idleServer());
  await desk.database.query(
    `insert into webhook_deliveries (id, workspace_id, webhook_id, event, body, expires_at)
     values ('dlv_1', $1, $2, 'message.received', '{}', now() + interval '3 days')`,
    [workspaceId, webhook.id],
  );
  // A lease that has lapsed when it is given.
  const [late] = await claim(0);
  const [since] = await claim(60_000);
  if (late === undefined || since === undefined) throw new Error('it was not claimed twice');
  expect([late.attempts, since.attempts]).toEqual([1, 2]);
  return { late, since };
}

const answered = (outcome: Posted['outcome'], status: number): Posted => ({
  outcome,
  status,
  response: null,
  problem: null,
  retryAfterMs: null,
  milliseconds: 1,
});

it.each([
  ['was taken', answered('delivered', 200)],
  ['failed', answered('failed', 500)],
  ['is wanted no more', answered('gone', 410)],
])('that it %s counts for nothing when somebody else tries since', async (_, posted) => {
  const { late, since } = await claimedTwice();
  const before = await stored();
  expect(before).toMatchObject({ state: 'waiting', attempts: 2, leased: true, notDue: true });
  expect(await settle(desk.database, late, posted, 0)).toBeNull();
  expect(await stored()).toEqual(before);
  // What the other finds out counts.
  expect(await settle(desk.database, since, answered('delivered', 200), 0)).toBe('delivered');
  expect(await stored()).toMatchObject({ state: 'delivered', attempts: 2, leased: false });
});

it('a server that stops gives back nothing that somebody else has since', async () => {
  const { late, since } = await claimedTwice();
  const before = await stored();
  await giveBack(desk.database, late);
  expect(await stored()).toEqual(before);
  await giveBack(desk.database, since);
  expect(await stored()).toMatchObject({ attempts: 1, leased: false, notDue: false });
});

it('who failed again and again is probed with one, and only then gets more', async () => {
  const { webhook } = await desk.added(desk.idleServer());
  await desk.database.query(
    `insert into webhook_deliveries (id, workspace_id, webhook_id, event, body, expires_at)
     select 'dlv_' || n, $1, $2, 'message.received', '{}', now() + interval '3 days'
     from generate_series(1, 9) n`,
    [workspaceId, webhook.id],
  );
  const claimAll = () =>
    claimDue(desk.database, { places: 32, leaseMs: 60_000, of: { allBut: [] } });
  const rests = (until: string) =>
    desk.database.query(`update webhooks set failures = 3, resting_until = ${until}`);
  await rests(`now() + interval '1 minute'`);
  expect(await claimAll()).toEqual([]);
  await rests('now()');
  const [probe, ...others] = await claimAll();
  if (probe === undefined) throw new Error('it was not probed');
  expect(others).toEqual([]);
  expect(await claimAll()).toEqual([]);
  expect(await settle(desk.database, probe, answered('delivered', 200), 0)).toBe('delivered');
  expect(await claimAll()).toHaveLength(4);
  expect(await claimAll()).toEqual([]);
});
