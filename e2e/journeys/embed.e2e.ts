/** One line of HTML on somebody else's page; and a server that dies while a customer waits. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { ask, openPage, openWidget, test } from '../support/desk.ts';
import { aWorld } from '../support/world.ts';

let shop: Server;
let shopOrigin: string;
let html = '';

test.use({ desk: 'embed' });

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  shop = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>A shop</title><style>* { color: red !important; font-size: 40px }</style><h1>A shop</h1>${html}`,
    );
  });
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done));
  shopOrigin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  shop.close();
});

let world: Awaited<ReturnType<typeof aWorld>>;

test('the copied line works on a page of another origin', async ({ browser, installation }) => {
  world = await aWorld(installation);
  const { aiAgent, owner } = world;
  const install = await owner.get<{ html: string }>(`/api/ai-agents/${aiAgent.id}/install`);
  html = install.html.replace('localhost', '127.0.0.1');
  expect(html.trim().split('\n')).toHaveLength(1);

  const { page, errors } = await openPage(browser);
  await page.goto(shopOrigin);
  await openWidget(page);
  await ask(page, 'How do I reset my lamp?');
  const source = page.getByRole('link', { name: /reset your lamp/i });
  await expect(source).toBeVisible();
  // The article lives with Baton, not with the shop.
  const href = await source.evaluate((link) => (link as HTMLAnchorElement).href);
  expect(href).toMatch(
    new RegExp(`^http://(localhost|127.0.0.1):${new URL(installation.base).port}/articles/`),
  );
  expect(errors).toEqual([]);
});

test('a server killed while a customer waits answers after its restart, once, without a reload', async ({
  browser,
  installation,
}) => {
  const { page, errors } = await openPage(browser);
  await page.goto(shopOrigin);
  await openWidget(page);
  await installation.server.kill();
  await ask(page, 'What does Lumen Plus cost?');
  await installation.server.start();
  await expect(page.getByRole('link', { name: /lumen plus/i })).toHaveCount(1, { timeout: 60_000 });
  await expect(page.getByText('What does Lumen Plus cost?')).toHaveCount(1);
  expect(errors).toEqual([]);
});

test('a website that is not allowed shows no chat', async ({ browser }) => {
  const { aiAgent, owner } = world;
  await owner.patch(`/api/ai-agents/${aiAgent.id}`, { allowedOrigins: ['https://shop.example'] });
  const { page } = await openPage(browser);
  const warned = page.waitForEvent('console', (message) => message.type() === 'warning');
  await page.goto(shopOrigin);
  expect((await warned).text()).toMatch(/baton/i);
  await expect(page.getByRole('button')).toHaveCount(0);
});
