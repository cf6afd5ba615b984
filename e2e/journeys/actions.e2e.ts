/**
 * A customer sees an answer while it is written, has an order looked up by a form, and signs in on
 * the website: with a language model and the shop's own server behind it.
 */
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { ask, expectAccessible, openPage, openWidget, phone, test } from '../support/desk.ts';
import { type ModelProvider, startModelProvider } from '../support/model-provider.ts';
import { aWorld, type World } from '../support/world.ts';

test.use({
  desk: 'actions',
  environment: { BATON_ALLOW_PRIVATE_FETCH: 'on', BATON_PRIVATE_MODELS: 'on' },
});
test.describe.configure({ mode: 'serial' });

let world: World;
let model: ModelProvider;
let shop: Server;
const asked: string[] = [];

test.beforeAll(async ({ installation }) => {
  shop = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ status: 'on its way', day: 'Friday' }));
  });
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done));
  model = await startModelProvider(120);
  world = await aWorld(installation);
  const { owner, aiAgent } = world;
  const engine = { kind: 'compatible', model: 'quoting', url: model.url };
  await owner.put(`/api/ai-agents/${aiAgent.id}/engine`, engine);
  await owner.post(`/api/ai-agents/${aiAgent.id}/actions`, orderStatus(shop));
});
test.afterAll(() => {
  model.stop();
  shop.close();
});

const writing = (page: Page) => page.locator('.message.writing');
const form = (page: Page) => page.getByRole('region', { name: 'Order status' });

test('an answer is seen while it is written, and stays when it is whole', async ({
  browser,
  installation,
}) => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${installation.base}/demo`);
  await openWidget(page);
  await ask(page, 'How do I reset my lamp?');
  await expect(writing(page)).toBeVisible();
  const bubble = await writing(page).locator('.bubble').elementHandle();
  const begun = (await bubble?.textContent()) ?? '';
  expect(begun.length).toBeGreaterThan(5);
  await expect(writing(page)).not.toBeAttached();
  const answer = page.locator('.message.ai').last();
  await expect(answer).toContainText(begun);
  expect(await bubble?.evaluate((element) => element.isConnected)).toBe(true);
  await expect(page.getByRole('link', { name: /reset your lamp/i }).first()).toBeVisible();
  expect(errors).toEqual([]);
});

for (const [screen, viewport] of [
  ['desktop', { width: 1200, height: 800 }],
  ['phone', phone],
] as const) {
  test(`an order is looked up by a form: ${screen}`, async ({ browser, installation }) => {
    const { page, errors } = await openPage(browser, { viewport });
    await page.goto(`${installation.base}/demo`);
    await openWidget(page);
    await ask(page, 'Where is my order?');
    await expect(form(page)).toBeVisible();
    await expectAccessible(page, 'the form of an action');
    const number = form(page).getByLabel('Order number');
    await form(page).getByRole('button', { name: 'Send' }).click();
    await expect(number).toBeFocused();
    await page.reload();
    await number.fill('LD-20417');
    await form(page).getByLabel('Lamps in it').fill('2');
    asked.length = 0;
    await form(page).getByRole('button', { name: 'Send' }).dblclick();
    await expect(page.getByRole('log')).toContainText('Your order is on its way until Friday.');
    await expect(form(page).getByRole('definition')).toHaveText(['LD-20417', '2']);
    expect(asked).toEqual(['/orders/LD-20417?lamps=2']);
    await page.reload();
    await expect(form(page).getByRole('definition')).toHaveText(['LD-20417', '2']);
    expect(errors).toEqual([]);
  });
}

test('who signs in is known, and who signs in after them sees nothing of it', async ({
  browser,
  installation,
}) => {
  const { owner, aiAgent } = world;
  const path = `/api/ai-agents/${aiAgent.id}/identity-secret`;
  const { secret } = await owner.post<{ secret: string }>(path);
  const { page, errors } = await openPage(browser);
  await page.addInitScript(() => {
    Object.assign(window, { heard: [] });
    const { heard } = window as unknown as { heard: unknown[] };
    (window as unknown as { Baton: unknown }).Baton = [
      ['on', 'identity', (told: unknown) => heard.push(told)],
    ];
  });
  await page.goto(`${installation.base}/demo`);
  await openWidget(page);
  await ask(page, 'How long does the battery base last?');
  await expect(page.locator('.message.ai')).toHaveCount(2);
  const mine = page.locator('.message.you .bubble');

  await identify(page, jwt(secret, 'ada'));
  await expect.poll(() => heardOf(page)).toEqual([{ identified: true, problem: null }]);
  await expect(mine).toHaveText('How long does the battery base last?');

  await identify(page, jwt(secret, 'ben'));
  await expect(mine).toHaveCount(0);
  await ask(page, 'What does Lumen Plus cost?');
  await expect(page.locator('.message.ai')).toHaveCount(2);
  await expect(mine).toHaveText('What does Lumen Plus cost?');

  await identify(page, jwt(secret, 'ada'));
  await expect(mine).toHaveText('How long does the battery base last?');
  await identify(page, jwt('another secret, of nobody here at all', 'ben'));
  await expect.poll(async () => (await heardOf(page)).at(-1)?.identified).toBe(false);
  await expect(mine).toHaveCount(0);
  expect(errors).toEqual([]);
});

type Heard = { identified: boolean; problem: string | null };

const heardOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
const identify = (page: Page, token: string) =>
  page.evaluate((given) => {
    (window as unknown as { Baton: { identify(jwt: string): void } }).Baton.identify(given);
  }, token);

function jwt(secret: string, sub: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub, iat: now, exp: now + 600 })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function orderStatus(server: Server) {
  const field = (name: string, label: string, type: string, more: object = {}) => {
    const plain = { required: true, examples: [], choices: [], from: 'customer' };
    return { name, label, type, ...plain, ...more };
  };
  return {
    name: 'Order status',
    description: 'Says where an order is.',
    enabled: true,
    useWhen: ['Where is my order?', 'When does my parcel arrive?', 'Track my order'],
    neverUseWhen: ['How do I place an order?'],
    sensitive: false,
    needsIdentity: false,
    method: 'GET',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders/{{order}}?lamps={{lamps}}`,
    body: null,
    fields: [
      field('order', 'Order number', 'code', { examples: ['LD-10234'] }),
      field('lamps', 'Lamps in it', 'number'),
    ],
    headers: [],
    success: 'Your order is {{status}} until {{day}}.',
    failure: 'I could not look that up.',
    timeoutMs: 5_000,
    retries: 1,
  };
}
