import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestAccounts, granted, password } from './testing/test-accounts.ts';

let test: Awaited<ReturnType<typeof createTestAccounts>>;
beforeAll(async () => {
  test = await createTestAccounts();
});
afterAll(() => test.drop());

const signIn = async (email: string, browser: string) =>
  granted(await test.accounts.sessions.signIn(email, password, browser));

describe('the browsers in which somebody is signed in', () => {
  it('are listed with the one that asks, and nothing in the list opens anything', async () => {
    const me = await test.workspace('list@lumen.example');
    const { token } = await signIn('list@lumen.example', 'a phone');
    const sessions = await test.accounts.openSessions.list(me, token);
    expect(sessions.map(({ browser, current }) => [browser, current])).toContainEqual([
      'a phone',
      true,
    ]);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    for (const { id } of sessions) expect(await test.accounts.sessions.authenticate(id)).toBeNull();
    expect(JSON.stringify(sessions)).not.toContain(token);
  });

  it('end one by one, with the password once more', async () => {
    const me = await test.workspace('one@lumen.example');
    const lost = await signIn('one@lumen.example', 'a lost laptop');
    const sessions = await test.accounts.openSessions.list(me, me.token);
    const { id = '' } = sessions.find(({ browser }) => browser === 'a lost laptop') ?? {};
    const guess = await test.accounts.openSessions.end(me, me.token, 'not my password', id);
    expect(guess).toMatchObject({ code: 'wrong_credentials' });
    expect(await test.accounts.sessions.authenticate(lost.token)).not.toBeNull();

    expect(await test.accounts.openSessions.end(me, me.token, password, id)).toEqual({
      kind: 'ended',
      count: 1,
    });
    expect(await test.accounts.sessions.authenticate(lost.token)).toBeNull();
    expect(await test.accounts.sessions.authenticate(me.token)).not.toBeNull();
    expect(await test.accounts.openSessions.end(me, me.token, password, id)).toMatchObject({
      code: 'not_found',
    });
  });

  it('end all but the one that asks, and nobody else’s', async () => {
    const me = await test.workspace('all@lumen.example');
    const other = await test.workspace('neighbour@lumen.example');
    await signIn('all@lumen.example', 'one');
    await signIn('all@lumen.example', 'two');
    const outcome = await test.accounts.openSessions.end(me, me.token, password, null);
    expect(outcome).toEqual({ kind: 'ended', count: 2 });
    expect(await test.accounts.openSessions.list(me, me.token)).toHaveLength(1);
    expect(await test.accounts.sessions.authenticate(other.token)).not.toBeNull();
  });

  it('of a teammate can be ended by whoever may change them, in the same workspace', async () => {
    const me = await test.workspace('boss@lumen.example');
    const stranger = await test.workspace('stranger@lumen.example');
    expect(await test.accounts.openSessions.endOf(me, stranger.teammate.id)).toMatchObject({
      code: 'not_found',
    });
    expect(await test.accounts.sessions.authenticate(stranger.token)).not.toBeNull();
    const mere = { ...me, teammate: { ...me.teammate, role: 'teammate' as const } };
    expect(await test.accounts.openSessions.endOf(mere, me.teammate.id)).toMatchObject({
      code: 'forbidden',
    });
    expect(await test.accounts.openSessions.endOf(me, me.teammate.id)).toMatchObject({
      kind: 'ended',
    });
    expect(await test.accounts.sessions.authenticate(me.token)).toBeNull();
  });
});
