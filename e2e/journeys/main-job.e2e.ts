/**
 * The main job, as the people in it live it: an owner sets up and loads knowledge, a customer asks
 * and is answered, asks for a person, is claimed and answered by one, loses the network on the way,
 * is handed back to the AI, and the conversation is resolved.
 */
import { expect } from '@playwright/test';
import {
  ask,
  composer,
  expectAccessible,
  openPage,
  openWidget,
  phone,
  setUp,
  test,
} from '../support/desk.ts';
import { picture } from '../support/pictures.ts';

test.use({ desk: 'main-job' });

// The second journey looks at what the first one left.
test.describe.configure({ mode: 'serial' });

test('one conversation, from the widget to the AI to a person and back', async ({
  browser,
  installation,
}) => {
  const { base, setUpLink } = installation;
  const owner = await openPage(browser);
  const customer = await openPage(browser);

  await test.step('the owner sets up and loads the example help centre', async () => {
    await owner.page.goto(setUpLink);
    await expect(owner.page.getByRole('heading', { name: 'Set up Baton' })).toBeVisible();
    await expectAccessible(owner.page, 'set-up');
    await picture(owner.page, 'set-up');
    await setUp(owner.page, setUpLink);
    await owner.page.getByRole('button', { name: /load the example/i }).click();
    await expect(owner.page.getByText(/^2[0-9] documents, /)).toBeVisible();
    await expectAccessible(owner.page, 'first steps');
    await owner.page
      .getByRole('button', { name: /open the inbox/i })
      .or(owner.page.getByRole('link', { name: /open the inbox/i }))
      .click();
    await owner.page.getByRole('link', { name: /all open/i }).click();
  });

  await test.step('the customer asks, and the AI answers from the documents, with its source', async () => {
    await customer.page.goto(`${base}/demo`);
    await openWidget(customer.page);
    await ask(customer.page, 'How do I reset my lamp?');
    const source = customer.page.getByRole('link', { name: /reset your lamp/i });
    await expect(source).toBeVisible();
    await expect(source).toHaveAttribute('href', /\/articles\/doc_/);
    await expectAccessible(customer.page, 'demo page with the open widget');
    await picture(customer.page, 'widget-answer');
  });

  await test.step('the inbox shows it live, while the AI is handling it', async () => {
    const row = owner.page.getByRole('listitem').getByRole('link').first();
    await expect(row).toContainText('AI');
    await row.click();
    await expect(owner.page.getByRole('log')).toContainText('How do I reset my lamp?');
  });

  await test.step('asked for a person, the AI hands off: the customer is told, the queue has it', async () => {
    await ask(
      customer.page,
      'And my order LD-20394 has not come yet. I would like to talk to a person.',
    );
    await expect(customer.page.getByText(/connecting you with a person/i)).toBeVisible();
    const { page } = owner;
    await page.getByRole('link', { name: /^waiting/i }).click();
    await page.getByRole('listitem').getByRole('link').first().click();
    await expect(page.getByRole('region', { name: 'Brief' })).toContainText('asks for a person');
    await expectAccessible(page, 'a waiting conversation');
    await picture(page, 'inbox-waiting');
  });

  await test.step('a teammate claims and replies; the customer sees who, and what', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await page
      .getByRole('textbox', { name: /^reply to/i })
      .fill('Hello, Olga here. What can I do for you?');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(customer.page.getByText('Hello, Olga here.')).toBeVisible();
    await expect(customer.page.getByText(/olga owner/i).first()).toBeVisible();
  });

  await test.step('the network goes away for both, and nothing is lost or doubled', async () => {
    await customer.context.setOffline(true);
    await ask(customer.page, 'My lamp hums.');
    await owner.context.setOffline(true);
    await owner.page
      .getByRole('textbox', { name: /^reply to/i })
      .fill('Is it the lamp or the power supply?');
    await owner.page.getByRole('button', { name: 'Send', exact: true }).click();
    await owner.context.setOffline(false);
    await customer.context.setOffline(false);
    for (const { page } of [owner, customer]) {
      await expect(async () => {
        // A message that failed while offline may ask to be sent again: one press, as a person would.
        const again = page.getByRole('button', { name: /retry|try again|send again/i });
        if ((await again.count()) > 0) await again.first().click();
        await expect(owner.page.getByRole('log').getByText('My lamp hums.')).toHaveCount(1);
        await expect(customer.page.getByText('Is it the lamp or the power supply?')).toHaveCount(1);
      }).toPass({ timeout: 60_000 });
    }
  });

  await test.step('a note stays with the team, a tag sticks', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    await page.getByRole('textbox', { name: /note/i }).fill('Probably the old power supply.');
    await page
      .getByRole('button', { name: /add note|save note|send/i })
      .last()
      .click();
    await expect(page.getByRole('log')).toContainText('Probably the old power supply.');
    await page.getByRole('combobox', { name: 'Add a tag' }).fill('hardware');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('log')).toContainText('hardware');
    await expect(customer.page.getByText('Probably the old power supply.')).toHaveCount(0);
  });

  await test.step('handed back, the AI answers again', async () => {
    await owner.page.getByRole('button', { name: 'Reply', exact: true }).click();
    await owner.page.getByRole('button', { name: 'Hand back' }).click();
    await expect(customer.page.getByText(/back with/i)).toBeVisible();
    await ask(customer.page, 'What does Lumen Plus cost?');
    await expect(owner.page.getByRole('log')).toContainText(/€2.90/);
  });

  await test.step('resolved; and a later message opens it again', async () => {
    await owner.page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await expect(customer.page.getByText(/resolved/i).first()).toBeVisible();
    await picture(owner.page, 'inbox-conversation');
    await ask(customer.page, 'thanks!');
    await expect(customer.page.getByText(/you are welcome/i)).toBeVisible();
  });

  expect([...owner.errors, ...customer.errors]).toEqual([]);
});

test('the same on a phone: one pane at a time, nothing cut off', async ({
  browser,
  installation,
}) => {
  const { base } = installation;
  const { page } = await openPage(browser, { viewport: phone, hasTouch: true });
  await page.goto(`${base}/sign-in`);
  await page.getByLabel('Email').fill('olga@lumen.example');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.waitForURL('**/inbox/**');
  await page.goto(`${base}/inbox/open`);
  await expectNoSidewaysScroll(page);
  await page.getByRole('listitem').getByRole('link').first().click();
  await expect(page.getByRole('log')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, 'a conversation on a phone');
  await picture(page, 'inbox-phone');

  const customer = await openPage(browser, {
    viewport: phone,
    hasTouch: true,
    colorScheme: 'dark',
  });
  await customer.page.goto(`${base}/demo`);
  await openWidget(customer.page);
  await ask(customer.page, 'Where is my order?');
  await expect(customer.page.getByRole('link', { name: /where is my order/i })).toBeVisible();
  await expectNoSidewaysScroll(customer.page);
  await expectAccessible(customer.page, 'the widget on a phone, dark');
  await expect(composer(customer.page)).toBeInViewport();
  await picture(customer.page, 'widget-phone-dark');
});

async function expectNoSidewaysScroll(page: import('@playwright/test').Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}
