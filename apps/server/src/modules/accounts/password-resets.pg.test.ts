import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeResetLink } from './password-resets.ts';
import { isRefused } from './refused.ts';
import { codeOf, createTestAccounts, granted, password } from './testing/test-accounts.ts';

const hour = 60 * 60_000;
const next = 'a whole new passphrase';
let test: Awaited<ReturnType<typeof createTestAccounts>>;
let owner: Awaited<ReturnType<typeof test.workspace>>;
let tia: Awaited<ReturnType<typeof colleague>>;
let shops = 0;

beforeAll(async () => {
  test = await createTestAccounts();
});
beforeEach(async () => {
  shops += 1;
  owner = await test.workspace(`ola${shops}@lumen.example`);
  tia = await colleague('teammate');
});
afterAll(() => test.drop());

async function colleague(role: 'admin' | 'teammate') {
  const { token } = granted(await test.accounts.invites.create(owner, { email: null, role }));
  const email = `${role}${shops}@lumen.example`;
  return granted(await test.accounts.invites.accept({ token, name: 'Tia', email, password }, null));
}
const resets = () => test.accounts.passwordResets;
const make = async (by = owner, of = tia) => granted(await resets().make(by, of.teammate.id)).token;
const signIn = (secret: string, who = tia) =>
  test.accounts.sessions.signIn(who.teammate.email, secret, null);
const ended = (words: RegExp) => ({
  code: 'reset_link_ended',
  detail: expect.stringMatching(words),
});

describe('a link that sets a new password', () => {
  it('says whose it is, sets the password, ends every session, and is written down', async () => {
    const token = await make();
    expect(await resets().look(token)).toEqual({
      workspaceName: `${owner.teammate.email}'s shop`,
      name: 'Tia',
      email: tia.teammate.email,
      expiresAt: new Date(test.clock.now().getTime() + 24 * hour).toISOString(),
    });
    expect(await test.accounts.sessions.authenticate(tia.token)).not.toBeNull();

    granted(await resets().use(token, next));
    expect(await test.accounts.sessions.authenticate(tia.token)).toBeNull();
    expect(test.ended.at(-1)).toBe(tia.teammate.id);
    expect(await signIn(password)).toMatchObject({ code: 'wrong_credentials' });
    granted(await signIn(next));
    const kinds = await test.database.query<{ kind: string; by: string | null }>(
      `select kind, teammate_id as by from audit_log
       where workspace_id = $1 and kind like 'passwordReset%' order by position`,
      [owner.workspaceId],
    );
    expect(kinds).toEqual([
      { kind: 'passwordResetMade', by: owner.teammate.id },
      { kind: 'passwordReset', by: null },
    ]);
  });

  it('works once, also for two at once, and says why it does not work any more', async () => {
    const token = await make();
    const both = await Promise.all([resets().use(token, next), resets().use(token, next)]);
    expect(both.filter((each) => !isRefused(each))).toHaveLength(1);
    expect(await resets().look(token)).toMatchObject(ended(/used already/));

    const late = await make();
    test.clock.advance(24 * hour);
    expect(await resets().use(late, next)).toMatchObject(ended(/older than 24 hours/));
    const replaced = await make();
    const newest = await make();
    expect(await resets().look(replaced)).toMatchObject(ended(/newer link/));
    expect(await resets().look('x'.repeat(43))).toMatchObject(ended(/does not know/));
    granted(await resets().use(newest, next));
  });

  it('keeps its hash only, and refuses a password that can be guessed, without being used up', async () => {
    const token = await make();
    const rows = await test.database.query<{ text: string }>(
      'select r::text as text from password_resets r',
    );
    expect(rows.map(({ text }) => text).join()).not.toContain(token);
    expect(await resets().use(token, 'password123')).toMatchObject({ code: 'invalid_input' });
    granted(await resets().use(token, next));
  });

  it('is withdrawn by a new password, another role, or being disabled', async () => {
    const changed = await make();
    granted(await test.accounts.sessions.changePassword(tia, password, 'another passphrase', null));
    expect(await resets().use(changed, next)).toMatchObject(ended(/withdrawn/));

    const before = await make();
    granted(await test.accounts.teammates.change(owner, tia.teammate.id, { role: 'owner' }));
    expect(await resets().use(before, next)).toMatchObject(ended(/withdrawn/));

    const disabled = await make();
    granted(await test.accounts.teammates.change(owner, tia.teammate.id, { disabled: true }));
    expect(await resets().look(disabled)).toMatchObject(ended(/disabled/));
    expect(await resets().make(owner, tia.teammate.id)).toMatchObject({ code: 'conflict' });
  });

  it('is made by whoever may change them: not by teammates, nor for somebody above, nor for oneself', async () => {
    const admin = await colleague('admin');
    expect(await resets().make(admin, owner.teammate.id)).toMatchObject({ code: 'forbidden' });
    expect(await resets().make(tia, admin.teammate.id)).toMatchObject({ code: 'forbidden' });
    expect(await resets().make(owner, owner.teammate.id)).toMatchObject({ code: 'conflict' });
    const stranger = await test.workspace(`stranger${shops}@lumen.example`);
    expect(await resets().make(stranger, tia.teammate.id)).toMatchObject({ code: 'not_found' });
    await make(admin);
  });

  it('leaves the second factor on, and what was tried before is forgotten', async () => {
    const secret = await secondFactor();
    const link = await make();
    for (let wrong = 0; wrong < 5; wrong += 1) await showCode('000000', password);
    granted(await resets().use(link, next));
    test.clock.advance(30_000);
    granted(await showCode(codeOf(secret, test.clock.now()), next));
  });

  it('is forgotten a month after its end', async () => {
    const token = await make();
    test.clock.advance(24 * hour + 29 * 24 * hour);
    await test.accounts.sweep();
    expect(await resets().look(token)).toMatchObject(ended(/older/));
    test.clock.advance(2 * 24 * hour);
    await test.accounts.sweep();
    expect(await resets().look(token)).toMatchObject(ended(/does not know/));
  });
});

describe('a link by mail', () => {
  const mailed = async () => {
    const { workspaceId, teammate } = tia;
    const made = await resets().makeForMailbox({ workspaceId, teammateId: teammate.id });
    if (made === null) throw new Error('no link');
    return made.token;
  };

  it('ends no other link, as anybody may ask for one; using any of them ends the rest', async () => {
    const managers = await make();
    const [first, second] = [await mailed(), await mailed()];
    granted(await resets().use(managers, next));
    for (const token of [first, second]) {
      expect(await resets().use(token, 'yet another passphrase')).toMatchObject(ended(/withdrawn/));
    }
    const [third, fourth] = [await mailed(), await mailed()];
    granted(await resets().use(third, next));
    expect(await resets().look(fourth)).toMatchObject(ended(/withdrawn/));
  });
});

describe('a link of whoever runs the server', () => {
  const command = (email: string, withoutSecondFactor = false) =>
    makeResetLink(test.database, { email, withoutSecondFactor, now: test.clock.now() });

  it('is for anybody, also the only owner', async () => {
    const { token, workspaceName } = granted(await command(owner.teammate.email.toUpperCase()));
    expect(workspaceName).toContain('shop');
    granted(await resets().use(token, next));
    granted(await signIn(next, owner));
    expect(await command('nobody@lumen.example')).toMatchObject({ code: 'not_found' });
  });

  it('takes the second factor off where it was asked to, and only once it is used', async () => {
    await secondFactor();
    expect(await command(tia.teammate.email)).toMatchObject({ secondFactor: true });
    const { token } = granted(await command(tia.teammate.email, true));
    expect(await signIn(password)).toMatchObject({ kind: 'half' });
    granted(await resets().use(token, next));
    granted(await signIn(next));
  });
});

async function secondFactor(): Promise<string> {
  const { secret } = granted(await test.accounts.secondFactors.begin(tia, password));
  const code = codeOf(secret, test.clock.now());
  granted(await test.accounts.secondFactors.confirm(tia, tia.token, code));
  return secret;
}

async function showCode(code: string, secret: string) {
  const step = await signIn(secret);
  if (!('kind' in step) || step.kind !== 'half') throw new Error('no second step');
  const half = await test.accounts.halfSessions.authenticate(step.token);
  if (half === null) throw new Error('not half signed in');
  return test.accounts.halfSessions.showCode(half, code, null);
}
