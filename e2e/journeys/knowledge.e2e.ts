/**
 * Knowledge, as the person who looks after it lives it: a website is read, its pages are looked
 * through, a passage is put right where it was found, and the website changes underneath.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { expectAccessible, openPage, setUp, test } from '../support/desk.ts';

let website: Server;
let address: string;
const pages: Record<string, string> = {
  '/help/': `<h1>Help</h1><p>Everything about your kettle. <a href="/help/descale">Descaling</a>,
    <a href="/help/warranty">warranty</a>, <a href="/help/lost">lost</a>, <a href="/shop">shop</a>.</p>`,
  '/help/descale': `<h1>Descaling the kettle</h1>
    <p>White flakes in the water are limestone. They are harmless, and easy to remove.</p>
    <h2>How to descale</h2><p>Fill it with one part of vinegar and two parts of water, boil it once, and
    leave it for an hour. Rinse it three times.</p>`,
  '/help/warranty': `<h1>Warranty</h1><p>The kettle is guaranteed for two years from the day on which you
    bought it. Keep the receipt: it is all that we ask for.</p>`,
  '/shop': '<h1>Shop</h1><p>Buy another kettle.</p>',
};

test.use({ desk: 'knowledge', environment: { BATON_ALLOW_PRIVATE_FETCH: 'on' } });
test.beforeAll(async () => {
  website = createServer((request, response) => {
    const found = pages[request.url ?? ''];
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>Kettle help</title><main>${found ?? 'Not here.'}</main>`);
  });
  await new Promise<void>((done) => website.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(website.address() as AddressInfo).port}/help/`;
});
test.afterAll(() => {
  website.close();
});

test('a website is read, mended where it was found, and read again', async ({
  browser,
  installation: { base, setUpLink },
}) => {
  // Two readings of a website, and the AI learning what it read.
  test.slow();
  const { page, errors } = await openPage(browser);
  const card = (name: string | RegExp) => page.getByRole('article', { name });
  const openDocument = async (title: string) => {
    await page.getByRole('tab', { name: 'Documents' }).click();
    await page.getByRole('link', { name: title }).click();
  };

  await test.step('a website is added by its address', async () => {
    await setUp(page, setUpLink);
    await page.goto(`${base}/knowledge`);
    await page.getByRole('button', { name: 'Add a website' }).click();
    await page.getByLabel('Website or sitemap').fill('not an address');
    await page.keyboard.press('Enter');
    await expect(page.getByText('This is not the address of a website')).toBeVisible();
    await page.getByLabel('Website or sitemap').fill(address);
    await page.getByRole('button', { name: 'Add and read' }).click();
    await expect(page.getByText('Read just now')).toBeVisible();
  });

  await test.step('its pages say what became of each', async () => {
    const rows = page.getByRole('list', { name: 'Pages' }).getByRole('listitem');
    await expect(rows.filter({ hasText: 'Descaling the kettle' })).toContainText('Read');
    await expect(rows.filter({ hasText: '/help/lost' })).toContainText('404');
    await expect(rows.filter({ hasText: '/shop' })).toHaveCount(0);
    await expectAccessible(page, 'source');
  });

  await test.step('a question shows what was found and why; the passage is put right from there', async () => {
    await page.getByRole('link', { name: 'Knowledge' }).first().click();
    const ask = page.getByRole('region', { name: 'Ask', exact: true });
    await ask.getByLabel('Ask your AI agent').fill('How do I descale it with vinegar?');
    await page.keyboard.press('Enter');
    const first = ask.getByRole('region', { name: 'What was found' }).getByRole('listitem').first();
    await expect(first).toContainText(/matches:.*vinegar/i);
    await first.getByRole('button', { name: 'Pin question' }).click();
    await expect(first).toContainText('Pinned');
    await first.getByRole('link', { name: /How to descale/ }).click();
    await expect(card(/How to descale/)).toContainText('How do I descale it with vinegar?');
    await page.getByRole('button', { name: /^Edit “.*How to descale/ }).click();
    await page
      .getByLabel('Text of the passage')
      .fill('Use **citric acid**, two spoons to a litre; vinegar harms the seal.');
    await page.keyboard.press('Control+Enter');
    await expect(card(/How to descale/)).toContainText('Edited');
    await expectAccessible(page, 'document');
  });

  await test.step('the AI answers from what was written', async () => {
    await page.getByRole('link', { name: 'Knowledge' }).first().click();
    const ask = page.getByRole('region', { name: 'Ask', exact: true });
    await ask.getByLabel('Ask your AI agent').fill('How do I descale it with vinegar?');
    await page.keyboard.press('Enter');
    await expect(ask.getByRole('region', { name: 'What was found' })).toContainText('citric acid');
  });

  await test.step('the website changes, is read again, and the edit says so', async () => {
    pages['/help/descale'] = (pages['/help/descale'] ?? '').replace(
      'Rinse it three times.',
      'Rinse it five times.',
    );
    await page.getByRole('list', { name: 'Sources' }).getByRole('link').first().click();
    await page.getByRole('button', { name: 'Read now' }).click();
    const rows = page.getByRole('list', { name: 'Pages' }).getByRole('listitem');
    await expect(rows.filter({ hasText: 'Warranty' })).toContainText('Unchanged');
    await expect(page.getByText('Read just now')).toBeVisible();
    await openDocument('Descaling the kettle');
    await expect(card(/How to descale/)).toContainText('Original has changed');
    await expect(card(/How to descale/)).toContainText('citric acid');
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByRole('list', { name: 'What changed' })).toContainText(
      'Rinse it five times.',
    );
  });

  await test.step('a table of questions comes in row by row', async () => {
    await page.goto(`${base}/knowledge`);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('tab', { name: 'Files' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'faq.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'question,answer\nIs it loud?,"No, about as loud as talking."\nCan it boil milk?,\n',
      ),
    });
    await expect(page.getByText('1 row added, 1 left out')).toBeVisible();
    await expect(page.getByText('Line 3')).toBeVisible();
    await page.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('the website goes, with all that came from it', async () => {
    await page.getByRole('list', { name: 'Sources' }).getByRole('link').first().click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    const sources = page.getByRole('list', { name: 'Sources' }).getByRole('listitem');
    await expect(sources).toHaveCount(1);
    await expect(sources).toContainText('1 document');
  });
  expect(errors).toEqual([]);
});
