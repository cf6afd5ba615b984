import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from './parts.ts';
import { createTestAccounts, granted } from './testing/test-accounts.ts';

const day = 24 * 60 * 60_000;
const shop = { origin: 'https://shop.example', ownOrigins: ['https://baton.example'] };
const copycat = { ...shop, origin: 'https://copycat.example' };
const ownPage = { ...shop, origin: 'https://baton.example' };
let test: Awaited<ReturnType<typeof createTestAccounts>>;
let owner: SignedIn;
let agent: { workspaceId: string; aiAgentId: string };

beforeAll(async () => {
  test = await createTestAccounts();
  owner = await test.workspace('ola@lumen.example');
  const [first] = await test.accounts.aiAgents.list(owner.workspaceId);
  agent = { workspaceId: owner.workspaceId, aiAgentId: first!.id };
});
afterAll(() => test.drop());

const { open, authenticate } = {
  open: (token: string | null, from = shop) =>
    test.accounts.widgetSessions.open(agent, token, from),
  authenticate: (token: string, from: Parameters<typeof open>[1] | typeof noOrigin = shop) =>
    test.accounts.widgetSessions.authenticate(token, from),
};
const noOrigin = { ...shop, origin: null };

describe('a widget session', () => {
  it('begins with a new contact and goes on as the same one', async () => {
    const first = await open(null);
    const again = await open(first.token);
    expect(again.token).toBe(first.token);
    expect(again.contactId).toBe(first.contactId);
    expect((await open(null)).contactId).not.toBe(first.contactId);
  });

  it('lasts 30 days after it was last used', async () => {
    const { token } = await open(null);
    test.clock.advance(29 * day);
    granted(await authenticate(token));
    test.clock.advance(29 * day);
    granted(await authenticate(token));
    test.clock.advance(30 * day);
    expect(await authenticate(token)).toMatchObject({ code: 'widget_session_expired' });
  });

  it('whose token is carried to another website is of no use there', async () => {
    const { token, contactId } = await open(null);
    expect(await authenticate(token, copycat)).toMatchObject({ code: 'widget_session_expired' });
    expect((await open(token, copycat)).contactId).not.toBe(contactId);
    granted(await authenticate(token));
  });

  it('that was made up gets the same answer as one that has ended', async () => {
    expect(await authenticate('y'.repeat(43))).toMatchObject({ code: 'widget_session_expired' });
  });

  it('on our own page works with and without an Origin header', async () => {
    const { token } = await open(null, ownPage);
    granted(await authenticate(token, noOrigin));
    granted(await authenticate(token, ownPage));
  });

  it('ends on a website that the owner takes off the list', async () => {
    const { token } = await open(null);
    const allow = (allowedOrigins: string[]) =>
      test.accounts.aiAgents.change(owner, agent.aiAgentId, { allowedOrigins });
    await allow(['https://another.example']);
    expect(await authenticate(token)).toMatchObject({ code: 'origin_not_allowed' });
    await allow(['https://another.example', shop.origin]);
    granted(await authenticate(token));
    await allow([]);
  });
});

describe('an AI agent', () => {
  it('keeps its policy version until the threshold really changes', async () => {
    const change = async (wanted: Parameters<typeof test.accounts.aiAgents.change>[2]) =>
      granted(await test.accounts.aiAgents.change(owner, agent.aiAgentId, wanted));
    expect(await change({ name: 'Lumi' })).toMatchObject({ name: 'Lumi', policyVersion: 1 });
    expect(await change({ threshold: 0.8 })).toMatchObject({ threshold: 0.8, policyVersion: 2 });
    expect(await change({ threshold: 0.8 })).toMatchObject({ threshold: 0.8, policyVersion: 2 });
    const stored = await test.accounts.aiAgents.policyOf(owner.workspaceId, agent.aiAgentId);
    expect(stored).toMatchObject({ version: 2, policy: { answerAt: 0.8, version: 2 } });
  });

  it('of another workspace does not exist', async () => {
    const stranger = await test.workspace('sam@other.example');
    expect(await test.accounts.aiAgents.get(stranger.workspaceId, agent.aiAgentId)).toMatchObject({
      code: 'not_found',
    });
    expect(
      await test.accounts.aiAgents.change(stranger, agent.aiAgentId, { name: 'Mine' }),
    ).toMatchObject({ code: 'not_found' });
  });
});

describe('sweeping', () => {
  it('forgets ended sessions and visitors who never wrote, and nobody else', async () => {
    const kept = await open(null);
    test.clock.advance(31 * day);
    const fresh = await open(null);
    await test.accounts.sweep();
    const contacts = await test.database.query<{ id: string }>('select id from contacts');
    expect(contacts.map(({ id }) => id)).toEqual([fresh.contactId]);
    expect(await authenticate(kept.token)).toMatchObject({ code: 'widget_session_expired' });
    granted(await authenticate(fresh.token));
  });
});
