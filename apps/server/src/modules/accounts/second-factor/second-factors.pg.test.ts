import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secondFactorSecrets } from './check-code.ts';
import { createSecrets, resealAll } from '../../../platform/secrets/index.ts';
import { silentLog } from '../../../platform/log.ts';
import { isRefused } from '../refused.ts';
import { codeOf, createTestAccounts, granted, password } from '../testing/test-accounts.ts';

let test: Awaited<ReturnType<typeof createTestAccounts>>;
beforeAll(async () => {
  test = await createTestAccounts();
});
afterAll(() => test.drop());

type Me = Awaited<ReturnType<typeof test.workspace>>;
let me: Me;
let emails = 0;
beforeEach(async () => {
  emails += 1;
  test.clock.advance(60_000);
  me = await test.workspace(`ola${emails}@lumen.example`);
});

const factors = () => test.accounts.secondFactors;
const code = (secret: string, stepsLater = 0) =>
  codeOf(secret, new Date(test.clock.now().getTime() + stepsLater * 30_000));

async function turnOn(who: Me = me) {
  const { secret, uri } = granted(await factors().begin(who, password));
  const { recoveryCodes } = granted(await factors().confirm(who, who.token, code(secret)));
  test.clock.advance(30_000);
  return { secret, uri, recoveryCodes };
}
async function half(who: Me = me) {
  const step = await test.accounts.sessions.signIn(who.teammate.email, password, null);
  if (!('kind' in step) || step.kind !== 'half') throw new Error('no second step');
  const signedIn = await test.accounts.halfSessions.authenticate(step.token);
  if (signedIn === null) throw new Error('not half signed in');
  return { step: step.step, half: signedIn };
}
const show = async (shown: string, who: Me = me) =>
  test.accounts.halfSessions.showCode((await half(who)).half, shown, null);
const auditOf = async (who: Me) =>
  (
    await test.database.query<{ kind: string }>(
      'select kind from audit_log where workspace_id = $1 order by position',
      [who.workspaceId],
    )
  ).map(({ kind }) => kind);

describe('turning on a second factor', () => {
  it('takes the password, and a code of the app: nobody is asked for one before', async () => {
    expect(await factors().begin(me, 'not it')).toMatchObject({ code: 'wrong_credentials' });
    const { secret } = granted(await factors().begin(me, password));
    expect(await factors().confirm(me, me.token, '000000')).toMatchObject({ code: 'wrong_code' });
    expect(await factors().standing(me)).toMatchObject({ onSince: null });
    granted(await test.accounts.sessions.signIn(me.teammate.email, password, null));

    const { recoveryCodes } = granted(await factors().confirm(me, me.token, code(secret)));
    expect(recoveryCodes).toHaveLength(10);
    expect(await factors().standing(me)).toMatchObject({ recoveryCodesLeft: 10, required: false });
    expect((await half()).step).toBe('code');
    expect(await factors().begin(me, password)).toMatchObject({ code: 'conflict' });
  });

  it('ends every other session: they were opened by the password alone', async () => {
    const other = granted(await test.accounts.sessions.signIn(me.teammate.email, password, null));
    await turnOn();
    expect(await test.accounts.sessions.authenticate(other.token)).toBeNull();
    expect(await test.accounts.sessions.authenticate(me.token)).not.toBeNull();
    expect(test.ended.at(-1)).toBe(me.teammate.id);
  });

  it('keeps the secret sealed, recovery codes as hashes, and seals anew with a new key', async () => {
    const { secret, recoveryCodes } = await turnOn();
    const rows = await test.database.query<{ text: string }>(
      `select f::text as text from second_factors f union all select c::text from recovery_codes c`,
    );
    const stored = rows.map(({ text }) => text).join();
    for (const plain of [secret, ...recoveryCodes]) expect(stored).not.toContain(plain);
    const secrets = createSecrets([Buffer.alloc(32, 1), test.secretKey]);
    const columns = [secondFactorSecrets];
    const { resealed, lost } = await resealAll({
      database: test.database,
      secrets,
      columns,
      log: silentLog(),
    });
    expect([resealed > 0, lost]).toEqual([true, 0]);
    const [row] = await test.database.query<{ secret: string }>(
      'select secret from second_factors where id = $1',
      [me.teammate.id],
    );
    const place = secondFactorSecrets.place(me.workspaceId, me.teammate.id);
    expect(createSecrets([Buffer.alloc(32, 1)]).open(row?.secret ?? '', place)).toEqual({
      plain: secret,
    });
    // And back, for the tests that follow.
    await resealAll({
      database: test.database,
      secrets: createSecrets([test.secretKey, Buffer.alloc(32, 1)]),
      columns,
      log: silentLog(),
    });
  });
});

describe('the second step of signing in', () => {
  it('opens a session by a code, which then counts no more', async () => {
    const { secret } = await turnOn();
    const shown = code(secret);
    const { token } = granted(await show(shown));
    expect(await test.accounts.sessions.authenticate(token)).not.toBeNull();
    expect(await show(shown)).toMatchObject({
      code: 'wrong_code',
      detail: expect.stringContaining('used already'),
    });
    granted(await show(code(secret, 1)));
    expect((await auditOf(me)).filter((kind) => kind === 'signInFailed')).toHaveLength(1);
  });

  it('of two who show the same code at once lets one in', async () => {
    const { secret } = await turnOn();
    const halves = await Promise.all([half(), half(), half()]);
    const shown = await Promise.all(
      halves.map(({ half: each }) => test.accounts.halfSessions.showCode(each, code(secret), null)),
    );
    expect(shown.filter((each) => !isRefused(each))).toHaveLength(1);
  });

  it('is done once for each password', async () => {
    const { secret } = await turnOn();
    const { half: one } = await half();
    granted(await test.accounts.halfSessions.showCode(one, code(secret), null));
    expect(await test.accounts.halfSessions.authenticate(one.token)).toBeNull();
    expect(await test.accounts.halfSessions.showCode(one, code(secret, 1), null)).toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('takes no code for a quarter of an hour after five wrong ones, from wherever they come', async () => {
    const { secret } = await turnOn();
    for (let wrong = 0; wrong < 5; wrong += 1)
      expect(await show('000000')).toMatchObject({ code: 'wrong_code' });
    expect(await show(code(secret))).toMatchObject({ code: 'rate_limited' });
    test.clock.advance(15 * 60_000);
    granted(await show(code(secret)));
  });

  it('takes each recovery code once', async () => {
    const { recoveryCodes } = await turnOn();
    const [first = ''] = recoveryCodes;
    granted(await show(first.toUpperCase()));
    expect(await show(first)).toMatchObject({ code: 'wrong_code' });
    expect(await factors().standing(me)).toMatchObject({ recoveryCodesLeft: 9 });
    expect(await auditOf(me)).toContain('recoveryCodeUsed');
    const other = await test.workspace(`other${emails}@lumen.example`);
    await turnOn(other);
    expect(await show(recoveryCodes[1] ?? '', other)).toMatchObject({ code: 'wrong_code' });
  });

  it('ends after ten minutes, with a new password, and for who is no session', async () => {
    const { secret } = await turnOn();
    const { half: late } = await half();
    expect(await test.accounts.sessions.authenticate(late.token)).toBeNull();
    test.clock.advance(10 * 60_000);
    expect(await test.accounts.halfSessions.authenticate(late.token)).toBeNull();
    const { half: old } = await half();
    granted(
      await test.accounts.sessions.changePassword(me, password, 'a whole new passphrase', null),
    );
    expect(await test.accounts.halfSessions.showCode(old, code(secret), null)).toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('is no way in with an app that was begun and not confirmed', async () => {
    await factors().setRules(me, { secondFactorRequired: true });
    const { half: each, step } = await half();
    expect(step).toBe('set_up');
    const { secret } = granted(await test.accounts.halfSessions.begin(each));
    expect(await test.accounts.halfSessions.showCode(each, code(secret), null)).toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('a workspace that asks everybody for a second factor', () => {
  it('leads whoever has none to it at the next sign-in, and then they are in', async () => {
    granted(await factors().setRules(me, { secondFactorRequired: true }));
    // Who is signed in goes on.
    expect(await test.accounts.sessions.authenticate(me.token)).not.toBeNull();
    const { half: each, step } = await half();
    expect(step).toBe('set_up');
    const { secret } = granted(await test.accounts.halfSessions.begin(each));
    expect(await test.accounts.halfSessions.confirm(each, '000000', null)).toMatchObject({
      code: 'wrong_code',
    });
    const { session, recoveryCodes } = granted(
      await test.accounts.halfSessions.confirm(each, code(secret), null),
    );
    expect(recoveryCodes).toHaveLength(10);
    expect(await test.accounts.sessions.authenticate(session.token)).not.toBeNull();
    expect(await test.accounts.sessions.authenticate(me.token)).toBeNull();
    expect(await factors().rules(me.workspaceId)).toEqual({
      secondFactorRequired: true,
      withSecondFactor: [me.teammate.id],
    });
    test.clock.advance(30_000);
    expect(
      await factors().turnOff(session, session.token, { password, code: code(secret) }),
    ).toMatchObject({ code: 'conflict' });
  });

  it('leads whoever joins to it as well, before they are in', async () => {
    granted(await factors().setRules(me, { secondFactorRequired: true }));
    const { token } = granted(
      await test.accounts.invites.create(me, { email: null, role: 'teammate' }),
    );
    const email = `new${emails}@lumen.example`;
    const joined = await test.accounts.invites.accept(
      { token, name: 'Nia', email, password },
      null,
    );
    expect(joined).toMatchObject({ kind: 'half', step: 'set_up' });
  });

  it('is made so by an owner, and by nobody else', async () => {
    const admin = { ...me, teammate: { ...me.teammate, role: 'admin' as const } };
    expect(await factors().setRules(admin, { secondFactorRequired: true })).toMatchObject({
      code: 'forbidden',
    });
    expect((await factors().rules(me.workspaceId)).secondFactorRequired).toBe(false);
  });

  it('lets nobody finish a set-up that began with a password that has changed since', async () => {
    await factors().setRules(me, { secondFactorRequired: true });
    const { half: old } = await half();
    const { secret } = granted(await test.accounts.halfSessions.begin(old));
    granted(
      await test.accounts.sessions.changePassword(me, password, 'a whole new passphrase', null),
    );
    expect(await test.accounts.halfSessions.confirm(old, code(secret), null)).toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('turning it off', () => {
  it('takes the password and a code, and ends the other sessions', async () => {
    const { secret, recoveryCodes } = await turnOn();
    const other = granted(await show(code(secret)));
    const off = (both: { password: string; code: string }) => factors().turnOff(me, me.token, both);
    expect(await off({ password: 'no', code: code(secret, 1) })).toMatchObject({
      code: 'wrong_credentials',
    });
    expect(await off({ password, code: '000000' })).toMatchObject({ code: 'wrong_code' });
    granted(await off({ password, code: recoveryCodes[3] ?? '' }));
    expect(await test.accounts.sessions.authenticate(other.token)).toBeNull();
    granted(await test.accounts.sessions.signIn(me.teammate.email, password, null));
    expect(await factors().standing(me)).toMatchObject({ onSince: null, recoveryCodesLeft: 0 });
  });

  it('is not needed for new recovery codes; the old ones end', async () => {
    const { secret, recoveryCodes } = await turnOn();
    const renewed = granted(
      await factors().renewRecoveryCodes(me, { password, code: code(secret) }),
    );
    expect(await show(recoveryCodes[0] ?? '')).toMatchObject({ code: 'wrong_code' });
    granted(await show(renewed.recoveryCodes[0] ?? ''));
  });
});

describe('removing a teammate’s', () => {
  async function colleague(role: 'admin' | 'teammate') {
    const { token } = granted(await test.accounts.invites.create(me, { email: null, role }));
    const email = `${role}${emails}@lumen.example`;
    return granted(
      await test.accounts.invites.accept({ token, name: 'Tia', email, password }, null),
    );
  }

  it('is for whoever may change them, ends their sessions, and is written down', async () => {
    const tia = await colleague('teammate');
    await turnOn(tia);
    granted(await factors().removeOf(me, tia.teammate.id));
    expect(await test.accounts.sessions.authenticate(tia.token)).toBeNull();
    granted(await test.accounts.sessions.signIn(tia.teammate.email, password, null));
    expect(await auditOf(me)).toContain('secondFactorRemoved');
    expect(await factors().removeOf(me, tia.teammate.id)).toMatchObject({ code: 'conflict' });
  });

  it('is never one’s own, nor of somebody above, nor of another workspace', async () => {
    const admin = await colleague('admin');
    await turnOn();
    await turnOn(admin);
    expect(await factors().removeOf(me, me.teammate.id)).toMatchObject({ code: 'conflict' });
    expect(await factors().removeOf(admin, me.teammate.id)).toMatchObject({ code: 'forbidden' });
    const stranger = await test.workspace(`stranger${emails}@lumen.example`);
    expect(await factors().removeOf(stranger, admin.teammate.id)).toMatchObject({
      code: 'not_found',
    });
  });
});
