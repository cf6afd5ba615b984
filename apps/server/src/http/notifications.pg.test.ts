/** Mail to teammates, over HTTP: mine, the workspace's, and the link for a forgotten password. */
import { createJobRunner } from '../platform/jobs/index.ts';
import { silentLog } from '../platform/log.ts';
import { eventually } from '@baton/testkit/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { password } from '../modules/accounts/testing/test-accounts.ts';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let scene: Scene;
let worker: ReturnType<typeof createJobRunner>;
beforeAll(async () => {
  test = await createTestApp({ rateLimits: false });
  scene = await createScene(test);
  worker = createJobRunner({
    database: test.database,
    handlers: test.notifications.jobs,
    log: silentLog(),
    pollMs: 50,
  });
  worker.start();
});
beforeEach(() => {
  test.mails.length = 0;
});
afterAll(async () => {
  await worker.stop();
  await test.drop();
});

describe('when I am told by mail', () => {
  it('while I have the inbox open nowhere, unless I choose otherwise', async () => {
    const { browser } = scene;
    const { body } = await browser.get('/api/notifications');
    expect(body).toEqual({
      available: true,
      when: 'away',
      trouble: null,
      rules: { afterMinutes: 2, quoteCustomer: false },
    });
    expect((await browser.put('/api/notifications', { when: 'never' })).body.when).toBe('never');
    expect((await browser.get('/api/notifications')).body.when).toBe('never');
  });

  it('is everybody’s own choice; the rules are for managers, and in the audit log', async () => {
    const rules = { afterMinutes: 5, quoteCustomer: true };
    const teammate = (await scene.colleague()).browser;
    expect((await teammate.put('/api/notifications', { when: 'always' })).status).toBe(200);
    expect((await teammate.put('/api/notification-rules', rules)).status).toBe(403);
    expect((await scene.browser.put('/api/notification-rules', rules)).body.rules).toEqual(rules);
    expect((await teammate.get('/api/notifications')).body).toMatchObject({
      when: 'always',
      rules,
    });
    const { entries } = (await scene.browser.get('/api/audit-log')).body;
    expect(entries[0]).toMatchObject({ kind: 'mailRulesChanged', details: rules });
    expect((await scene.browser.put('/api/notification-rules', { afterMinutes: 0 })).status).toBe(
      422,
    );
  });

  it('a mail to myself goes to nobody else', async () => {
    expect((await scene.browser.post('/api/notifications/test')).status).toBe(204);
    expect(test.mails.map(({ to }) => to.address)).toEqual([scene.teammate.email]);
  });
});

describe('a forgotten password', () => {
  const ask = (email: string) => test.browser().post('/api/password-resets', { email });

  it('is answered the same for an address that somebody has and for one that nobody has', async () => {
    const { teammate } = await scene.colleague();
    const known = await ask(teammate.email.toUpperCase());
    const unknown = await ask('nobody@nowhere.example');
    expect(unknown.status).toBe(202);
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await eventually(() => expect(test.mails).toHaveLength(1));
    expect(test.mails[0]?.to.address).toBe(teammate.email);
  });

  it('the link that comes by mail sets a new one, once, and the audit log tells of it', async () => {
    const { teammate } = await scene.colleague();
    await ask(teammate.email);
    await eventually(() => expect(test.mails).toHaveLength(1));
    const token = /reset-password#(\S+)/.exec(test.mails[0]?.text ?? '')?.[1];
    const browser = test.browser();
    const use = () =>
      browser.post('/api/password-resets/use', { token, password: 'a whole new passphrase' });
    expect((await use()).status).toBe(204);
    expect((await use()).status).toBe(410);
    const signIn = (secret: string) =>
      browser.post('/api/session', { email: teammate.email, password: secret });
    expect((await signIn(password)).status).toBe(401);
    expect((await signIn('a whole new passphrase')).status).toBe(200);
    await eventually(async () => {
      const { entries } = (await scene.browser.get('/api/audit-log?group=access')).body;
      expect(entries.map((entry: { words: string }) => entry.words)).toContain(
        `Somebody asked for a link by mail that sets a new password for ${teammate.name}`,
      );
    });
  });

  it('of a disabled teammate brings no mail', async () => {
    const { teammate } = await scene.colleague();
    await scene.browser.patch(`/api/teammates/${teammate.id}`, { disabled: true });
    await ask(teammate.email);
    const other = await scene.colleague();
    await ask(other.teammate.email);
    await eventually(() => expect(test.mails).toHaveLength(1));
    expect(test.mails[0]?.to.address).toBe(other.teammate.email);
  });

  it('over the limit is answered the same, and a mailbox is left alone', async () => {
    const limited = await createTestApp();
    const asked: string[] = [];
    limited.notifications.passwordForgotten = (email) => void asked.push(email);
    try {
      for (let n = 0; n < 5; n += 1) {
        const { status } = await limited
          .browser()
          .post('/api/password-resets', { email: 'Nobody@nowhere.example' });
        expect(status).toBe(202);
      }
      expect(asked).toHaveLength(3);
    } finally {
      await limited.drop();
    }
  });
});
