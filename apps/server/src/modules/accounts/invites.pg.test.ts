import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from './parts.ts';
import { isRefused } from './refused.ts';
import { createTestAccounts, granted, password } from './testing/test-accounts.ts';

const day = 24 * 60 * 60_000;
let test: Awaited<ReturnType<typeof createTestAccounts>>;
let owner: SignedIn;
let stranger: SignedIn;

beforeAll(async () => {
  test = await createTestAccounts();
  owner = await test.workspace('ola@lumen.example');
  stranger = await test.workspace('sam@other.example');
});
afterAll(() => test.drop());

const invite = async (email: string | null = null) =>
  granted(await test.accounts.invites.create(owner, { email, role: 'teammate' }));
const accept = (token: string, email: string) =>
  test.accounts.invites.accept({ token, name: 'Tia', email, password }, null);

describe('an invitation', () => {
  it('says who invites where, and makes its holder a teammate, whom every screen hears of', async () => {
    const { token } = await invite();
    expect(await test.accounts.invites.offer(token)).toMatchObject({
      workspaceName: "ola@lumen.example's shop",
      invitedBy: 'Ola Owner',
      email: null,
    });
    const wakes = test.wakes();
    const session = granted(await accept(token, 'tia@lumen.example'));
    expect(session.workspaceId).toBe(owner.workspaceId);
    expect(session.teammate.role).toBe('teammate');
    expect(test.wakes()).toBe(wakes + 1);
    const feed = await test.database.query(
      'select workspace_id, conversation_id, type, data from feed order by position desc limit 1',
    );
    expect(feed).toEqual([
      {
        workspace_id: owner.workspaceId,
        conversation_id: null,
        type: 'teammate.changed',
        data: { teammate: session.teammate },
      },
    ]);
  });

  it('works once, also when two use it at the same moment', async () => {
    const { token } = await invite();
    const outcomes = await Promise.all(
      ['x', 'y', 'z'].map((name) => accept(token, `${name}@lumen.example`)),
    );
    expect(outcomes.filter((outcome) => !isRefused(outcome))).toHaveLength(1);
    expect(outcomes.flatMap((outcome) => (isRefused(outcome) ? outcome.code : []))).toEqual([
      'invite_expired',
      'invite_expired',
    ]);
  });

  it('ends after seven days', async () => {
    const { token } = await invite();
    test.clock.advance(7 * day);
    expect(await test.accounts.invites.offer(token)).toMatchObject({ code: 'invite_expired' });
    expect(await accept(token, 'late@lumen.example')).toMatchObject({ code: 'invite_expired' });
  });

  it('can be revoked, by its own workspace only', async () => {
    const { invite: made, token } = await invite();
    expect(await test.accounts.invites.revoke(stranger, made.id)).toMatchObject({
      code: 'not_found',
    });
    expect(await test.accounts.invites.list(stranger)).toEqual([]);
    expect((await test.accounts.invites.list(owner)).map(({ id }) => id)).toContain(made.id);
    granted(await test.accounts.invites.revoke(owner, made.id));
    expect(await accept(token, 'gone@lumen.example')).toMatchObject({ code: 'invite_expired' });
    expect((await test.accounts.invites.list(owner)).map(({ id }) => id)).not.toContain(made.id);
  });

  it('for one address is for that address', async () => {
    const { token } = await invite('una@lumen.example');
    expect(await accept(token, 'otto@lumen.example')).toMatchObject({ code: 'forbidden' });
    granted(await accept(token, 'una@lumen.example'));
  });

  it('is not spent by somebody whose address is taken', async () => {
    const { token } = await invite();
    expect(await accept(token, 'sam@other.example')).toMatchObject({ code: 'email_taken' });
    granted(await accept(token, 'vera@lumen.example'));
  });

  it('is not made for somebody who is there already', async () => {
    expect(
      await test.accounts.invites.create(owner, { email: 'ola@lumen.example', role: 'admin' }),
    ).toMatchObject({ code: 'email_taken' });
  });
});
