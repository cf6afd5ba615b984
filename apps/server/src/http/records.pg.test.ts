// Who did what, and what is known about a person, as owners and admins ask for it. The catalogue of
// holdings is held against the real database: a customer's words are sought in every column of it.

import type { FoundContact, FoundContacts } from '@baton/protocol';
import { aBrief } from '@baton/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password } from '../modules/accounts/testing/test-accounts.ts';
import { aRecord } from '../modules/feedback/testing/recorded-decision.ts';
import { holdings } from '../modules/records/holdings.ts';
import { newId } from '../platform/ids.ts';
import { tablesOf, tablesWith } from '../modules/records/testing/records-desk.ts';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let scene: Scene;
beforeAll(async () => {
  test = await createTestApp({ rateLimits: false });
  scene = await createScene(test);
});
afterAll(() => test.drop());

/** In every field that a customer can fill, and in what others make of it. */
const MARK = 'Quetzalcoatl';
/** In addresses and settings of the workspace, where its keys to other systems stand. */
const KEY = 'k3y-to-another-system';

async function aMarkedCustomer() {
  const { widget, id, messageId } = await scene.decided('answer');
  const { browser, aiAgent, workspaceId } = scene;
  const { database } = test;
  const [{ contact_id: contactId }] = (await database.query(
    'select contact_id from conversations where id = $1',
    [id],
  )) as [{ contact_id: string }];
  await widget.post('/contact', { name: `Ana ${MARK}`, email: `${MARK}@home.example` });
  await widget.say(`I am ${MARK}`, { page: `https://shop.example/${MARK}` });
  await widget.post(`/messages/${messageId}/helpful`, { helpful: true });
  await test.conversations.execute({ workspaceId }, id, {
    type: 'handOff',
    turn: 2,
    reasons: ['direct_request'],
    brief: { ...aBrief(), summary: `${MARK} wants a person` },
    decision: { summary: decision(), record: aRecord('handoff', 0.2, `Who is ${MARK}?`) },
    body: `Somebody comes, ${MARK}.`,
  });
  await browser.post(`/api/conversations/${id}/claim`);
  for (const kind of ['replies', 'notes']) {
    await browser.post(`/api/conversations/${id}/${kind}`, {
      clientMessageId: `${kind}-${Math.random()}`.replace('.', ''),
      body: `About ${MARK}`,
    });
  }
  await browser.post(`/api/conversations/${id}/tags`, { tag: MARK });
  const replay = await browser.post(`/api/ai-agents/${aiAgent.id}/policy/replay`, {
    policy: { kind: 'version', version: 1 },
  });
  expect(replay.status).toBe(202);
  // What workers would have written.
  await database.query(
    `update replay_turns set verdict = 'changed', question = $1 where conversation_id = $2`,
    [MARK, id],
  );
  await database.query(
    `update contacts set details = $2, identity = $2, external_id = $3, verified_at = now(),
       verified_until = now() where id = $1`,
    [contactId, JSON.stringify({ name: MARK }), MARK],
  );
  await database.query(
    `insert into action_runs (id, workspace_id, ai_agent_id, conversation_id, contact_id,
       action_version, definition, state, inputs, result, note, at)
     values ('run_marked', $1, $2, $3, $4, 1, $7, 'succeeded', $5, $5, $6, now())`,
    [
      workspaceId,
      aiAgent.id,
      id,
      contactId,
      JSON.stringify({ order: MARK }),
      MARK,
      JSON.stringify({ name: 'Look up', url: `https://orders.example/${KEY}?key=${KEY}` }),
    ],
  );
  await database.query(
    `insert into model_calls (id, workspace_id, ai_agent_id, conversation_id, purpose, model, at,
       input_tokens, output_tokens, currency, cost_micros, estimated, failed, milliseconds)
     values ('mcl_marked', $1, $2, $3, 'answer', 'some:model', now(), 7, 5, 'EUR', 9, false, false, 1)`,
    [workspaceId, aiAgent.id, id],
  );
  await database.query(
    `insert into jobs (workspace_id, kind, payload, failed_at, last_error)
     values ($1, 'some.kind', $2, now(), $3)`,
    [workspaceId, JSON.stringify({ conversationId: id }), MARK],
  );
  await database.query(
    `insert into webhooks (id, workspace_id, url, events, secret)
     values ('whk_marked', $1, $2, '{}', $3) on conflict do nothing`,
    [workspaceId, `https://crm.example/hooks/${KEY}?key=${KEY}`, KEY],
  );
  await database.query(
    `insert into webhook_deliveries (id, workspace_id, webhook_id, event, conversation_id, body,
       expires_at)
     values ('whd_marked', $1, 'whk_marked', 'some.event', $2, $3, now())`,
    [workspaceId, id, JSON.stringify({ said: MARK })],
  );
  return { contactId, id, widget };
}

const decision = () => ({
  id: `dec_${'m'.repeat(26)}` as never,
  outcome: 'handoff' as const,
  reasons: ['direct_request' as const],
  confidence: 0.2,
  threshold: 0.6,
  rule: 'direct_request',
  explanation: `${MARK} asked for a person.`,
  policyVersion: 1,
});

describe('what is known about a customer', () => {
  it('has a place in the catalogue for every table there is', async () => {
    expect(Object.keys(holdings).sort()).toEqual((await tablesOf(test.database)).sort());
  });

  it('is exported whole, and erased whole: their words stand nowhere any more', async () => {
    const { contactId, id, widget } = await aMarkedCustomer();
    const { browser } = scene;

    const known = await browser.get(`/api/contacts/${contactId}`);
    expect(known.body).toMatchObject({
      holds: { conversations: 1, unresolved: 1, actionRuns: 1, decisions: 2 },
      confirm: `${MARK}@home.example`.toLowerCase(),
    });

    const where = await tablesWith(test.database, MARK);
    const exported = await browser.get(`/api/contacts/${contactId}/export`);
    expect(exported.status).toBe(200);
    expect(exported.headers.get('content-disposition')).toContain('attachment');
    // Every table in which their words were found is a part of the export, with those words in it.
    for (const table of where) {
      const holding = holdings[table];
      if (holding === undefined || 'left' in holding) {
        expect(['feed', 'replay_turns', 'jobs']).toContain(table);
        continue;
      }
      const part = partOf(exported.body, holding.exported);
      expect(JSON.stringify(part).toLowerCase(), table).toContain(MARK.toLowerCase());
    }
    expect(partOf(exported.body, 'conversations[].modelCalls')).toHaveLength(1);
    expect(partOf(exported.body, 'conversations[].reviews')).toMatchObject([{ helpful: true }]);
    expect(partOf(exported.body, 'sessions')).not.toHaveLength(0);
    expect(partOf(exported.body, 'conversations[].deliveries')).toContainEqual(
      expect.objectContaining({ event: 'some.event', host: 'crm.example' }),
    );
    // It is given to the customer: no key of the company's is in it.
    expect(JSON.stringify(exported.body)).not.toContain('token');
    expect(JSON.stringify(exported.body)).not.toContain(KEY);

    const wrong = await browser.post(`/api/contacts/${contactId}/erasure`, { confirm: 'yes' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid_input']);
    const erased = await browser.post(`/api/contacts/${contactId}/erasure`, {
      confirm: `${MARK}@HOME.example`,
    });
    expect(erased.body).toMatchObject({ contactId, conversations: 1 });
    expect(await tablesWith(test.database, MARK)).toEqual([]);
    expect(await tablesWith(test.database, contactId)).toEqual(['audit_log']);
    // What names nobody stays: what the month has cost.
    expect(await test.database.query(`select 1 from model_calls where id = 'mcl_marked'`)).toEqual(
      [{}].map(() => ({ '?column?': 1 })),
    );

    expect((await browser.get(`/api/conversations/${id}`)).status).toBe(404);
    expect((await browser.get(`/api/contacts/${contactId}`)).status).toBe(404);
    expect((await browser.get(`/api/contacts/${contactId}/export`)).status).toBe(404);
    // The chat on the website begins anew, as somebody who was never here.
    const { status, body } = await widget.say('Hello again');
    expect([status, body.code]).toEqual([401, 'widget_session_expired']);
    const opened = await widget.open();
    expect(opened.body.snapshot).toBeNull();
    // Asked again, nothing more happens.
    const again = await browser.post(`/api/contacts/${contactId}/erasure`, { confirm: '' });
    expect([again.status, again.body.conversations]).toEqual([200, 0]);
  });

  it('is for owners and admins', async () => {
    const { id } = await scene.asked();
    const { browser } = await teammate('teammate');
    const [row] = await test.database.query<{ contact_id: string }>(
      'select contact_id from conversations where id = $1',
      [id],
    );
    const contact = `/api/contacts/${row?.contact_id}`;
    for (const path of [contact, `${contact}/export`, '/api/retention', '/api/audit-log']) {
      expect((await browser.get(path)).body).toMatchObject({ code: 'forbidden' });
    }
    expect((await browser.get('/api/audit-log/export')).body.code).toBe('forbidden');
    for (const [path, body] of [
      ['/api/contacts/search', { query: 'Ana' }],
      [`${contact}/erasure`, { confirm: 'erase' }],
      ['/api/retention/preview', rules],
    ] as const) {
      expect((await browser.post(path, body)).body).toMatchObject({ code: 'forbidden' });
    }
    expect((await browser.call('PUT', '/api/retention', rules)).body.code).toBe('forbidden');
    expect((await (await teammate('admin')).browser.get(contact)).status).toBe(200);
  });
});

describe('a customer is found', () => {
  const find = async (query: string, browser = scene.browser) => {
    const { status, body } = await browser.post('/api/contacts/search', { query });
    expect(status).toBe(200);
    return body as FoundContacts;
  };
  const ids = ({ contacts }: FoundContacts) => contacts.map(({ id }) => id);

  /** Nothing of them is left but who they are. */
  async function somebody(of: Partial<FoundContact> & { daysAgo?: number } = {}) {
    const { name = null, email = null, externalId = null, daysAgo = 0 } = of;
    const id = newId('con');
    await test.database.query(
      `insert into contacts (id, workspace_id, name, email, external_id, identified_by, verified_at,
         last_seen_at)
       values ($1, $2, $3, $4, $5, case when $5::text is not null then $6 end,
         case when $5::text is not null then now() end, now() - $7 * interval '1 day')`,
      [id, scene.workspaceId, name, email, externalId, scene.aiAgent.id, daysAgo],
    );
    return id;
  }

  it('by a part of the name or address, by the website’s own id, or by theirs, with no conversation left', async () => {
    const id = await somebody({
      name: 'Ottoline Färber',
      email: 'otto.f@home.example',
      externalId: 'user-81',
    });
    for (const query of ['line Fär', 'OTTO.F@', 'otto.f@home.example', 'user-81', id, 'ott', ' fä'])
      expect(ids(await find(query)), query).toContain(id);
    const { contacts } = await find('user-81');
    expect(contacts).toEqual([
      {
        id,
        name: 'Ottoline Färber',
        email: 'otto.f@home.example',
        externalId: 'user-81',
        verified: true,
        lastSeenAt: expect.any(String),
        conversations: 0,
      },
    ]);
    // A part of an id is not enough, and nothing that is typed is a wildcard.
    for (const query of ['user-8', '%', 'o_to', '%%%', '\\', "'"]) {
      expect(ids(await find(query)), query).not.toContain(id);
    }
    const erased = await scene.browser.post(`/api/contacts/${id}/erasure`, {
      confirm: 'otto.f@home.example',
    });
    expect(erased.status).toBe(200);
    expect(await find('user-81')).toEqual({ contacts: [], more: false });
  });

  it('exactly before in part, the last seen first, and no more than twenty', async () => {
    const exactly = await somebody({ email: 'same@many.example', daysAgo: 900 });
    for (let n = 0; n < 25; n += 1)
      await somebody({ email: `not-the-same@many.example.${n}`, daysAgo: n });
    const found = await find('SAME@many.example');
    expect(found.more).toBe(true);
    expect(found.contacts).toHaveLength(20);
    expect(ids(found)[0]).toBe(exactly);
    const seen = found.contacts.slice(1).map(({ lastSeenAt }) => lastSeenAt);
    expect(seen).toEqual(seen.toSorted().reverse());
  });

  it('with how many conversations there are', async () => {
    const { widget } = await scene.asked();
    await widget.post('/contact', { name: 'Wilhelmina' });
    expect((await find('Wilhelmina')).contacts).toMatchObject([{ conversations: 1 }]);
  });

  it('in one’s own workspace only, and not by asking for nothing', async () => {
    const id = await somebody({ name: 'Xanthippe', externalId: 'user-82' });
    const elsewhere = await createScene(test);
    for (const query of ['Xanthippe', 'user-82', id])
      expect(await find(query, elsewhere.browser)).toEqual({ contacts: [], more: false });
    for (const query of ['', '   ', 'x'.repeat(201)])
      expect((await scene.browser.post('/api/contacts/search', { query })).status).toBe(422);
  });
});

it('searches of customers are counted: nobody reads out the whole list', async () => {
  const limited = await createTestApp();
  const { browser } = await createScene(limited);
  const find = () => browser.post('/api/contacts/search', { query: 'Ana' });
  const answers = await Promise.all(Array.from({ length: 31 }, find));
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.map(({ body }) => body.code)).toEqual(['rate_limited']);
  await limited.drop();
});

/** "conversations[].messages" of an export. */
function partOf(whole: Record<string, unknown>, path: string): unknown {
  const [outer = '', inner] = path.split('[].');
  if (inner === undefined) return whole[outer];
  return (whole[outer] as Record<string, unknown>[]).flatMap((one) => one[inner]);
}

const rules = {
  conversationsDays: 30,
  visitorsDays: null,
  decisionInputsDays: 90,
  auditLogDays: 365,
};

async function teammate(role: 'admin' | 'teammate') {
  const invited = await scene.browser.post('/api/invites', { email: null, role });
  const browser = test.browser({ address: '203.0.113.9' });
  const email = `${role}-${Math.random()}@shop.example`;
  const joined = await browser.post('/api/invites/accept', {
    token: invited.body.link.split('=').at(-1),
    name: `Tom the ${role}`,
    email,
    password,
  });
  expect(joined.status).toBe(201);
  return { browser, email, id: joined.body.teammate.id as string };
}

describe('the audit log', () => {
  const words = async (query = '') => {
    const { body } = await scene.browser.get(`/api/audit-log?limit=100${query}`);
    return body.entries.map((entry: { words: string }) => entry.words) as string[];
  };

  it('tells who did what, and from where', async () => {
    const { browser, aiAgent, teammate: owner } = scene;
    const tom = await teammate('teammate');
    await test.browser().post('/api/session', { email: tom.email, password: 'not the password' });
    await browser.patch(`/api/teammates/${tom.id}`, { role: 'admin' });
    await browser.patch(`/api/teammates/${tom.id}`, { disabled: true });
    await browser.patch(`/api/ai-agents/${aiAgent.id}`, { name: 'Lumi', threshold: 0.81 });
    await browser.post(`/api/ai-agents/${aiAgent.id}/identity-secret`, {});
    await browser.call('PUT', `/api/ai-agents/${aiAgent.id}/engine`, {
      kind: 'openai',
      model: 'gpt-4o-mini',
      url: null,
      key: 'sk-very-secret-key-0123456789',
      selfCheck: false,
    });
    await browser.call('DELETE', `/api/ai-agents/${aiAgent.id}/engine`);
    await browser.post(`/api/ai-agents/${aiAgent.id}/documents`, {
      kind: 'text',
      title: 'Shipping',
      text: 'Two days.',
    });
    const { body: documents } = await browser.get(`/api/ai-agents/${aiAgent.id}/documents`);
    const shipping = documents.documents.find((one: { title: string }) => one.title === 'Shipping');
    const { body: document } = await browser.get(`/api/documents/${shipping.id}`);
    await browser.patch(`/api/passages/${document.passages[0].id}`, {
      text: 'Three days.',
      pinnedQuestions: ['How long?'],
    });
    const action = await scene.action();
    await browser.post(`/api/actions/${action.id}/try`, { values: { order: '1042' } });
    await browser.call('PUT', '/api/retention', rules);
    await expect
      .poll(async () => words(), { timeout: 20_000 })
      .toContain('Somebody tried to sign in as Tom the teammate with a wrong password');
    const told = await words();
    const who = owner.name;
    for (const sentence of [
      'Tom the teammate joined as a teammate',
      `${who} made Tom the teammate an admin (was teammate)`,
      `${who} disabled Tom the teammate`,
      `${who} changed name of Lumi`,
      /^.+ switched on policy version \d+ of Lumi, with another answer line$/,
      `${who} made a new identity secret for Lumi`,
      `${who} chose gpt-4o-mini to write for Lumi`,
      `${who} entered a model key for Lumi`,
      `${who} removed the model key of Lumi`,
      `${who} set the language model of Lumi back to the default`,
      `${who} added the document Shipping`,
      `${who} changed the wording and pinned questions of a passage of Shipping`,
      `${who} defined the action Look up an order`,
      `${who} tried the action Look up an order, which was really sent`,
      `${who} changed how long data is kept`,
    ]) {
      expect(told).toContainEqual(
        typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
      );
    }
    const { body } = await browser.get('/api/audit-log?group=team&limit=100');
    expect(body.entries).toContainEqual(
      expect.objectContaining({ kind: 'inviteAccepted', address: '203.0.113.9' }),
    );
    expect(JSON.stringify(await browser.get('/api/audit-log?limit=100'))).not.toContain('sk-very');
  });

  it('is read page by page, and by who, what and when', async () => {
    const { browser, teammate: owner } = scene;
    await browser.post('/api/invites', { email: null, role: 'admin' });
    await browser.post('/api/invites', { email: null, role: 'admin' });
    const first = await browser.get('/api/audit-log?limit=1&group=team');
    const next = await browser.get(`/api/audit-log?limit=1&group=team&page=${first.body.nextPage}`);
    const whole = await browser.get('/api/audit-log?group=team');
    expect([first, next].map(({ body }) => body.entries[0])).toEqual(
      whole.body.entries.slice(0, 2),
    );
    const mine = await browser.get(`/api/audit-log?teammate=${owner.id}&group=privacy`);
    for (const entry of mine.body.entries) expect(entry.teammateId).toBe(owner.id);
    const later = await browser.get('/api/audit-log?from=2999-01-01T00:00:00Z');
    expect(later.body).toEqual({ entries: [], nextPage: null });
    for (const bad of ['page=x', 'group=nothing', 'from=yesterday', 'teammate=con_1', 'limit=0']) {
      expect((await browser.get(`/api/audit-log?${bad}`)).status, bad).toBe(422);
    }
  });

  it('is downloaded as a table or as lines, and that is written down too', async () => {
    const { browser, teammate: owner } = scene;
    const csv = await browser.get('/api/audit-log/export?group=privacy');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const [head, first] = String(csv.body).split('\r\n');
    expect(head).toBe('id,at,who,what,kind,address,browser,details');
    expect(first).toContain(`${owner.name} exported the audit log`);
    const lines = await browser.get('/api/audit-log/export?format=ndjson&group=privacy');
    const [newest] = String(lines.body).split('\n');
    expect(JSON.parse(newest as string)).toMatchObject({
      kind: 'auditLogExported',
      who: owner.name,
      details: { group: 'privacy' },
    });
  });

  it('tells nothing of another workspace', async () => {
    const elsewhere = await createScene(test);
    const { body } = await elsewhere.browser.get('/api/audit-log?limit=100');
    for (const { teammateId } of body.entries) {
      expect([elsewhere.teammate.id, null]).toContain(teammateId);
    }
  });

  it('tells nobody how busy others are: names of entries and pages count nothing', async () => {
    const { browser } = scene;
    const log = (query: string) => browser.get(`/api/audit-log?limit=1&${query}`);
    const { body } = await log('');
    expect(body.entries[0].id).toMatch(/^aud_[0-9a-f]{32}$/);
    const [{ position }] = (await test.database.query(
      'select position from audit_log where id = $1',
      [body.entries[0].id],
    )) as [{ position: string }];
    expect(body.nextPage).not.toContain(position);
    // Nor is it found out by asking "before this number?": a page is one that was given out, here.
    for (const page of [position, '1', `${body.nextPage.slice(0, -1)}`]) {
      expect((await log(`page=${page}`)).body, page).toMatchObject({
        code: 'invalid_input',
        detail: expect.stringContaining('begin with the first one'),
      });
    }
    const elsewhere = await createScene(test);
    const theirs = await elsewhere.browser.get(`/api/audit-log?page=${body.nextPage}`);
    expect(theirs.body.code).toBe('invalid_input');

    // Written before entries had names.
    await test.database.query(
      `insert into audit_log (workspace_id, kind, id) values ($1, 'signedIn', null)`,
      [scene.workspaceId],
    );
    expect((await log('')).body.entries[0].id).toMatch(/^\d+$/);
  });
});

describe('retention', () => {
  it('refuses what makes no sense, field by field', async () => {
    for (const [field, value] of [
      ['conversationsDays', 0],
      ['auditLogDays', 29],
      ['visitorsDays', 4_000],
      ['decisionInputsDays', 1.5],
      ['conversationsDays', '30'],
    ] as const) {
      const { status, body } = await scene.browser.call('PUT', '/api/retention', {
        ...rules,
        [field]: value,
      });
      expect([status, body.errors[0].path]).toEqual([422, field]);
    }
    expect((await scene.browser.call('PUT', '/api/retention', {})).status).toBe(422);
  });

  it('is kept, and told with what it would remove', async () => {
    const saved = await scene.browser.call('PUT', '/api/retention', rules);
    expect(saved.body).toMatchObject({ rules });
    expect((await scene.browser.get('/api/retention')).body.rules).toEqual(rules);
    const { body } = await scene.browser.post('/api/retention/preview', rules);
    expect(body.wouldRemove).toMatchObject({ conversations: 0, visitors: 0 });
  });
});
