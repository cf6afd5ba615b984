import { Session } from '@baton/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password } from '../modules/accounts/testing/test-accounts.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.drop());

const answers = { workspaceName: 'Lumen', name: 'Ola', email: 'Ola@Lumen.example', password };

describe('setting up', () => {
  it('leads from the link to a signed-in owner, once', async () => {
    const token = (await test.accounts.setUp.issueToken()) ?? '';
    const browser = test.browser();
    expect((await browser.get(`/api/setup?token=${token}`)).body).toEqual({ valid: true });

    const made = await browser.post('/api/setup', { ...answers, token });
    expect(made.status).toBe(201);
    expect(Session.parse(made.body)).toMatchObject({
      teammate: { email: 'ola@lumen.example', role: 'owner' },
      workspace: { name: 'Lumen' },
    });
    expect((await browser.get('/api/session')).body).toEqual(made.body);

    for (const again of [
      await browser.get(`/api/setup?token=${token}`),
      await browser.post('/api/setup', { ...answers, token }),
    ]) {
      expect(again.status).toBe(410);
      expect(again.body).toMatchObject({ code: 'setup_link_used', type: expect.any(String) });
    }
  });

  it('names each field that is wrong, in plain words', async () => {
    const { status, body } = await test.browser().post('/api/setup', {
      token: 'x'.repeat(43),
      workspaceName: '  ',
      email: 'nobody',
      password: 'short',
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'invalid_input',
      detail: 'WorkspaceName must not be empty.',
      errors: [
        { path: 'workspaceName', message: 'must not be empty' },
        { path: 'name', message: 'is missing' },
        { path: 'email', message: 'is not an email address' },
        { path: 'password', message: 'must have at least 10 characters' },
      ],
    });
  });
});

describe('the session cookie', () => {
  it('is out of reach of scripts and of other sites', async () => {
    await test.workspace('cookie@lumen.example');
    const { headers } = await test
      .browser()
      .post('/api/session', { email: 'cookie@lumen.example', password });
    const cookie = headers.get('set-cookie');
    expect(cookie).toMatch(/^baton_session=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
    expect(cookie).not.toContain('Secure');
  });

  it('is marked secure, and pages ask for HTTPS only, when Baton is reached by it', async () => {
    const secure = await createTestApp({
      where: { publicUrl: 'https://support.example', trustProxy: false },
    });
    try {
      await secure.workspace('ola@lumen.example');
      const { headers } = await secure
        .browser()
        .post('/api/session', { email: 'ola@lumen.example', password });
      const cookie = headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/^__Host-baton_session=[\w-]{43};/);
      expect(cookie).toContain('Secure');
      expect(cookie).toContain('Path=/');
      expect(cookie).not.toContain('Domain');
      const [pair = ''] = cookie.split(';');
      const asks = (sent: string) =>
        secure.browser().get('/api/session', { headers: { cookie: sent } });
      expect((await asks(pair)).status).toBe(200);
      // Another server of the domain could have set one without the prefix.
      expect((await asks(pair.replace('__Host-', ''))).status).toBe(401);
      expect(headers.get('strict-transport-security')).toContain('max-age=');
    } finally {
      await secure.drop();
    }
  });

  it('is taken away, and its session ended, by signing out', async () => {
    const { browser, token } = await test.workspace('out@lumen.example');
    expect((await browser.delete('/api/session')).status).toBe(204);
    expect(browser.session()).toBeNull();
    const thief = test.browser({ session: token });
    expect((await thief.get('/api/session')).body.code).toBe('unauthenticated');
    expect((await browser.delete('/api/session')).status).toBe(204);
  });

  it('is a new one with each sign-in, and the one before in this browser ends', async () => {
    const { browser, token } = await test.workspace('again@lumen.example');
    await browser.post('/api/session', { email: 'again@lumen.example', password });
    expect(browser.session()).not.toBe(token);
    expect((await browser.get('/api/session')).status).toBe(200);
    expect((await test.browser({ session: token }).get('/api/session')).status).toBe(401);
  });

  it('changes with the password, and every other session ends', async () => {
    const { browser, token } = await test.workspace('change@lumen.example');
    const next = 'a whole new passphrase';
    const wrong = await browser.post('/api/password', { current: 'wrong one', next });
    expect(wrong.body.code).toBe('wrong_credentials');
    expect((await browser.post('/api/password', { current: password, next })).status).toBe(204);
    expect((await browser.get('/api/session')).status).toBe(200);
    expect((await test.browser({ session: token }).get('/api/session')).status).toBe(401);
  });
});

describe('signing in', () => {
  it('is slowed down for a whole IPv6 network, whose owner has an address for each try', async () => {
    await test.workspace('many@lumen.example');
    const guess = (address: string) =>
      test
        .browser({ address })
        .post('/api/session', { email: 'many@lumen.example', password: 'x' });
    for (let n = 1; n <= 10; n++) expect((await guess(`2001:db8:0:7::${n}`)).status).toBe(401);
    expect((await guess('2001:db8:0:7:ffff::1')).status).toBe(429);
    expect((await guess('2001:db8:0:8::1')).status).toBe(401);
  });

  it('is slowed down after ten tries for one email from one address, and only there', async () => {
    await test.workspace('busy@lumen.example');
    const guess = (email: string, address: string, secret = 'wrong') =>
      test.browser({ address }).post('/api/session', { email, password: secret });
    for (let i = 0; i < 10; i++) {
      expect((await guess('busy@lumen.example', '10.1.1.1')).status).toBe(401);
    }
    const limited = await guess('busy@lumen.example', '10.1.1.1');
    expect(limited.status).toBe(429);
    expect(limited.body).toMatchObject({ code: 'rate_limited', retryAfter: 90 });
    expect(limited.headers.get('retry-after')).toBe('90');

    expect((await guess('busy@lumen.example', '10.1.1.2', password)).status).toBe(200);
    expect((await guess('else@lumen.example', '10.1.1.1')).status).toBe(401);
    test.clock.advance(90_000);
    expect((await guess('busy@lumen.example', '10.1.1.1', password)).status).toBe(200);
  });
});

describe('invitations', () => {
  it('lead from link to teammate', async () => {
    const { browser } = await test.workspace('boss@lumen.example');
    const made = await browser.post('/api/invites', { email: null, role: 'teammate' });
    expect(made.status).toBe(201);
    expect(made.body.link).toMatch(/^http:\/\/localhost\/invite\?token=[\w-]{43}$/);
    const token = made.body.link.split('=').at(-1);

    const guest = test.browser();
    const offer = await guest.get(`/api/invites/by-token/${token}`);
    expect(offer.body).toEqual({
      workspaceName: "boss@lumen.example's shop",
      invitedBy: 'Ola Owner',
      email: null,
    });
    const accepted = await guest.post('/api/invites/accept', {
      token,
      name: 'Tia',
      email: 'tia@lumen.example',
      password,
    });
    expect(accepted.status).toBe(201);
    expect((await guest.get('/api/session')).body.teammate).toMatchObject({
      name: 'Tia',
      role: 'teammate',
    });
    expect((await guest.get(`/api/invites/by-token/${token}`)).body.code).toBe('invite_expired');

    // A teammate answers customers; the rest is for owners and admins.
    expect((await guest.get('/api/invites')).body.code).toBe('forbidden');
    expect((await guest.post('/api/invites', { email: null, role: 'admin' })).status).toBe(403);
  });

  it('can be listed and revoked', async () => {
    const { browser } = await test.workspace('chief@lumen.example');
    const { invite, link } = (
      await browser.post('/api/invites', { email: 'una@lumen.example', role: 'admin' })
    ).body;
    expect((await browser.get('/api/invites')).body).toEqual({ invites: [invite] });
    expect((await browser.delete(`/api/invites/${invite.id}`)).status).toBe(204);
    expect((await browser.get('/api/invites')).body).toEqual({ invites: [] });
    const offer = await test.browser().get(`/api/invites/by-token/${link.split('=').at(-1)}`);
    expect(offer.status).toBe(410);
  });
});
