import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefused } from './refused.ts';
import { createTestAccounts, granted, password } from './testing/test-accounts.ts';

const answers = { workspaceName: 'Lumen', name: 'Ola', email: 'ola@lumen.example', password };
let test: Awaited<ReturnType<typeof createTestAccounts>>;

beforeEach(async () => {
  test = await createTestAccounts();
});
afterEach(() => test.drop());

const issued = async () => {
  const token = await test.accounts.setUp.issueToken();
  if (token === null) throw new Error('no token');
  return token;
};

describe('the set-up link', () => {
  it('makes a workspace, its owner, signed in, and a first AI agent', async () => {
    const session = granted(
      await test.accounts.setUp.setUp({ ...answers, token: await issued() }, 'a browser'),
    );
    const view = await test.accounts.sessionView(session);
    expect(view).toMatchObject({
      workspace: { name: 'Lumen' },
      teammate: { name: 'Ola', email: 'ola@lumen.example', role: 'owner', disabled: false },
      teammates: [{ name: 'Ola' }],
      aiAgents: [{ name: 'Lumen assistant', threshold: 0.6, policyVersion: 1, allowedOrigins: [] }],
    });
    expect(await test.accounts.sessions.authenticate(session.token)).toMatchObject({
      teammate: { id: session.teammate.id },
    });
  });

  it('is kept as a hash only', async () => {
    const token = await issued();
    const rows = await test.database.query<{ text: string }>(
      'select value::text as text from installation',
    );
    expect(rows.map(({ text }) => text).join()).not.toContain(token);
  });

  it('works once', async () => {
    const token = await issued();
    granted(await test.accounts.setUp.setUp({ ...answers, token }, null));
    expect(
      await test.accounts.setUp.setUp({ ...answers, token, email: 'two@lumen.example' }, null),
    ).toMatchObject({ code: 'setup_link_used' });
    expect(await test.accounts.setUp.isTokenValid(token)).toBe(false);
    expect(await test.accounts.setUp.issueToken()).toBeNull();
  });

  it('used twice at the same moment, lets one win', async () => {
    const token = await issued();
    const outcomes = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        test.accounts.setUp.setUp({ ...answers, email: `${name}@lumen.example`, token }, null),
      ),
    );
    expect(outcomes.filter((outcome) => !isRefused(outcome))).toHaveLength(1);
    expect(await test.database.query('select id from workspaces')).toHaveLength(1);
    expect(await test.database.query('select id from teammates')).toHaveLength(1);
  });

  it('of each of several servers works until one was used; those of long ago do not', async () => {
    const links = await Promise.all(Array.from({ length: 5 }, issued));
    for (const link of links) expect(await test.accounts.setUp.isTokenValid(link)).toBe(true);
    for (let n = 0; n < 10; n += 1) await issued();
    for (const link of links) expect(await test.accounts.setUp.isTokenValid(link)).toBe(false);
    const [one, other] = [await issued(), await issued()];
    granted(await test.accounts.setUp.setUp({ ...answers, token: one }, null));
    expect(await test.accounts.setUp.isTokenValid(other)).toBe(false);
  });

  it('cannot be made up', async () => {
    expect(await test.accounts.setUp.isTokenValid('x'.repeat(43))).toBe(false);
    await issued();
    expect(await test.accounts.setUp.isTokenValid('x'.repeat(43))).toBe(false);
  });
});
