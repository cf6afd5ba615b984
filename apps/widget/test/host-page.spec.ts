/** The widget on a page that is not its own. */
import { expect } from '@playwright/test';
import { tableAnswer } from './conversations.ts';
import { field, it, launcher, openChat, unsent, write } from './on-page.ts';

it.describe('somebody else’s page', () => {
  it('asks for nothing but the configuration before the chat is opened', async ({ fake, page }) => {
    await page.goto(fake.url);
    await expect(launcher(page)).toBeVisible();
    expect(fake.requests).toEqual(['GET config']);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it('cannot break it with its styles, and keeps only window.Baton', async ({ fake, page }) => {
    await page.addInitScript(() => {
      (window as unknown as { before: string[] }).before = Object.keys(window);
    });
    await openChat(page, fake, '?css=hostile');
    const box = await page.locator('.panel').boundingBox();
    expect(box?.width).toBe(400);
    await expect(page.locator('.header h2')).toHaveCSS('font-size', '17px');
    await expect(page.locator('.header h2')).toHaveCSS('color', 'rgb(255, 255, 255)');
    const left = await page.evaluate(() => {
      const { before } = window as unknown as { before: string[] };
      return Object.keys(window).filter((name) => !before.includes(name) && name !== 'before');
    });
    expect(left).toEqual(['Baton']);
  });

  it('may forbid inline styles and foreign addresses', async ({ fake, page }) => {
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
    fake.answer = (contact) => fake.say(contact, { body: tableAnswer });
    await openChat(page, fake, '?csp=strict');
    await write(page, 'A table, please');
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page.locator('.panel')).toHaveCSS('border-radius', '20px');
    expect(violations).toEqual([]);
  });

  it('may open it from its own elements, with words to begin with', async ({ fake, page }) => {
    await page.goto(`${fake.url}/?opener=1`);
    await expect(launcher(page)).toBeVisible();
    const opener = page.getByText('Shipping?');
    await opener.click();
    await expect(field(page)).toHaveValue('How long is shipping?');
    await expect(field(page)).toBeFocused();
    expect(new URL(page.url()).hash).toBe('');
    await field(page).fill('My own words');
    await opener.click();
    await expect(field(page)).toHaveValue('My own words');
  });

  it('with two tags has one widget', async ({ fake, page }) => {
    await page.goto(`${fake.url}/?tags=2`);
    await expect(launcher(page)).toBeVisible();
    await page.waitForTimeout(300);
    await expect(page.locator('baton-widget')).toHaveCount(1);
    expect(fake.requests).toEqual(['GET config']);
  });

  it('may swap its whole body: the widget stays', async ({ fake, page }) => {
    await openChat(page, fake);
    await field(page).fill('Half a sent');
    await page.evaluate(() => {
      document.body.replaceWith(document.createElement('body'));
    });
    await expect(field(page)).toHaveValue('Half a sent');
    await page.evaluate(() => document.body.replaceChildren());
    await expect(field(page)).toHaveValue('Half a sent');
  });

  it('that is not allowed shows nothing, and its developer is told why', async ({ fake, page }) => {
    fake.originAllowed = false;
    const warnings: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    await page.goto(fake.url);
    await expect.poll(() => warnings.length).toBe(1);
    expect(warnings[0]).toContain('allowed origins');
    await expect(page.locator('baton-widget')).toHaveCount(0);
  });

  it('can open it, say who is there, and listen, also before it has loaded', async ({
    fake,
    page,
  }) => {
    await page.goto(`${fake.url}/?early=1`);
    await expect(field(page)).toBeVisible();
    await expect.poll(() => fake.contact().email).toBe('ada@example.com');
    await write(page, 'Hello');
    await expect(unsent(page)).toHaveCount(0);
    fake.say(fake.contact(), { body: 'Hi' });
    const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
    await expect.poll(heard).toContainEqual({ author: 'ai', name: 'Lumi', body: 'Hi' });
    await page.evaluate(() => (window.Baton as { close(): void }).close());
    await expect(field(page)).not.toBeAttached();
  });

  it('is told in its title while its tab is hidden, and gets its own title back', async ({
    fake,
    page,
  }) => {
    await openChat(page, fake);
    await write(page, 'Hello');
    await expect(unsent(page)).toHaveCount(0);
    const look = (visibility: string) =>
      page.evaluate((state) => {
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          get: () => state,
        });
        document.dispatchEvent(new Event('visibilitychange'));
      }, visibility);
    await look('hidden');
    fake.say(fake.contact(), { body: 'Hi' });
    await expect(page).toHaveTitle('(1) A shop');
    await look('visible');
    await expect(page).toHaveTitle('A shop');
  });
});
