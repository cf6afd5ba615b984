/**
 * A website vouches for its customers: whose thread it is, whose it never is, and what is refused.
 */
import { eventually } from '@baton/testkit/database';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sql } from '../../platform/database/index.ts';
import { createTestAccounts, granted } from './testing/test-accounts.ts';

const hour = 60 * 60_000;
const shop = { origin: 'https://shop.example', ownOrigins: ['https://baton.example'] };
let test: Awaited<ReturnType<typeof createTestAccounts>>;
let agent: { workspaceId: string; aiAgentId: string };
let other: typeof agent;
let secret: string;

async function agentOf(email: string) {
  const { workspaceId } = await test.workspace(email);
  const [first] = await test.accounts.aiAgents.list(workspaceId);
  return { workspaceId, aiAgentId: first!.id };
}
const renew = async (of = agent) =>
  granted(await test.accounts.identities.renew(of.workspaceId, of.aiAgentId)).secret;

beforeAll(async () => {
  test = await createTestAccounts();
  agent = await agentOf('ola@lumen.example');
  other = await agentOf('sam@other.example');
  secret = await renew();
});
afterAll(() => test.drop());

const seconds = () => Math.floor(test.clock.now().getTime() / 1_000);
const token = (sub: string, { claims = {}, key = secret, alg = 'HS256' } = {}) =>
  new SignJWT({ sub, exp: seconds() + 600, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(key));
const verify = (jwt: string, of = agent) => test.accounts.identities.verify(of, jwt);

async function open(known: string | null, sub: string | null, claims = {}) {
  const identity = sub === null ? null : granted(await verify(await token(sub, { claims })));
  return test.accounts.widgetSessions.open(agent, known, shop, identity);
}
const authenticate = (known: string) => test.accounts.widgetSessions.authenticate(known, shop);

/** Somebody waits for what a transaction holds. */
const somebodyWaits = () =>
  eventually(async () => {
    const waits = await test.database.query(
      `select from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(waits.length).toBeGreaterThan(0);
  });

/** As if the contact had written: a conversation of theirs. */
let conversations = 0;
async function writes(contactId: string, sql: Sql = test.database) {
  conversations += 1;
  await sql.query(
    `insert into conversations (id, workspace_id, ai_agent_id, contact_id, version, state, status,
       controller, last_message_at, created_at, updated_at)
     values ($1, $2, $3, $4, 1, '{}', 'open', 'ai', now(), now(), now())`,
    [`cnv_${conversations}`, agent.workspaceId, agent.aiAgentId, contactId],
  );
  return `cnv_${conversations}`;
}
const conversationsOf = async (contactId: string) =>
  (
    await test.database.query<{ id: string }>(
      'select id from conversations where contact_id = $1 order by id',
      [contactId],
    )
  ).map(({ id }) => id);

describe('a token', () => {
  it('signed with the secret says who it is', async () => {
    expect(await verify(await token('user-1', { claims: { name: 'Cleo' } }))).toEqual({
      id: 'user-1',
      email: null,
      name: 'Cleo',
    });
  });

  it.each<[string, () => Promise<string> | string]>([
    ['of another secret', () => token('user-1', { key: 'x'.repeat(43) })],
    ['without a signature', () => new UnsecuredJWT({ sub: 'user-1' }).encode()],
    ['of another algorithm', () => token('user-1', { alg: 'HS512' })],
    ['that has expired', () => token('user-1', { claims: { exp: seconds() - 120 } })],
    ['that is not valid yet', () => token('user-1', { claims: { nbf: seconds() + 600 } })],
    ['that never expires', () => token('user-1', { claims: { exp: undefined } })],
    ['that was cut', async () => (await token('user-1')).slice(0, -2)],
    ['that is none', () => 'not.a.token'],
    ['that is empty', () => ''],
  ])('%s is refused', async (_, make) => {
    const refused = await verify(await make());
    expect(refused).toMatchObject({ kind: 'refused', code: 'identity_not_valid' });
    expect(JSON.stringify(refused)).not.toContain(secret);
  });

  it('of one AI agent is worth nothing for another, and nothing without a secret', async () => {
    const refused = { code: 'identity_not_valid' };
    expect(await verify(await token('user-1'), other)).toMatchObject(refused);
    await renew(other);
    expect(await verify(await token('user-1'), other)).toMatchObject(refused);
  });

  it('of an old secret ends with it', async () => {
    const old = await token('user-1');
    secret = await renew();
    expect(await verify(old)).toMatchObject({ code: 'identity_not_valid' });
    granted(await verify(await token('user-1')));
  });

  it('of an old secret takes the sessions that it began with it', async () => {
    const begun = await open(null, 'user-1');
    const visitor = await open(null, null);
    secret = await renew();
    expect(await authenticate(begun.token)).toMatchObject({ code: 'widget_session_expired' });
    granted(await authenticate(visitor.token));
    expect((await open(null, 'user-1')).contactId).toBe(begun.contactId);
  });

  it('of another workspace’s AI agent has no secret to be seen or made', async () => {
    const { identities } = test.accounts;
    const gone = { code: 'not_found' };
    expect(await identities.standing(other.workspaceId, agent.aiAgentId)).toMatchObject(gone);
    expect(await identities.renew(other.workspaceId, agent.aiAgentId)).toMatchObject(gone);
  });
});

describe('the secret', () => {
  it('is stored sealed, and afterwards only said to be there', async () => {
    const [row] = await test.database.query<{ identity_secret: string }>(
      'select identity_secret from ai_agents where id = $1',
      [agent.aiAgentId],
    );
    expect(row?.identity_secret).toMatch(/^v1\./);
    expect(row?.identity_secret).not.toContain(secret);
    const standing = await test.accounts.identities.standing(agent.workspaceId, agent.aiAgentId);
    expect(standing).toMatchObject({ set: true });
    expect(JSON.stringify(standing)).not.toContain(secret);
  });
});

describe('a customer whom the website vouches for', () => {
  it('is the same contact on every browser', async () => {
    const first = await open(null, 'everywhere', { email: 'e@shop.example' });
    const elsewhere = await open(null, 'everywhere');
    expect(first.identified).toBe(true);
    expect(elsewhere.contactId).toBe(first.contactId);
    expect(elsewhere.token).not.toBe(first.token);
    granted(await authenticate(first.token));
    const [contact] = await test.database.query(
      'select email, external_id, identity from contacts where id = $1',
      [first.contactId],
    );
    expect(contact).toMatchObject({ email: 'e@shop.example', external_id: 'everywhere' });
  });

  it('goes on with their session as long as the website vouches for the same one', async () => {
    const first = await open(null, 'faithful');
    expect((await open(first.token, 'faithful')).token).toBe(first.token);
  });

  it('takes the anonymous thread of this browser along, where they have none yet', async () => {
    const visitor = await open(null, null);
    const thread = await writes(visitor.contactId);
    const signedIn = await open(visitor.token, 'fresh');
    expect(signedIn.contactId).toBe(visitor.contactId);
    expect(await conversationsOf(signedIn.contactId)).toEqual([thread]);
  });

  it('takes it along also where they are known and have never written', async () => {
    const known = await open(null, 'quiet');
    const visitor = await open(null, null);
    const thread = await writes(visitor.contactId);
    const signedIn = await open(visitor.token, 'quiet');
    expect(await conversationsOf(signedIn.contactId)).toEqual([thread]);
    expect(await authenticate(known.token)).toMatchObject({ code: 'widget_session_expired' });
    expect((await open(null, 'quiet')).contactId).toBe(signedIn.contactId);
  });

  it('keeps their own thread where they have one; the anonymous one stays behind', async () => {
    const known = await open(null, 'regular');
    const own = await writes(known.contactId);
    const visitor = await open(null, null);
    const anonymous = await writes(visitor.contactId);
    const signedIn = await open(visitor.token, 'regular');
    expect(signedIn.contactId).toBe(known.contactId);
    expect(await conversationsOf(signedIn.contactId)).toEqual([own]);
    expect(await conversationsOf(visitor.contactId)).toEqual([anonymous]);
  });

  it('never sees the thread of who was signed in before them on the same browser', async () => {
    const first = await open(null, 'anna');
    await writes(first.contactId);
    const second = await open(first.token, 'bert');
    expect(second.contactId).not.toBe(first.contactId);
    expect(second.token).not.toBe(first.token);
    expect(await conversationsOf(second.contactId)).toEqual([]);
  });

  it('who signs out leaves nothing to be seen by who comes after', async () => {
    const first = await open(null, 'carl');
    await writes(first.contactId);
    const after = await open(first.token, null);
    expect(after).toMatchObject({ identified: false });
    expect(after.contactId).not.toBe(first.contactId);
  });

  it('is not to be had by a token that was copied while the chat was still anonymous', async () => {
    const planted = await open(null, null);
    await writes(planted.contactId);
    const victim = await open(planted.token, 'dora');
    expect(victim.contactId).toBe(planted.contactId);
    expect(victim.token).not.toBe(planted.token);
    expect(await authenticate(planted.token)).toMatchObject({ code: 'widget_session_expired' });
  });

  it('is one contact, also when many tabs say so at once', async () => {
    const tabs = await Promise.all(Array.from({ length: 8 }, () => open(null, 'many-tabs')));
    expect(new Set(tabs.map(({ contactId }) => contactId)).size).toBe(1);
  });

  it.each([
    ['goes on', true],
    ['opens on another device', false],
  ])('who is erased while the chat %s is a new visitor', async (_, goesOn) => {
    const before = await open(null, 'erased');
    await writes(before.contactId);
    let opened: ReturnType<typeof open> | undefined;
    await test.database.transaction(async (tx) => {
      await tx.query('delete from contacts where id = $1', [before.contactId]);
      opened = open(goesOn ? before.token : null, 'erased');
      await somebodyWaits();
    });
    const after = await opened!;
    expect(after.contactId).not.toBe(before.contactId);
    expect(after.token).not.toBe(before.token);
    granted(await authenticate(after.token));
    expect(await conversationsOf(after.contactId)).toEqual([]);
  });

  it('keeps what they write on one device while another opens the chat', async () => {
    const phone = await open(null, 'two-devices');
    const laptop = await open(null, null);
    await writes(laptop.contactId);
    let opened: ReturnType<typeof open> | undefined;
    const first = await test.database.transaction(async (tx) => {
      const conversation = await writes(phone.contactId, tx);
      opened = open(laptop.token, 'two-devices');
      await somebodyWaits();
      return conversation;
    });
    const after = await opened!;
    expect(after.contactId).toBe(phone.contactId);
    expect(await conversationsOf(phone.contactId)).toEqual([first]);
  });

  it('has a session for a day, unless the website vouches again', async () => {
    const { token: kept } = await open(null, 'day');
    test.clock.advance(23 * hour);
    granted(await authenticate(kept));
    await open(kept, 'day');
    test.clock.advance(23 * hour);
    granted(await authenticate(kept));
    test.clock.advance(2 * hour);
    expect(await authenticate(kept)).toMatchObject({ code: 'widget_session_expired' });
  });
});
