// The OpenAPI document is a promise: every route in it is called here, answers with what it says,
// and with not a field more; strangers get nothing. A route without a scenario fails the test.

import { ProblemDetails } from '@baton/protocol';
import { ids } from '@baton/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aLookUp } from '../modules/answering/actions/testing/an-action.ts';
import { codeOf, password } from '../modules/accounts/testing/test-accounts.ts';
import { createScene, type Scene } from './testing/scene.ts';
import { describedRoutes } from './testing/hollow-app.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

interface Call {
  path: string;
  body?: unknown;
  form?: FormData;
  expected?: number;
  /** Who calls, where it is not the owner. */
  browser?: ReturnType<TestApp['browser']>;
  widget?: ReturnType<TestApp['widget']>;
}

const message = (text: string) => ({
  clientMessageId: `client-${Math.random()}`.replace('.', ''),
  body: text,
});
const webhookDraft = { url: 'https://ledger.example/hooks', events: ['message.received'] };
/** The workspace's first: it may have only so many. */
async function aWebhook({ get, post }: ReturnType<TestApp['browser']>): Promise<string> {
  const [known] = (await get('/api/webhooks')).body.webhooks;
  return known?.id ?? (await post('/api/webhooks', webhookDraft)).body.webhook.id;
}
const later = '2031-01-01T09:00:00.000Z';

const upload = () => {
  const form = new FormData();
  form.append(
    'files',
    new File(['# Shipping\n\nTwo days.'], 'shipping.md', { type: 'text/markdown' }),
  );
  return form;
};

/** Every route, in a scene where it can succeed. */
const scenarios: Record<string, (scene: Scene) => Promise<Call> | Call> = {
  'GET /api/setup': async () => ({ path: `/api/setup?token=${await issueSetUpToken()}` }),
  'POST /api/setup': async () => ({
    path: '/api/setup',
    body: {
      token: await issueSetUpToken(),
      workspaceName: 'W',
      name: 'O',
      email: 'o@w.example',
      password,
    },
    expected: 201,
  }),
  'GET /api/session': () => ({ path: '/api/session' }),
  'POST /api/session': ({ teammate }) => ({
    path: '/api/session',
    body: { email: teammate.email, password },
  }),
  'DELETE /api/session': async ({ colleague }) => ({
    path: '/api/session',
    browser: (await colleague()).browser,
    expected: 204,
  }),
  'POST /api/password': () => ({
    path: '/api/password',
    body: { current: password, next: password },
    expected: 204,
  }),
  'POST /api/session/code': async (at) => {
    const { browser, code } = await halfSignedIn(at, 'code');
    return { path: '/api/session/code', body: { code }, browser };
  },
  'POST /api/session/second-factor': async (at) => ({
    path: '/api/session/second-factor',
    browser: (await halfSignedIn(at, 'set_up')).browser,
  }),
  'POST /api/session/second-factor/confirm': async (at) => {
    const { browser } = await halfSignedIn(at, 'set_up');
    const { secret } = (await browser.post('/api/session/second-factor')).body;
    const path = '/api/session/second-factor/confirm';
    return { path, body: { code: codeOf(secret, test.clock.now()) }, browser };
  },
  'GET /api/second-factor': () => ({ path: '/api/second-factor' }),
  'POST /api/second-factor': async ({ colleague }) => ({
    path: '/api/second-factor',
    body: { password },
    browser: (await colleague()).browser,
  }),
  'POST /api/second-factor/confirm': async ({ colleague }) => {
    const { browser } = await colleague();
    const { secret } = (await browser.post('/api/second-factor', { password })).body;
    const code = codeOf(secret, test.clock.now());
    return { path: '/api/second-factor/confirm', body: { code }, browser };
  },
  'POST /api/second-factor/off': async (at) => {
    const { browser, code } = await withSecondFactor(at);
    return { path: '/api/second-factor/off', body: { password, code }, browser, expected: 204 };
  },
  'POST /api/second-factor/recovery-codes': async (at) => {
    const { browser, code } = await withSecondFactor(at);
    return { path: '/api/second-factor/recovery-codes', body: { password, code }, browser };
  },
  'POST /api/teammates/{id}/second-factor/remove': async (at) => ({
    path: `/api/teammates/${(await withSecondFactor(at)).teammate.id}/second-factor/remove`,
    expected: 204,
  }),
  'GET /api/sign-in-rules': () => ({ path: '/api/sign-in-rules' }),
  'PUT /api/sign-in-rules': () => ({
    path: '/api/sign-in-rules',
    body: { secondFactorRequired: false },
  }),
  'POST /api/teammates/{id}/password-reset': async ({ colleague }) => ({
    path: `/api/teammates/${(await colleague()).teammate.id}/password-reset`,
    expected: 201,
  }),
  'GET /api/password-resets': () => ({ path: '/api/password-resets', browser: test.browser() }),
  'POST /api/password-resets': ({ teammate }) => ({
    path: '/api/password-resets',
    body: { email: teammate.email },
    browser: test.browser(),
    expected: 202,
  }),
  'POST /api/password-resets/look': async (at) => ({
    path: '/api/password-resets/look',
    body: { token: await resetToken(at) },
    browser: test.browser(),
  }),
  'POST /api/password-resets/use': async (at) => ({
    path: '/api/password-resets/use',
    body: { token: await resetToken(at), password: 'a whole new passphrase' },
    browser: test.browser(),
    expected: 204,
  }),
  'GET /api/sessions': () => ({ path: '/api/sessions' }),
  'POST /api/sessions/end': async ({ teammate }) => {
    await test.browser().post('/api/session', { email: teammate.email, password });
    return { path: '/api/sessions/end', body: { password, id: null } };
  },
  'POST /api/teammates/{id}/sign-out': async ({ colleague }) => ({
    path: `/api/teammates/${(await colleague()).teammate.id}/sign-out`,
  }),
  'GET /api/invites/by-token/{token}': async ({ browser }) => {
    const { body } = await browser.post('/api/invites', { email: null, role: 'teammate' });
    return { path: `/api/invites/by-token/${body.link.split('=').at(-1)}` };
  },
  'POST /api/invites/accept': async ({ browser }) => {
    const { body } = await browser.post('/api/invites', { email: null, role: 'teammate' });
    const token = body.link.split('=').at(-1);
    const email = `new-${Math.random()}@shop.example`;
    return {
      path: '/api/invites/accept',
      browser: test.browser(),
      body: { token, name: 'New', email, password },
      expected: 201,
    };
  },
  'GET /api/invites': () => ({ path: '/api/invites' }),
  'POST /api/invites': () => ({
    path: '/api/invites',
    body: { email: null, role: 'admin' },
    expected: 201,
  }),
  'DELETE /api/invites/{id}': async ({ browser }) => {
    const { body } = await browser.post('/api/invites', { email: null, role: 'teammate' });
    return { path: `/api/invites/${body.invite.id}`, expected: 204 };
  },
  'GET /api/teammates': () => ({ path: '/api/teammates' }),
  'PATCH /api/teammates/{id}': async ({ colleague }) => ({
    path: `/api/teammates/${(await colleague()).teammate.id}`,
    body: { role: 'admin' },
  }),
  'GET /api/conversations': () => ({ path: '/api/conversations?view=open' }),
  'GET /api/conversations/{id}': async ({ claimed }) => ({
    path: `/api/conversations/${(await claimed()).id}`,
  }),
  'POST /api/conversations/{id}/claim': async ({ waiting }) => ({
    path: `/api/conversations/${(await waiting()).id}/claim`,
  }),
  'POST /api/conversations/{id}/take-over': async ({ asked }) => ({
    path: `/api/conversations/${(await asked()).id}/take-over`,
  }),
  'POST /api/conversations/{id}/replies': async ({ claimed }) => ({
    path: `/api/conversations/${(await claimed()).id}/replies`,
    body: message('On its way.'),
  }),
  'POST /api/conversations/{id}/notes': async ({ asked }) => ({
    path: `/api/conversations/${(await asked()).id}/notes`,
    body: message('A regular.'),
  }),
  'POST /api/conversations/{id}/transfer': async ({ claimed }) => ({
    path: `/api/conversations/${(await claimed()).id}/transfer`,
    body: { to: null },
  }),
  'POST /api/conversations/{id}/hand-back': async ({ claimed }) => ({
    path: `/api/conversations/${(await claimed()).id}/hand-back`,
  }),
  'POST /api/conversations/{id}/assist': async ({ asked }) => ({
    path: `/api/conversations/${(await asked()).id}/assist`,
    body: { kind: 'reply' },
  }),
  'POST /api/conversations/{id}/resolve': async ({ claimed }) => ({
    path: `/api/conversations/${(await claimed()).id}/resolve`,
  }),
  'POST /api/conversations/{id}/reopen': async ({ resolved }) => ({
    path: `/api/conversations/${(await resolved()).id}/reopen`,
  }),
  'POST /api/conversations/{id}/snooze': async ({ claimed }) => ({
    path: `/api/conversations/${(await claimed()).id}/snooze`,
    body: { until: later },
  }),
  'POST /api/conversations/{id}/tags': async ({ asked }) => ({
    path: `/api/conversations/${(await asked()).id}/tags`,
    body: { tag: 'Parcel' },
  }),
  'DELETE /api/conversations/{id}/tags': async ({ asked, browser }) => {
    const { id } = await asked();
    await browser.post(`/api/conversations/${id}/tags`, { tag: 'parcel' });
    return { path: `/api/conversations/${id}/tags`, body: { tag: 'parcel' } };
  },
  'GET /api/tags': () => ({ path: '/api/tags' }),
  'GET /api/ai-agents': () => ({ path: '/api/ai-agents' }),
  'GET /api/ai-agents/{id}': ({ aiAgent }) => ({ path: `/api/ai-agents/${aiAgent.id}` }),
  'PATCH /api/ai-agents/{id}': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}`,
    body: { name: 'Lumi', threshold: 0.7 },
  }),
  'GET /api/ai-agents/{id}/install': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/install`,
  }),
  'POST /api/ai-agents/{id}/ask': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/ask`,
    body: { question: 'How long does it shine?' },
  }),
  'GET /api/ai-agents/{id}/engine': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/engine`,
  }),
  'PUT /api/ai-agents/{id}/engine': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/engine`,
    body: { kind: 'openai', model: 'gpt-4o-mini', key: 'sk-secret-1' },
  }),
  'DELETE /api/ai-agents/{id}/engine': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/engine`,
  }),
  'POST /api/ai-agents/{id}/engine/test': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/engine/test`,
    body: { kind: 'compatible', model: 'qwen3:4b', url: 'http://localhost:11434/v1' },
  }),
  'PUT /api/ai-agents/{id}/voice': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/voice`,
    body: { tone: 'lively', length: 'short', language: 'de', instructions: 'Say "Moin".' },
  }),
  'PUT /api/ai-agents/{id}/budget': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/budget`,
    body: { monthly: 20, currency: 'EUR', inputPrice: 0.15, outputPrice: 0.6 },
  }),
  'GET /api/ai-agents/{id}/usage': async (at) => {
    await modelCalled(at);
    return { path: `/api/ai-agents/${at.aiAgent.id}/usage` };
  },
  'GET /api/conversations/{id}/usage': async (at) => ({
    path: `/api/conversations/${await modelCalled(at)}/usage`,
  }),
  'GET /api/ai-agents/{id}/sources': async ({ aiAgent, website }) => {
    await website();
    return { path: `/api/ai-agents/${aiAgent.id}/sources` };
  },
  'POST /api/ai-agents/{id}/sources': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/sources`,
    body: { url: `shop.example/help-${Math.random()}`, settings: { maxPages: 20 } },
    expected: 201,
  }),
  'GET /api/sources/{id}': async ({ website }) => ({
    path: `/api/sources/${(await website()).id}`,
  }),
  'PATCH /api/sources/{id}': async ({ website }) => ({
    path: `/api/sources/${(await website()).id}`,
    body: { name: 'Help', settings: { exclude: ['/help/old/**'] }, schedule: 'daily' },
  }),
  'DELETE /api/sources/{id}': async ({ website }) => ({
    path: `/api/sources/${(await website()).id}`,
    expected: 204,
  }),
  'POST /api/sources/{id}/read': async ({ website }) => ({
    path: `/api/sources/${(await website()).id}/read`,
  }),
  'POST /api/sources/{id}/stop': async ({ website }) => ({
    path: `/api/sources/${(await website()).id}/stop`,
  }),
  'GET /api/sources/{id}/pages': async ({ website }) => ({
    path: `/api/sources/${(await website()).id}/pages?state=queued`,
  }),
  'GET /api/ai-agents/{id}/documents': async ({ aiAgent, document }) => {
    await document();
    return { path: `/api/ai-agents/${aiAgent.id}/documents?limit=1` };
  },
  'POST /api/ai-agents/{id}/documents': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/documents`,
    body: { kind: 'qa', question: 'Do you ship abroad?', answer: 'Yes, to all of Europe.' },
  }),
  'POST /api/ai-agents/{id}/uploads': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/uploads`,
    form: upload(),
  }),
  'POST /api/ai-agents/{id}/example': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/example`,
  }),
  'GET /api/documents/{id}': async ({ document }) => ({
    path: `/api/documents/${(await document()).id}`,
  }),
  'GET /api/documents/{id}/versions': async ({ document }) => ({
    path: `/api/documents/${(await document('Versions')).id}/versions`,
  }),
  'GET /api/documents/{id}/versions/{version}': async ({ document }) => ({
    path: `/api/documents/${(await document('Versions')).id}/versions/1`,
  }),
  'PATCH /api/passages/{id}': async ({ document, browser }) => {
    const { body } = await browser.get(`/api/documents/${(await document('Edited')).id}`);
    return {
      path: `/api/passages/${body.passages[0].id}`,
      body: { text: 'Within 60 days.', pinnedQuestions: ['How long?'], excluded: false },
    };
  },
  'DELETE /api/ai-agents/{id}/example': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/example`,
    expected: 204,
  }),
  'DELETE /api/documents/{id}': async ({ document }) => ({
    path: `/api/documents/${(await document()).id}`,
    expected: 204,
  }),
  'GET /api/ai-agents/{id}/policy': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/policy`,
  }),
  'GET /api/ai-agents/{id}/policy/versions/{version}': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/policy/versions/1`,
  }),
  'PUT /api/ai-agents/{id}/policy/draft': async (at) => {
    const { document, draft } = await policyOf(at);
    return {
      path: `/api/ai-agents/${at.aiAgent.id}/policy/draft`,
      body: { document, revision: draft?.revision ?? null },
    };
  },
  'DELETE /api/ai-agents/{id}/policy/draft': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/policy/draft`,
  }),
  'POST /api/ai-agents/{id}/policy/check': async (at) => {
    const { document } = await policyOf(at);
    const unheard = { ...document, answer: { mode: 'threshold', at: 1 } };
    return { path: `/api/ai-agents/${at.aiAgent.id}/policy/check`, body: { document: unheard } };
  },
  'POST /api/ai-agents/{id}/policy/publish': async (at) => {
    const { draft, version } = await drafted(at);
    return {
      path: `/api/ai-agents/${at.aiAgent.id}/policy/publish`,
      body: { revision: draft.revision, publishedVersion: version },
    };
  },
  'POST /api/ai-agents/{id}/policy/roll-back': async (at) => ({
    path: `/api/ai-agents/${at.aiAgent.id}/policy/roll-back`,
    body: { version: 1, publishedVersion: (await policyOf(at)).version },
  }),
  'POST /api/ai-agents/{id}/policy/replay': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/policy/replay`,
    body: { policy: { kind: 'version', version: 1 } },
    expected: 202,
  }),
  'POST /api/ai-agents/{id}/policy/replay/transcripts': async (at) => {
    await test.database.query('delete from replays');
    return {
      path: `/api/ai-agents/${at.aiAgent.id}/policy/replay/transcripts`,
      form: transcripts(),
      expected: 202,
    };
  },
  'GET /api/replays/{id}': async (at) => ({ path: `/api/replays/${await replayed(at)}` }),
  'GET /api/replays/{id}/changes': async (at) => ({
    path: `/api/replays/${await replayed(at)}/changes?was=answer&wouldBe=handoff`,
  }),
  'GET /api/ai-agents/{id}/decisions.jsonl': async ({ aiAgent, decided }) => {
    await decided();
    return {
      path: `/api/ai-agents/${aiAgent.id}/decisions.jsonl?since=2026-01-01T00:00:00.000Z`,
    };
  },
  'GET /api/audit-log': () => ({ path: '/api/audit-log' }),
  'GET /api/audit-log/export': () => ({ path: '/api/audit-log/export?format=csv' }),
  'POST /api/contacts/search': async (scene) => ({
    path: '/api/contacts/search',
    body: { query: await contactOf(scene) },
  }),
  'GET /api/contacts/{id}': async (scene) => ({ path: `/api/contacts/${await contactOf(scene)}` }),
  'GET /api/contacts/{id}/export': async (scene) => ({
    path: `/api/contacts/${await contactOf(scene)}/export`,
  }),
  'POST /api/contacts/{id}/erasure': async (scene) => ({
    path: `/api/contacts/${await contactOf(scene)}/erasure`,
    body: { confirm: 'erase' },
  }),
  'GET /api/retention': () => ({ path: '/api/retention' }),
  'PUT /api/retention': () => ({ path: '/api/retention', body: retentionRules }),
  'POST /api/retention/preview': () => ({ path: '/api/retention/preview', body: retentionRules }),
  'GET /api/decisions/{id}': ({ workspaceId }) => {
    test.ai.remember(workspaceId, ids.decision());
    return { path: `/api/decisions/${ids.decision()}` };
  },
  'POST /api/decisions/{id}/review': async ({ decided }) => ({
    path: `/api/decisions/${(await decided()).decisionId}/review`,
    body: { verdict: 'wrong' },
  }),
  'GET /api/conversations/{id}/reviews': async ({ decided, browser }) => {
    const { id, decisionId } = await decided();
    await browser.post(`/api/decisions/${decisionId}/review`, { verdict: 'right' });
    return { path: `/api/conversations/${id}/reviews` };
  },
  'GET /api/ai-agents/{id}/reviews/queue': async ({ aiAgent, decided }) => {
    await decided();
    return { path: `/api/ai-agents/${aiAgent.id}/reviews/queue` };
  },
  'GET /api/ai-agents/{id}/calibration': async ({ aiAgent, decided }) => {
    await decided();
    return { path: `/api/ai-agents/${aiAgent.id}/calibration` };
  },
  'GET /api/ai-agents/{id}/budget': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/budget?risk=0.1`,
  }),
  'GET /api/routing': () => ({ path: '/api/routing' }),
  'PUT /api/routing': () => ({
    path: '/api/routing',
    body: { returnToQueue: true, awayMinutes: 5, presentMinutes: 20 },
  }),
  'GET /api/notifications': () => ({ path: '/api/notifications' }),
  'PUT /api/notifications': () => ({ path: '/api/notifications', body: { when: 'always' } }),
  'PUT /api/notification-rules': () => ({
    path: '/api/notification-rules',
    body: { afterMinutes: 5, quoteCustomer: true },
  }),
  'POST /api/notifications/test': () => ({ path: '/api/notifications/test', expected: 204 }),
  'GET /api/webhooks': async ({ browser }) => {
    await aWebhook(browser);
    return { path: '/api/webhooks' };
  },
  'POST /api/webhooks': () => ({ path: '/api/webhooks', body: webhookDraft, expected: 201 }),
  'PUT /api/webhooks/{id}': async ({ browser }) => ({
    path: `/api/webhooks/${await aWebhook(browser)}`,
    body: { ...webhookDraft, description: 'Our ledger' },
  }),
  'DELETE /api/webhooks/{id}': async ({ browser }) => ({
    path: `/api/webhooks/${await aWebhook(browser)}`,
    expected: 204,
  }),
  'POST /api/webhooks/{id}/pause': async ({ browser }) => ({
    path: `/api/webhooks/${await aWebhook(browser)}/pause`,
  }),
  'POST /api/webhooks/{id}/resume': async ({ browser }) => ({
    path: `/api/webhooks/${await aWebhook(browser)}/resume`,
  }),
  'POST /api/webhooks/{id}/secret': async ({ browser }) => ({
    path: `/api/webhooks/${await aWebhook(browser)}/secret`,
  }),
  'POST /api/webhooks/{id}/test': async ({ browser }) => ({
    path: `/api/webhooks/${await aWebhook(browser)}/test`,
  }),
  'GET /api/webhooks/{id}/deliveries': async ({ browser }) => {
    const id = await aWebhook(browser);
    await browser.post(`/api/webhooks/${id}/test`);
    return { path: `/api/webhooks/${id}/deliveries?state=dead` };
  },
  'POST /api/webhooks/{id}/resend-dead': async ({ browser }) => ({
    path: `/api/webhooks/${await aWebhook(browser)}/resend-dead`,
  }),
  'POST /api/webhook-deliveries/{id}/resend': async ({ browser }) => {
    const id = await aWebhook(browser);
    const { body } = await browser.post(`/api/webhooks/${id}/test`);
    return { path: `/api/webhook-deliveries/${body.delivery.id}/resend` };
  },
  'GET /api/ai-agents/{id}/identity-secret': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/identity-secret`,
  }),
  'POST /api/ai-agents/{id}/identity-secret': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/identity-secret`,
  }),
  'GET /api/ai-agents/{id}/actions': async ({ aiAgent, action }) => {
    await action();
    return { path: `/api/ai-agents/${aiAgent.id}/actions` };
  },
  'POST /api/ai-agents/{id}/actions': ({ aiAgent }) => ({
    path: `/api/ai-agents/${aiAgent.id}/actions`,
    body: aLookUp(),
    expected: 201,
  }),
  'PUT /api/actions/{id}': async ({ action }) => ({
    path: `/api/actions/${(await action()).id}`,
    body: aLookUp({ name: 'Find an order' }),
  }),
  'DELETE /api/actions/{id}': async ({ action }) => ({
    path: `/api/actions/${(await action()).id}`,
    expected: 204,
  }),
  'POST /api/actions/{id}/try': async ({ action }) => ({
    path: `/api/actions/${(await action()).id}/try`,
    body: { values: { order: '1042' } },
  }),
  'GET /api/conversations/{id}/action-runs': async ({ awaitingApproval }) => ({
    path: `/api/conversations/${(await awaitingApproval()).id}/action-runs`,
  }),
  'GET /api/ai-agents/{id}/action-runs': async ({ aiAgent, awaitingApproval }) => {
    await awaitingApproval();
    return { path: `/api/ai-agents/${aiAgent.id}/action-runs?limit=1` };
  },
  'POST /api/action-runs/{id}/approve': async ({ awaitingApproval }) => ({
    path: `/api/action-runs/${(await awaitingApproval()).runId}/approve`,
    body: {},
  }),
  'POST /api/action-runs/{id}/decline': async ({ awaitingApproval }) => ({
    path: `/api/action-runs/${(await awaitingApproval()).runId}/decline`,
    body: { note: 'It is on its way already.' },
  }),
  'POST /widget/v1/messages/{id}/helpful': async ({ decided }) => {
    const { widget, messageId } = await decided();
    return {
      path: `/messages/${messageId}/helpful`,
      body: { helpful: true },
      widget,
      expected: 204,
    };
  },
  'GET /widget/v1/config': ({ aiAgent }) => ({
    path: `/config?key=${aiAgent.widgetKey}`,
    widget: test.widget(aiAgent.widgetKey),
  }),
  'POST /widget/v1/sessions': ({ aiAgent }) => ({
    path: '/sessions',
    body: { key: aiAgent.widgetKey },
    widget: test.widget(aiAgent.widgetKey),
  }),
  'GET /widget/v1/conversation': async ({ asked }) => ({
    path: '/conversation',
    widget: (await asked()).widget,
  }),
  'POST /widget/v1/messages': async ({ asked }) => ({
    path: '/messages',
    body: message('And another thing.'),
    widget: (await asked()).widget,
  }),
  'POST /widget/v1/contact': async ({ asked }) => ({
    path: '/contact',
    body: { name: 'Cleo', email: 'cleo@home.example' },
    widget: (await asked()).widget,
    expected: 204,
  }),
};

const transcripts = () => {
  const form = new FormData();
  const line = JSON.stringify({ id: '1', turns: [{ customer: 'Hello?' }, { teammate: 'Hi' }] });
  form.append('file', new File([`${line}\nnot JSON`], 'chats.jsonl'));
  form.append('policy', JSON.stringify({ kind: 'version', version: 1 }));
  return form;
};

async function resetToken({ browser, colleague }: Scene): Promise<string> {
  const { teammate } = await colleague();
  const { body } = await browser.post(`/api/teammates/${teammate.id}/password-reset`);
  return body.link.split('#')[1];
}

/** A colleague whose second factor is on, and the next code of their app. */
async function withSecondFactor({ colleague }: Scene) {
  const { browser, teammate } = await colleague();
  const { secret } = (await browser.post('/api/second-factor', { password })).body;
  const now = test.clock.now();
  await browser.post('/api/second-factor/confirm', { code: codeOf(secret, now) });
  return { browser, teammate, code: codeOf(secret, new Date(now.getTime() + 30_000)) };
}

/** … or without, where everybody must have one; both have shown their password. */
async function halfSignedIn(at: Scene, step: 'code' | 'set_up') {
  const known =
    step === 'code' ? await withSecondFactor(at) : { ...(await at.colleague()), code: '' };
  const rule = (secondFactorRequired: boolean) =>
    at.browser.call('PUT', '/api/sign-in-rules', { secondFactorRequired });
  await rule(step === 'set_up');
  const browser = test.browser();
  const { body } = await browser.post('/api/session', { email: known.teammate.email, password });
  await rule(false);
  if (body.step !== step) throw new Error(JSON.stringify(body));
  return { browser, code: known.code };
}

const retentionRules = {
  conversationsDays: 365,
  visitorsDays: 30,
  decisionInputsDays: null,
  auditLogDays: 365,
};

/** A customer who has just asked something. */
async function contactOf({ asked }: Scene): Promise<string> {
  const { id } = await asked();
  const [row] = await test.database.query<{ contact_id: string }>(
    'select contact_id from conversations where id = $1',
    [id],
  );
  return row?.contact_id ?? '';
}

/** A conversation for which a model was called. */
async function modelCalled({ workspaceId, aiAgent, asked }: Scene): Promise<string> {
  const { id } = await asked();
  const reservation = await test.usage.meter.reserve({
    workspaceId,
    aiAgentId: aiAgent.id,
    conversationId: id,
    purpose: 'answer',
    model: 'openai:gpt-4o-mini',
    most: { inputTokens: 900, outputTokens: 300, estimated: true },
  });
  if (reservation === 'budget_exhausted') throw new Error('no budget');
  await reservation.settle({ inputTokens: 812, outputTokens: 64, estimated: false }, false);
  return id;
}

async function replayed({ browser, aiAgent }: Scene): Promise<string> {
  await test.database.query('delete from replays');
  const { body } = await browser.post(`/api/ai-agents/${aiAgent.id}/policy/replay`, {
    policy: { kind: 'version', version: 1 },
  });
  return body.replay.id;
}

async function policyOf({ browser, aiAgent }: Scene) {
  const { body } = await browser.get(`/api/ai-agents/${aiAgent.id}/policy`);
  const { document, version } = body.published;
  return { document, version, draft: body.draft };
}

async function drafted(at: Scene) {
  const { document, version, draft } = await policyOf(at);
  const { body } = await at.browser.call('PUT', `/api/ai-agents/${at.aiAgent.id}/policy/draft`, {
    document,
    revision: draft?.revision ?? null,
  });
  return { draft: body.draft, version };
}

/** Changes that the audit log does not tell of, and why. */
const byItsEvents = 'what happens in a conversation is told by its own events, with who did it';
const changesNothing = 'asks, and changes nothing';
const notYet = 'changes nothing that anybody is subject to; switching it on is told';
const untold: Record<string, string> = {
  'POST /api/conversations/{id}/claim': byItsEvents,
  'POST /api/conversations/{id}/take-over': byItsEvents,
  'POST /api/conversations/{id}/replies': byItsEvents,
  'POST /api/conversations/{id}/notes': byItsEvents,
  'POST /api/conversations/{id}/transfer': byItsEvents,
  'POST /api/conversations/{id}/hand-back': byItsEvents,
  'POST /api/conversations/{id}/resolve': byItsEvents,
  'POST /api/conversations/{id}/reopen': byItsEvents,
  'POST /api/conversations/{id}/snooze': byItsEvents,
  'POST /api/conversations/{id}/tags': byItsEvents,
  'DELETE /api/conversations/{id}/tags': byItsEvents,
  'POST /api/action-runs/{id}/approve': byItsEvents,
  'POST /api/action-runs/{id}/decline': byItsEvents,
  'POST /api/conversations/{id}/assist': changesNothing,
  'POST /api/ai-agents/{id}/ask': changesNothing,
  'POST /api/ai-agents/{id}/engine/test': changesNothing,
  'POST /api/ai-agents/{id}/policy/check': changesNothing,
  'POST /api/contacts/search': changesNothing,
  'POST /api/password-resets/look': changesNothing,
  'POST /api/password-resets': 'told when the link is made, after the answer',
  'PUT /api/notifications': 'how somebody is told, by their own choice; nobody else is concerned',
  'POST /api/notifications/test': 'a mail to oneself',
  'POST /api/retention/preview': changesNothing,
  'POST /api/second-factor': notYet,
  'POST /api/session/second-factor': notYet,
  'PUT /api/ai-agents/{id}/policy/draft': notYet,
  'DELETE /api/ai-agents/{id}/policy/draft': notYet,
  'POST /api/ai-agents/{id}/policy/replay': notYet,
  'POST /api/ai-agents/{id}/policy/replay/transcripts': notYet,
  'POST /api/decisions/{id}/review': 'the mark stands with the decision, with who made it and when',
  'POST /api/sources/{id}/read': 'what the clock does by itself as well; the source says when',
  'POST /api/sources/{id}/stop': 'the source says so; what was read stays',
  'POST /api/webhooks/{id}/test': 'nothing of a customer is sent; it stands among the deliveries',
  'POST /api/webhooks/{id}/resend-dead': 'the deliveries say when they were sent again',
  'POST /api/webhook-deliveries/{id}/resend': 'the delivery says when it was sent again',
};
/** What is read out whole is told of. */
const toldReads = [
  'GET /api/contacts/{id}/export',
  'GET /api/audit-log/export',
  'GET /api/ai-agents/{id}/decisions.jsonl',
];

const isToldInTheAuditLog = (route: Route): boolean =>
  route.method === 'get'
    ? toldReads.includes(nameOf(route))
    : route.path.startsWith('/api/') && untold[nameOf(route)] === undefined;

async function lastTold({ database }: TestApp): Promise<string> {
  const [row] = await database.query<{ last: string }>(
    'select coalesce(max(position), 0) as last from audit_log',
  );
  return row?.last ?? '';
}

let test: TestApp;
let fresh: TestApp;
let scene: Scene;
let elsewhere: Scene;
beforeAll(async () => {
  // Two installations: one at work, and one that is not set up yet.
  [test, fresh] = [
    await createTestApp({ rateLimits: false }),
    await createTestApp({ rateLimits: false }),
  ];
  scene = await createScene(test);
  elsewhere = await createScene(test);
});
afterAll(() => Promise.all([test.drop(), fresh.drop()]));

async function issueSetUpToken(): Promise<string> {
  const token = await fresh.accounts.setUp.issueToken();
  if (token === null) throw new Error('set up already');
  return token;
}

const routes = describedRoutes();

type Route = (typeof routes)[number];

const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`;
const isFor = (scheme: string) => (route: Route) =>
  route.security?.some((named) => scheme in named) === true;
const named = (route: Route) => [nameOf(route), route] as const;
const ofOneThing = ({ path }: Route) => path.includes('{id}');

async function prepare(route: Route) {
  const call = await scenarios[nameOf(route)]!(scene);
  return (caller: Caller) =>
    caller.call(
      route.method.toUpperCase(),
      call.path,
      call.body,
      call.form === undefined ? {} : { raw: call.form },
    );
}

type Caller = Pick<ReturnType<TestApp['browser']>, 'call'>;

describe('the API', () => {
  it('has a scenario here for every route, and a route for every scenario', () => {
    expect(new Set(routes.map(nameOf))).toEqual(new Set(Object.keys(scenarios)));
    const names = routes.map(nameOf);
    expect([...Object.keys(untold), ...toldReads].filter((name) => !names.includes(name))).toEqual(
      [],
    );
  });

  it.each(routes.map(named))('%s answers as described, and says no more', async (name, route) => {
    const { browser, widget, expected = 200, ...call } = await scenarios[name]!(scene);
    const at = route.path === '/api/setup' ? fresh : test;
    const caller = widget ?? browser ?? (at === fresh ? fresh.browser() : scene.browser);
    const before = await lastTold(at);
    const answer = await caller.call(
      route.method.toUpperCase(),
      call.path,
      call.body,
      call.form === undefined ? {} : { raw: call.form },
    );
    expect(answer).toMatchObject({ status: expected });
    const { content } = (route.responses as Responses)[answer.status]!;
    const schema = Object.values(content ?? {})[0]?.schema ?? z.null();
    // Parsing drops what the schema does not know: equal means that nothing more was said.
    expect(z.parse(schema, answer.body)).toEqual(answer.body);
    // Who changed what is told in the audit log, or is said above not to be.
    const told = (await lastTold(at)) !== before;
    expect([name, told]).toEqual([name, isToldInTheAuditLog(route)]);
  });

  it.each(routes.filter(isFor('session')).map(named))(
    '%s is for those who are signed in',
    async (_name, route) => {
      const ask = await prepare(route);
      for (const stranger of [test.browser(), test.browser({ session: 'x'.repeat(43) })]) {
        const { status, body } = await ask(stranger);
        expect([status, ProblemDetails.parse(body).code]).toEqual([401, 'unauthenticated']);
      }
    },
  );

  it.each(routes.filter(isFor('session')).filter(ofOneThing).map(named))(
    '%s finds nothing of another workspace',
    async (_name, route) => {
      const { status, body } = await (await prepare(route))(elsewhere.browser);
      expect([status, ProblemDetails.parse(body).code]).toEqual([404, 'not_found']);
    },
  );

  it.each(
    routes
      .filter(isFor('session'))
      .filter((route) => route.method === 'get' && !ofOneThing(route))
      .map(named),
  )('%s tells nothing of another workspace', async (_name, route) => {
    await scene.claimed();
    const { status, body } = await (await prepare(route))(elsewhere.browser);
    expect(status).toBe(200);
    const { workspaceId, teammate, aiAgent } = scene;
    const { body: own } = await scene.browser.get('/api/conversations?view=open');
    const theirs = [workspaceId, teammate.id, aiAgent.id, own.conversations[0].id];
    for (const id of theirs) expect(JSON.stringify(body)).not.toContain(id);
  });

  it.each(routes.filter(isFor('widgetToken')).map(named))(
    '%s is for those who opened a chat',
    async (_name, route) => {
      const { status, body } = await (await prepare(route))(test.widget(scene.aiAgent.widgetKey));
      expect([status, ProblemDetails.parse(body).code]).toEqual([401, 'widget_session_expired']);
    },
  );
});

type Responses = Record<number, { content?: Record<string, { schema: z.ZodType }> }>;
