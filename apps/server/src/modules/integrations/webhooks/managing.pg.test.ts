/** What a manager does with webhooks, also when two do it at once. */
import { WEBHOOK_LIMITS } from '@baton/protocol';
import { eventually } from '@baton/testkit/database';
import { describe, expect, it } from 'vitest';
import { inWorkspace } from '../../../platform/database/index.ts';
import { createSafeFetch } from '../../../platform/safe-fetch/index.ts';
import { says } from '../../answering/actions/testing/other-server.ts';
import { signatures } from './core/signature.ts';
import { webhookDesk, workspaceId } from './testing/webhook-desk.ts';

const desk = webhookDesk();

describe('a manager', () => {
  it('pauses and resumes: what happened meanwhile comes then', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks);
    await webhooks.pause(workspaceId, webhook.id);
    await desk.customerWrites();
    await eventually(async () => expect((await desk.one(webhooks, webhook.id))?.waiting).toBe(2));
    expect(desk.other.calls).toEqual([]);
    await webhooks.resume(workspaceId, webhook.id);
    await eventually(() => expect(desk.other.calls).toHaveLength(2));
  });

  it('changes the secret: both sign for a day, then the new one', async () => {
    const webhooks = desk.aServer();
    const { webhook, secret } = await desk.added(webhooks);
    const renewed = await webhooks.renewSecret(workspaceId, webhook.id);
    if ('kind' in renewed) throw new Error(renewed.detail);
    await webhooks.test(workspaceId, webhook.id);
    await desk.database.query(`update webhooks set old_secret_until = now()`);
    await webhooks.test(workspaceId, webhook.id);
    const [both, after] = desk.other.calls.map(({ headers, body }) => {
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
    const stored = await desk.database.query('select secret, old_secret from webhooks');
    expect(JSON.stringify(stored)).not.toContain(secret.slice(6));
  });

  it('changes it again within the day: the last two sign, the first is worth nothing at once', async () => {
    const webhooks = desk.idleServer();
    const { webhook, secret } = await desk.added(webhooks);
    const renew = async () => {
      const renewed = await webhooks.renewSecret(workspaceId, webhook.id);
      if ('kind' in renewed) throw new Error(renewed.detail);
      return renewed.secret;
    };
    const [second, third] = [await renew(), await renew()];
    await webhooks.test(workspaceId, webhook.id);
    const [call] = desk.other.calls;
    if (call === undefined) throw new Error('it was not told');
    const { headers, body } = call;
    const toSign = {
      id: String(headers['webhook-id']),
      timestamp: Number(headers['webhook-timestamp']),
      body,
    };
    expect(headers['webhook-signature']).toBe(signatures(toSign, [third, second]));
    expect(headers['webhook-signature']).not.toContain(signatures(toSign, [secret]));
  });

  it('tries it: one request, whatever came of it is in the log', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks);
    await webhooks.pause(workspaceId, webhook.id);
    desk.other.answers(says('no', 418));
    const tested = await webhooks.test(workspaceId, webhook.id);
    expect(tested).toMatchObject({ event: 'webhook.test', state: 'dead', last: { status: 418 } });
    expect(desk.other.calls).toHaveLength(1);
    expect(await desk.log(webhooks, webhook.id)).toEqual([tested]);
    // It is not among those that “send all again” is offered for.
    expect(await desk.one(webhooks, webhook.id)).toMatchObject({ dead: 0 });
    expect(await webhooks.resendDead(workspaceId, webhook.id)).toEqual({ count: 0 });
  });

  it('finds the log in pages, the newest first', async () => {
    const webhooks = desk.aServer();
    const { webhook } = await desk.added(webhooks);
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
    // Deliveries are counted over all workspaces: a number is no page, and another's page is none.
    const { webhook: other } = await desk.added(webhooks);
    for (const [of, page] of [
      [webhook.id, '3'],
      [other.id, first.nextPage],
    ] as const) {
      const asked = await webhooks.deliveries(workspaceId, of, { state: null, page, limit: 3 });
      expect(asked).toMatchObject({ kind: 'refused', code: 'invalid_input' });
    }
  });
});

describe('an address', () => {
  it('that cannot be sent to is refused in words for a webhook, when added and when changed', async () => {
    const guarded = createSafeFetch({ userAgent: 'test' });
    const webhooks = desk.idleServer({ web: guarded });
    const fine = { ...desk.everything(), url: 'https://crm.example/baton' };
    const { webhook } = await desk.added(webhooks, fine);
    for (const [url, words] of [
      ['ftp://a.example/', 'begins with http'],
      ['https://me:secret@a.example/', 'user name'],
      ['nonsense', 'not a web address'],
      ['http://192.168.1.7:8080/hook', 'private network. Webhooks go to public addresses only'],
      ['http://localhost:3000/hook', 'private network'],
      ['http://[::1]/', 'private network'],
    ] as const) {
      const refused = { code: 'invalid_input', detail: expect.stringContaining(words) };
      expect(await webhooks.add(workspaceId, { ...fine, url })).toMatchObject(refused);
      expect(await webhooks.change(workspaceId, webhook.id, { ...fine, url })).toMatchObject(
        refused,
      );
    }
    expect(await webhooks.list(workspaceId)).toMatchObject([{ url: fine.url }]);
    await guarded.close();
  });

  it('in a private network is taken where the operator opened it', async () => {
    const opened = createSafeFetch({ userAgent: 'test', allowPrivate: true });
    const webhooks = desk.idleServer({ web: opened });
    const draft = { ...desk.everything(), url: 'http://192.168.1.7:8080/hook' };
    expect(await webhooks.add(workspaceId, draft)).not.toHaveProperty('kind');
    await opened.close();
  });
});

describe('two managers at once', () => {
  /** Whoever writes to the table waits until it is let go: the order of things is ours. */
  async function held(table: 'audit_log' | 'webhooks') {
    let letGo = (): void => {};
    const wanted = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let over: Promise<void> = Promise.resolve();
    await new Promise<void>((resolve) => {
      over = desk.database.transaction(async (tx) => {
        await tx.query(`lock table ${table} in exclusive mode`);
        resolve();
        await wanted;
      });
    });
    return {
      waiting: (count: number) =>
        eventually(async () => {
          const rows = await desk.database.query(
            `select pid from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'`,
          );
          expect(rows).toHaveLength(count);
        }),
      async letGo() {
        letGo();
        await over;
      },
    };
  }
  const cursors = () => desk.database.query('select 1 from webhook_cursors');

  it.each([['added first'], ['removed first']])(
    'the last webhook is removed while another is added: the new one hears (%s)',
    async (order) => {
      const webhooks = desk.idleServer();
      const { webhook } = await desk.added(webhooks);
      const audit = await held('audit_log');
      const add = () => desk.added(webhooks, desk.everything('/new'));
      const remove = () => inWorkspace(workspaceId, () => webhooks.remove(workspaceId, webhook.id));
      // Each has done all but to write down that it did, when the other begins.
      const [first, second] = order === 'added first' ? [add, remove] : [remove, add];
      const one = first();
      await audit.waiting(1);
      const two = second();
      await audit.waiting(2);
      await audit.letGo();
      await Promise.all([one, two]);
      expect(await webhooks.list(workspaceId)).toHaveLength(1);
      expect(await cursors()).toHaveLength(1);
      desk.aServer();
      await desk.customerWrites();
      await eventually(() =>
        expect(desk.other.calls.map(({ path }) => path)).toEqual(['/new', '/new']),
      );
    },
  );

  it('there are never more webhooks than a workspace may have', async () => {
    const webhooks = desk.idleServer();
    const most = WEBHOOK_LIMITS.webhooksPerWorkspace;
    for (let n = 1; n < most; n += 1) await desk.added(webhooks);
    const table = await held('webhooks');
    const add = () =>
      inWorkspace(workspaceId, () => webhooks.add(workspaceId, desk.everything('/last')));
    const both = [add(), add()];
    await table.waiting(2);
    await table.letGo();
    const refused = (await Promise.all(both)).filter((each) => 'kind' in each);
    expect(refused).toMatchObject([{ code: 'conflict' }]);
    expect(await webhooks.list(workspaceId)).toHaveLength(most);
  });

  it('the last one that is removed leaves no cursor behind, which would hold the feed', async () => {
    const webhooks = desk.idleServer();
    const { webhook } = await desk.added(webhooks);
    expect(await webhooks.remove(workspaceId, webhook.id)).toBeNull();
    expect(await cursors()).toEqual([]);
  });
});
