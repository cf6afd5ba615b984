/** What an owner does with a policy over HTTP, and what is said to those who may not or come late. */
import type { PolicyDocument, PolicyView } from '@baton/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createScene, type Scene } from './testing/scene.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let test: TestApp;
let scene: Scene;
let address: string;

beforeAll(async () => {
  test = await createTestApp({ rateLimits: false });
});
afterAll(() => test.drop());
beforeEach(async () => {
  scene = await createScene(test);
  address = `/api/ai-agents/${scene.aiAgent.id}/policy`;
});

const read = async (): Promise<PolicyView> => (await scene.browser.get(address)).body;
const save = (document: unknown, revision: number | null, browser = scene.browser) =>
  browser.call('PUT', `${address}/draft`, { document, revision });

const charges = {
  id: 'charges',
  name: 'Disputed charges',
  text: 'When someone disputes a charge, hand over to Billing.',
  enabled: true,
  examples: ['I never made that purchase', 'what is this charge on my statement'],
  outcome: 'handoff',
  threshold: null,
  team: 'Billing',
  tags: ['Dispute'],
  priority: 'high',
};

describe('the policy over HTTP', () => {
  it('is drafted with a guideline, published, and rolled back', async () => {
    const { published } = await read();
    const { version: _, answerAt: _line, ...rest } = published.document;
    const document = { ...rest, guidelines: [charges], answer: { mode: 'threshold', at: 0.6 } };
    const saved = await save(document, null);
    expect([saved.status, saved.body.draft.document.answerAt]).toEqual([200, 0.6]);
    const sent = { revision: 1, publishedVersion: 1, note: 'Charges go to Billing' };
    const { body } = await scene.browser.post(`${address}/publish`, sent);
    expect(body).toMatchObject({
      published: {
        version: 2,
        note: 'Charges go to Billing',
        document: { guidelines: [{ ...charges, tags: ['dispute'] }] },
      },
      draft: null,
    });
    const agent = await scene.browser.get(`/api/ai-agents/${scene.aiAgent.id}`);
    expect(agent.body.aiAgent).toMatchObject({ threshold: 0.6, policyVersion: 2 });
    const back = { version: 1, publishedVersion: 2 };
    const rolledBack = await scene.browser.post(`${address}/roll-back`, back);
    expect(rolledBack.body.published).toMatchObject({ version: 3, document: { guidelines: [] } });
  });

  it('is not saved over what a colleague saved meanwhile: the answer says who', async () => {
    const { published } = await read();
    await save(published.document, null);
    const colleague = await scene.colleague();
    await scene.browser.patch(`/api/teammates/${colleague.teammate.id}`, { role: 'admin' });
    expect((await save(published.document, 1, colleague.browser)).status).toBe(200);
    const late = await save(published.document, 1);
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'conflict', teammateId: colleague.teammate.id },
    });
    expect(late.body.detail).toContain('Tia Teammate');
  });

  it('is changed by managers only, and read by everybody', async () => {
    const { browser } = await scene.colleague();
    const { published } = await read();
    expect((await browser.get(address)).status).toBe(200);
    const refused = [
      save(published.document, null, browser),
      browser.delete(`${address}/draft`),
      browser.post(`${address}/publish`, { revision: 1, publishedVersion: 1 }),
      browser.post(`${address}/roll-back`, { version: 1, publishedVersion: 1 }),
    ];
    for (const { status, body } of await Promise.all(refused))
      expect([status, body.code]).toEqual([403, 'forbidden']);
  });

  it('with errors is saved as a draft, said what is wrong with, and not published', async () => {
    const { published } = await read();
    const twice = { ...charges, examples: ['I want my money back'] };
    const document = { ...published.document, guidelines: [twice] };
    expect((await save(document, null)).status).toBe(200);
    const { body } = await scene.browser.post(`${address}/check`, { document });
    expect(body.findings).toMatchObject([
      {
        severity: 'error',
        path: 'guidelines.0.examples.0',
        otherPath: 'sensitiveTopics.0.examples.0',
      },
    ]);
    const sent = { revision: 1, publishedVersion: 1 };
    const refused = await scene.browser.post(`${address}/publish`, sent);
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'invalid_input', errors: [{ path: 'guidelines.0.examples.0' }] },
    });
    expect((await read()).published.version).toBe(1);
  });

  it('of ten thousand guidelines is refused in words, not by falling over', async () => {
    const { published } = await read();
    const guidelines = Array.from({ length: 10_000 }, (_, at) => ({
      ...charges,
      id: `rule-${at}`,
      name: `Rule ${at}`,
      text: `Rule ${at}`,
      examples: [`phrase ${at}`],
    }));
    const document: PolicyDocument = { ...published.document, guidelines: guidelines as never };
    const { body } = await scene.browser.post(`${address}/check`, { document });
    expect(body.findings[0].message).toMatch(/10,000 guidelines; a policy has room for 500/);
    const more = { ...document, guidelines: [...guidelines, charges] };
    expect((await scene.browser.post(`${address}/check`, { document: more })).status).toBe(422);
  });

  it('with a field it does not know says which', async () => {
    const { published } = await read();
    const { status, body } = await save({ ...published.document, gapBelwo: 0.1 }, null);
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('gapBelwo');
  });
});
