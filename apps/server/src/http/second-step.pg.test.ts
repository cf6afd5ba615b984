// Between password and code: the cookie of the first step opens the second step and nothing else. Routes
// come from their own descriptions, so a new one is tried by itself.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, password } from '../modules/accounts/testing/test-accounts.ts';
import { openApiDocument } from './openapi/document.ts';
import { HALF_SESSION_COOKIE, SESSION_COOKIE } from './session-cookie.ts';
import { hollowApp } from './testing/hollow-app.ts';
import { madeUpRequests } from './testing/made-up.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

const document = openApiDocument(hollowApp({}).openAPIRegistry.definitions, {
  version: '1',
  origin: 'https://baton.example',
});
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    operation,
  })),
);
const isFor = (scheme: string) => (route: (typeof routes)[number]) =>
  route.operation.security.some((named) => scheme in named);

let test: TestApp;
let owner: Awaited<ReturnType<TestApp['workspace']>>;
let secret = '';
const email = 'ola@lumen.example';

beforeAll(async () => {
  test = await createTestApp({ rateLimits: false });
  owner = await test.workspace(email);
  secret = (await owner.browser.post('/api/second-factor', { password })).body.secret;
  await owner.browser.post('/api/second-factor/confirm', { code: nextCode() });
});
afterAll(() => test.drop());

/** Each counts once: the app's next one. */
function nextCode(): string {
  test.clock.advance(30_000);
  return codeOf(secret, test.clock.now());
}

async function afterPassword(browser = test.browser()) {
  const { status, body, headers } = await browser.post('/api/session', { email, password });
  expect([status, body]).toEqual([202, { step: 'code' }]);
  return { browser, cookie: headers.get('set-cookie') ?? '', half: browser.halfSession() ?? '' };
}

describe('after the password alone', () => {
  it('there is a cookie of ten minutes, out of reach of scripts, and no session', async () => {
    const { browser, cookie } = await afterPassword();
    expect(cookie).toMatch(
      /^baton_sign_in=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(browser.session()).toBeNull();
  });

  it.each(routes.filter(isFor('session')).map((route) => [route.name, route] as const))(
    '%s stays closed, also where that cookie is shown as a session',
    async (_name, { method, path, operation }) => {
      const { half } = await afterPassword();
      const [request] = madeUpRequests(path, operation, document.components.schemas, () => {
        return (prefix) => `${prefix}_${'0'.repeat(26)}`;
      });
      for (const cookie of [
        `${HALF_SESSION_COOKIE}=${half}`,
        `${SESSION_COOKIE}=${half}`,
        `${SESSION_COOKIE}=${half}; ${HALF_SESSION_COOKIE}=${half}`,
      ]) {
        const { status, body } = await test
          .browser()
          .call(method, request?.path ?? path, request?.body, { headers: { cookie } });
        expect([status, body?.code]).toEqual([401, 'unauthenticated']);
      }
    },
  );

  it.each(routes.filter(isFor('halfSession')).map((route) => [route.name, route] as const))(
    '%s is closed to everybody else, also to who is signed in',
    async (_name, { method, path }) => {
      for (const browser of [test.browser(), test.browser({ session: owner.token })]) {
        const { status, body } = await browser.call(method, path, { code: nextCode() });
        expect([status, body.code]).toEqual([401, 'unauthenticated']);
      }
    },
  );

  it('a code opens the session, and the cookie of the first step goes', async () => {
    const { browser, half } = await afterPassword();
    const wrong = await browser.post('/api/session/code', { code: '000000' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong_code']);
    const { status, body } = await browser.post('/api/session/code', { code: nextCode() });
    expect([status, body.teammate.email]).toEqual([200, email]);
    expect(browser.halfSession()).toBeNull();
    expect((await browser.get('/api/session')).status).toBe(200);
    const again = await test
      .browser()
      .post(
        '/api/session/code',
        { code: nextCode() },
        { headers: { cookie: `${HALF_SESSION_COOKIE}=${half}` } },
      );
    expect(again.body.code).toBe('unauthenticated');
  });

  it('nobody can tell a wrong password with a second factor from an unknown account', async () => {
    const wrong = await test.browser().post('/api/session', { email, password: 'not this one' });
    const unknown = await test
      .browser()
      .post('/api/session', { email: 'who@lumen.example', password: 'not this one' });
    const told = ({ status, body }: typeof wrong) => ({ status, ...body, requestId: null });
    expect(told(wrong)).toEqual(told(unknown));
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  it('a forgotten password is no way around the code', async () => {
    const { body } = await owner.browser.post('/api/invites', { email: null, role: 'teammate' });
    const tia = test.browser();
    const mail = 'tia@lumen.example';
    const token = body.link.split('=').at(-1);
    await tia.post('/api/invites/accept', { token, name: 'Tia', email: mail, password });
    const { teammate } = (await tia.get('/api/session')).body;
    const own = (await tia.post('/api/second-factor', { password })).body.secret;
    test.clock.advance(30_000);
    await tia.post('/api/second-factor/confirm', { code: codeOf(own, test.clock.now()) });

    const made = await owner.browser.post(`/api/teammates/${teammate.id}/password-reset`);
    expect(made.body.link).toMatch(/^http:\/\/localhost\/reset-password#[\w-]{43}$/);
    const link = made.body.link.split('#')[1];
    const guest = test.browser();
    const next = 'a whole new passphrase';
    expect(
      (await guest.post('/api/password-resets/use', { token: link, password: next })).status,
    ).toBe(204);
    expect(guest.session()).toBeNull();
    const signedIn = await guest.post('/api/session', { email: mail, password: next });
    expect([signedIn.status, signedIn.body]).toEqual([202, { step: 'code' }]);
    const used = await guest.post('/api/password-resets/use', { token: link, password: next });
    expect([used.status, used.body.code]).toEqual([410, 'reset_link_ended']);
  });
});
