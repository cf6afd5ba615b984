import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenedSession } from './index.ts';
import type { SignedIn } from './parts.ts';
import { createTestAccounts, granted, password } from './testing/test-accounts.ts';

let test: Awaited<ReturnType<typeof createTestAccounts>>;
let owner: SignedIn;

beforeEach(async () => {
  test = await createTestAccounts();
  owner = await test.workspace('ola@lumen.example');
});
afterEach(() => test.drop());

async function join(email: string): Promise<OpenedSession> {
  const { token } = granted(await test.accounts.invites.create(owner, { email, role: 'teammate' }));
  return granted(await test.accounts.invites.accept({ token, name: 'Tia', email, password }, null));
}

describe('teammates', () => {
  it('who are disabled are signed out at once and cannot sign in', async () => {
    const tia = await join('tia@lumen.example');
    const changed = granted(
      await test.accounts.teammates.change(owner, tia.teammate.id, { disabled: true }),
    );
    expect(changed.disabled).toBe(true);
    expect(test.ended).toEqual([tia.teammate.id]);
    expect(await test.accounts.sessions.authenticate(tia.token)).toBeNull();
    expect(await test.accounts.sessions.signIn('tia@lumen.example', password, null)).toMatchObject({
      code: 'wrong_credentials',
    });

    granted(await test.accounts.teammates.change(owner, tia.teammate.id, { disabled: false }));
    granted(await test.accounts.sessions.signIn('tia@lumen.example', password, null));
  });

  it('of another workspace do not exist', async () => {
    const stranger = await test.workspace('sam@other.example');
    expect(
      await test.accounts.teammates.change(stranger, owner.teammate.id, { disabled: true }),
    ).toMatchObject({ code: 'not_found' });
    expect(await test.accounts.teammateName(stranger.workspaceId, owner.teammate.id)).toBeNull();
    expect(await test.accounts.teammateName(owner.workspaceId, owner.teammate.id)).toBe(
      'Ola Owner',
    );
  });

  it('of whom two are owners and demote each other at once, keep one owner', async () => {
    const tia = await join('tia@lumen.example');
    granted(await test.accounts.teammates.change(owner, tia.teammate.id, { role: 'owner' }));
    const second = granted(
      await test.accounts.sessions.signIn('tia@lumen.example', password, null),
    );

    const outcomes = await Promise.all([
      test.accounts.teammates.change(owner, tia.teammate.id, { role: 'teammate' }),
      test.accounts.teammates.change(second, owner.teammate.id, { role: 'teammate' }),
    ]);
    expect(
      outcomes.map((outcome) => ('kind' in outcome ? outcome.code : outcome.role)).sort(),
    ).toEqual(['conflict', 'teammate']);
    const people = await test.accounts.teammates.list(owner.workspaceId);
    expect(people.filter(({ role }) => role === 'owner')).toHaveLength(1);
  });
});
