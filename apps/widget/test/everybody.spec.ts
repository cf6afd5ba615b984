/** Keyboard, languages, phones, any accent colour, light and dark. */
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { aForm, aHandoff, aPersonJoins, tableAnswer } from './conversations.ts';
import { ask, field, it, launcher, mine, openChat, write } from './on-page.ts';

it.describe('for everybody', () => {
  it('Enter sends, Shift+Enter does not, Escape closes and gives the focus back', async ({
    fake,
    page,
  }) => {
    await openChat(page, fake);
    await field(page).pressSequentially('one');
    await page.keyboard.press('Shift+Enter');
    await field(page).pressSequentially('two');
    await page.keyboard.press('Enter');
    await expect(mine(page)).toHaveText('one\ntwo');
    await page.keyboard.press('Escape');
    await expect(page.locator('.panel')).not.toBeAttached();
    await expect(launcher(page)).toBeFocused();
  });

  it('a message that is too long says by how much, before it is sent', async ({ fake, page }) => {
    await openChat(page, fake);
    await field(page).fill('x'.repeat(20_007));
    await expect(page.getByText('7 characters too long')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled();
    await field(page).fill('x'.repeat(19_990));
    await expect(page.getByText('10 characters left')).toBeVisible();
  });

  it('script in a message is text', async ({ fake, page }) => {
    const nasty = '<img src=x onerror="document.title=`owned`"><script>alert(1)</script>';
    fake.answer = (contact) =>
      fake.say(contact, {
        body: `${nasty}\n\n[a](javascript:alert(1))`,
        sources: [{ title: nasty, url: 'javascript:alert(1)', quote: nasty }],
      });
    await openChat(page, fake);
    await write(page, nasty);
    await expect(mine(page)).toHaveText(nasty);
    await page.getByRole('button', { name: 'Show the passage' }).click();
    await expect(page.locator('baton-widget img, baton-widget script')).toHaveCount(0);
    await expect(page.locator('baton-widget [href^="javascript"]')).toHaveCount(0);
    expect(await page.title()).toBe('A shop');
  });

  it('speaks the visitor’s language', async ({ fake, browser }) => {
    const context = await browser.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    await page.goto(fake.url);
    await page.getByRole('button', { name: 'Chat öffnen' }).click();
    await expect(page.getByText('KI-Assistent · antwortet sofort')).toBeVisible();
    await context.close();
  });

  it('fills a phone, leaves the page behind it still, and does not bring up the keyboard', async ({
    fake,
    browser,
  }) => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const page = await context.newPage();
    await page.goto(fake.url);
    await launcher(page).click();
    expect(await page.locator('.panel').boundingBox()).toEqual({
      x: 0,
      y: 0,
      width: 390,
      height: 844,
    });
    await expect(field(page)).not.toBeFocused();
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('hidden');
    await page.getByRole('button', { name: 'Close chat' }).first().click();
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('');
    await context.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const accent of ['#3b5bdb', '#ffd43b', '#111111']) {
      it(`axe finds nothing, ${colorScheme}, ${accent}`, async ({ fake, page }) => {
        // Eight looks, of seconds each where others use the machine.
        it.slow();
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        fake.config = { ...fake.config, look: { ...fake.config.look, accent } };
        const check = async () => {
          const { violations } = await new AxeBuilder({ page }).include('baton-widget').analyze();
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`,
          );
          expect(found).toEqual([]);
        };
        fake.answer = (contact) =>
          fake.say(contact, {
            body: tableAnswer,
            sources: [{ title: 'T', url: 'https://x.example', quote: '`q`' }],
            choices: ['A', 'B'],
          });
        await openChat(page, fake);
        await page.getByRole('button', { name: 'More' }).click();
        await check();
        await page.keyboard.press('Escape');
        await write(page, 'A table at https://a.example, please');
        await page.getByRole('button', { name: 'Show the passage' }).click();
        await check();
        fake.answer = () => {};
        await ask(page, 'Where is my order?');
        fake.writes(fake.contact(), 'I **look**', { sources: [{ title: 'T', url: '/t' }] });
        await expect(page.locator('.writing')).toBeVisible();
        await check();
        aForm(fake, fake.contact());
        await page.getByRole('region').getByRole('button', { name: 'Send' }).click();
        await expect(page.getByText('Please fill this in.').first()).toBeVisible();
        await check();
        fake.notice(fake.contact(), 'actionFailed', 'Refund', {}, 'See https://a.example');
        fake.refusals.push({ path: 'messages', status: 422, code: 'invalid_input', times: 1 });
        await write(page, 'Refused, see https://a.example');
        await expect(page.getByText('Not sent.')).toBeVisible();
        aHandoff(fake, fake.contact());
        await expect(page.getByText('Connecting you')).toBeVisible();
        await check();
        aPersonJoins(fake, fake.contact());
        fake.say(fake.contact(), { author: 'teammate', authorName: 'Sam Rivera', body: 'Hi' });
        await expect(page.getByRole('heading', { level: 2 })).toHaveText('Sam Rivera');
        await check();
        await page.keyboard.press('Escape');
        fake.say(fake.contact(), {
          author: 'teammate',
          authorName: 'Sam Rivera',
          body: 'Still there?',
        });
        await expect(page.locator('.preview')).toBeVisible();
        await check();
      });
    }
  }
});
