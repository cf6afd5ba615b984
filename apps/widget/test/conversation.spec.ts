/** A conversation, from the first question to the last word. */
import { expect } from '@playwright/test';
import { aHandoff, anAnswer, aPersonJoins } from './conversations.ts';
import { it, log, mine, openChat, write } from './on-page.ts';

it.describe('a conversation', () => {
  it('is asked, answered with its source, and there again after a reload', async ({
    fake,
    page,
  }) => {
    fake.answer = (contact) => anAnswer(fake, contact);
    await openChat(page, fake);
    await write(page, 'How do I reset my lamp?');
    await expect(log(page)).toContainText('hold the ring for fifteen seconds');
    const source = page.getByRole('link', { name: /From: Reset your lamp/ });
    await expect(source).toHaveAttribute('href', `${fake.url}/help/reset-your-lamp`);
    await expect(source).toHaveAttribute('target', '_blank');

    await page.reload();
    await expect(mine(page)).toHaveText('How do I reset my lamp?');
    await expect(log(page)).toContainText('The lamp blinks twice');
  });

  it('goes to a person, who joins, answers and hands back', async ({ fake, page }) => {
    fake.answer = (contact) => aHandoff(fake, contact);
    await openChat(page, fake);
    await page.getByRole('button', { name: 'Talk to a person' }).click();
    await expect(mine(page)).toHaveText("I'd like to talk to a person");
    await expect(page.getByText('Connecting you with a person')).toBeVisible();
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('Lumen Desk');

    const contact = fake.contact();
    aPersonJoins(fake, contact);
    await expect(page.getByText('Sam Rivera joined')).toBeVisible();
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('Sam Rivera');
    fake.typing(contact, 'Sam Rivera', true);
    await expect(page.getByText('Sam Rivera is writing…')).toBeAttached();
    // As the teammate saw it while writing: no marks are read into it.
    const body = 'Hello!\nMeasure 2*3*4 with set_up_mode';
    fake.say(contact, { author: 'teammate', authorName: 'Sam Rivera', body });
    await expect(page.locator('.message.teammate .bubble')).toHaveText(body, {
      useInnerText: true,
    });
    await expect(page.getByText('Sam Rivera is writing…')).not.toBeAttached();

    fake.notice(contact, 'backToAi', 'Lumi', { controller: 'ai', teammateName: null });
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('Lumi');
    fake.notice(contact, 'resolved', null, { status: 'resolved' });
    await expect(page.getByRole('textbox', { name: 'Write to reopen…' })).toBeVisible();
  });

  it('promises nobody at once when nobody is online', async ({ fake, page }) => {
    fake.answer = (contact) => aHandoff(fake, contact);
    await openChat(page, fake);
    // They have all gone home since the page was loaded.
    fake.config = { ...fake.config, teammatesOnline: false };
    await write(page, 'A person, please');
    await expect(page.getByText('Nobody is online right now.')).toBeVisible();
    await expect(page.getByText('Connecting you')).not.toBeAttached();
  });

  it('takes an email address while the customer waits', async ({ fake, page }) => {
    fake.answer = (contact) => aHandoff(fake, contact);
    await openChat(page, fake);
    await write(page, 'A person, please');
    const email = page.getByLabel(/leave your email/i);
    await email.fill('ada at example');
    await email.press('Enter');
    await expect(page.getByText('does not look like an email')).toBeVisible();
    await email.fill('ada@example.com');
    await email.press('Enter');
    await expect(page.getByText('We can reach you at ada@example.com')).toBeVisible();
    expect(fake.contact().email).toBe('ada@example.com');
  });

  it('offers choices that can be tapped', async ({ fake, page }) => {
    fake.answer = (contact, body) => {
      if (body === 'reset') fake.say(contact, { body: 'Which?', choices: ['Restart', 'Factory'] });
    };
    await openChat(page, fake);
    await write(page, 'reset');
    await page.getByRole('button', { name: 'Factory' }).click();
    await expect(mine(page).last()).toHaveText('Factory');
    await expect(page.getByRole('button', { name: 'Restart' })).not.toBeAttached();
  });

  it('is the same in two tabs', async ({ fake, page, context }) => {
    await openChat(page, fake);
    await write(page, 'From the first tab');
    const other = await context.newPage();
    await openChat(other, fake);
    await expect(mine(other)).toHaveText('From the first tab');
    await write(other, 'From the second tab');
    await expect(mine(page).last()).toHaveText('From the second tab');
    expect(fake.contacts()).toHaveLength(1);
  });

  it('shows what was missed while closed, until it is looked at', async ({ fake, page }) => {
    await openChat(page, fake);
    await write(page, 'Hello');
    await expect(mine(page)).toBeVisible();
    await page.keyboard.press('Escape');
    fake.say(fake.contact(), { body: 'Here **I** am.' });
    await expect(page.getByRole('button', { name: 'Open chat, 1 unread' })).toBeVisible();
    await expect(page.locator('.preview')).toContainText('Here I am.');
    await page.reload();
    await page.getByRole('button', { name: 'Open chat, 1 unread' }).click();
    // Looked at: the chat is open and has the keyboard, so Escape means it.
    await expect(page.getByRole('textbox')).toBeFocused();
    await expect(page.getByRole('log')).toContainText('Here I am.');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Open chat', exact: true })).toBeVisible();
  });
});
