import { eventually } from '@baton/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefused } from './refused.ts';
import { createTestAccounts, granted, password } from './testing/test-accounts.ts';

const day = 24 * 60 * 60_000;
let test: Awaited<ReturnType<typeof createTestAccounts>>;

beforeAll(async () => {
  test = await createTestAccounts();
  await test.workspace('ola@lumen.example');
});
afterAll(() => test.drop());

const signIn = async (email = 'ola@lumen.example', secret = password) =>
  granted(await test.accounts.sessions.signIn(email, secret, 'a browser'));
const whoIs = (token: string) => test.accounts.sessions.authenticate(token);

describe('signing in', () => {
  it('says the same whether the email or the password is wrong', async () => {
    const wrongPassword = await test.accounts.sessions.signIn('ola@lumen.example', 'nope', null);
    const wrongEmail = await test.accounts.sessions.signIn('who@lumen.example', password, null);
    expect(wrongPassword).toMatchObject({ code: 'wrong_credentials' });
    expect(wrongEmail).toEqual(wrongPassword);
  });

  it('keeps argon2id hashes and token hashes, never what they were made from', async () => {
    const { token } = await signIn();
    const [row] = await test.database.query<{ password_hash: string }>(
      'select password_hash from teammates',
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const rows = await test.database.query<{ text: string }>(
      'select s::text as text from sessions s',
    );
    expect(rows.map(({ text }) => text).join()).not.toContain(token);
  });

  it('takes a password however its accents were typed', async () => {
    const me = await test.workspace('zoe@lumen.example');
    granted(await test.accounts.sessions.changePassword(me, password, 'caf\u00e9 creme zoe', null));
    await signIn('zoe@lumen.example', 'cafe\u0301 creme zoe');
  });
});

describe('a session', () => {
  it('slides: used within 30 days it goes on, unused for 30 days it ends', async () => {
    const { token } = await signIn();
    test.clock.advance(29 * day);
    expect(await whoIs(token)).not.toBeNull();
    test.clock.advance(29 * day);
    expect(await whoIs(token)).not.toBeNull();
    test.clock.advance(30 * day);
    expect(await whoIs(token)).toBeNull();
  });

  it('ends after 90 days, however often it is used', async () => {
    const { token } = await signIn();
    for (const _ of Array.from({ length: 4 })) {
      test.clock.advance(20 * day);
      expect(await whoIs(token)).not.toBeNull();
    }
    test.clock.advance(10 * day);
    expect(await whoIs(token)).toBeNull();
  });

  it('writes when it was last seen at most once a minute', async () => {
    const { token } = await signIn();
    const lastSeen = async () => {
      const [row] = await test.database.query<{ at: Date }>(
        'select max(last_seen_at) as at from sessions',
      );
      return row?.at.getTime();
    };
    const before = await lastSeen();
    test.clock.advance(59_000);
    await whoIs(token);
    expect(await lastSeen()).toBe(before);
    test.clock.advance(1_000);
    await whoIs(token);
    expect(await lastSeen()).toBe(before! + 60_000);
  });

  it('ends at sign-out, and only that one', async () => {
    const one = await signIn();
    const other = await signIn();
    await test.accounts.sessions.signOut(one.token);
    expect(await whoIs(one.token)).toBeNull();
    expect(await whoIs(other.token)).not.toBeNull();
    expect(test.ended.at(-1)).toBe(one.teammate.id);
  });

  it('has its password changed once by two who both know the old one', async () => {
    const me = await test.workspace('mia@lumen.example');
    const wishes = ['under a violet lantern', 'beside a copper harbour'];
    const outcomes = await Promise.all(
      wishes.map((next) => test.accounts.sessions.changePassword(me, password, next, null)),
    );
    const won = outcomes.map((outcome) => !isRefused(outcome));
    expect(won.filter(Boolean)).toHaveLength(1);
    for (const [n, next] of wishes.entries()) {
      const tried = await test.accounts.sessions.signIn('mia@lumen.example', next, null);
      expect(!isRefused(tried)).toBe(won[n]);
    }
  });

  it('is not opened with a password that was changed while it was checked', async () => {
    await test.workspace('noa@lumen.example');
    let signingIn: ReturnType<typeof test.accounts.sessions.signIn> | undefined;
    await test.database.transaction(async (tx) => {
      await tx.query(
        `update teammates set password_hash = password_hash || 'x' where email = 'noa@lumen.example'`,
      );
      // The old password is right as far as it can see, until this is committed.
      signingIn = test.accounts.sessions.signIn('noa@lumen.example', password, null);
      await eventually(async () =>
        expect(
          await test.database.query(
            `select from pg_locks where not granted and pid <> pg_backend_pid()`,
          ),
        ).not.toEqual([]),
      );
    });
    expect(await signingIn).toMatchObject({ code: 'wrong_credentials' });
  });

  it('ends everywhere when the password changes, but for a new one where it was changed', async () => {
    const elsewhere = await signIn();
    const here = await signIn();
    const next = 'a whole new passphrase';
    expect(
      await test.accounts.sessions.changePassword(here, 'not the password', next, null),
    ).toMatchObject({ code: 'wrong_credentials' });
    expect(await whoIs(elsewhere.token)).not.toBeNull();
    const saidBefore = test.ended.length;

    const fresh = granted(await test.accounts.sessions.changePassword(here, password, next, null));
    expect(await whoIs(elsewhere.token)).toBeNull();
    expect(await whoIs(here.token)).toBeNull();
    expect(await whoIs(fresh.token)).toMatchObject({ teammate: { id: here.teammate.id } });
    expect(test.ended.slice(saidBefore)).toEqual([here.teammate.id]);
    await signIn('ola@lumen.example', next);
  });
});
