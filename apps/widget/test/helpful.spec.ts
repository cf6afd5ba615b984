/** "Did this help?": asked of answers from documents, and only of them. */
import { expect, type Page } from '@playwright/test';
import { aHandoff, aPersonJoins, anAnswer } from './conversations.ts';
import { it, log, openChat, write } from './on-page.ts';

const asked = (page: Page) => page.getByRole('group', { name: 'Did this help?' });
const yes = (page: Page) => page.getByRole('button', { name: 'This helped' });
const no = (page: Page) => page.getByRole('button', { name: 'This did not help' });

it.describe('did this help', () => {
  it('is said, changed, taken back, and there again after a reload', async ({ fake, page }) => {
    fake.answer = (contact) => anAnswer(fake, contact);
    await openChat(page, fake);
    await write(page, 'How do I reset my lamp?');
    await yes(page).focus();
    await page.keyboard.press('Enter');
    await expect(yes(page)).toHaveAttribute('aria-pressed', 'true');
    await no(page).click();
    await expect(no(page)).toHaveAttribute('aria-pressed', 'true');
    await expect(yes(page)).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(() => fake.helpful.map(([, helpful]) => helpful)).toEqual([true, false]);
    const answer = fake.contact().entries.findLast((entry) => entry.kind === 'message');
    expect(fake.helpful.map(([id]) => id)).toEqual([answer?.id, answer?.id]);

    await page.reload();
    await expect(no(page)).toHaveAttribute('aria-pressed', 'true');
    await no(page).click();
    await expect(no(page)).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(() => fake.helpful.at(-1)?.[1]).toBeNull();
  });

  it('is not asked of greetings, of handoffs, or of people', async ({ fake, page }) => {
    fake.answer = (contact) => {
      fake.say(contact, { body: 'Hello! What can I do for you?' });
      aHandoff(fake, contact);
      aPersonJoins(fake, contact);
      fake.say(contact, { author: 'teammate', authorName: 'Sam Rivera', body: 'Hi, Sam here.' });
    };
    await openChat(page, fake);
    await write(page, 'Hello');
    await expect(log(page)).toContainText('Hi, Sam here.');
    await expect(asked(page)).toHaveCount(0);
  });

  it('moves nothing, and says so when it could not be told', async ({ fake, page }) => {
    fake.answer = (contact) => anAnswer(fake, contact);
    await openChat(page, fake);
    await write(page, 'How do I reset my lamp?');
    await expect(asked(page)).toBeVisible();
    const height = () => log(page).evaluate((element) => element.scrollHeight);
    const before = await height();
    const answer = fake.contact().entries.findLast((entry) => entry.kind === 'message');
    const path = `messages/${answer?.id}/helpful`;
    fake.refusals.push({ path, status: 429, code: 'rate_limited', times: 1 });
    await yes(page).click();
    await expect(asked(page).getByRole('status')).toHaveText(
      'That did not work. Please try again.',
    );
    await expect(yes(page)).toHaveAttribute('aria-pressed', 'false');
    expect(await height()).toBe(before);
    await yes(page).click();
    await expect(yes(page)).toHaveAttribute('aria-pressed', 'true');
    await expect(asked(page).getByRole('status')).toBeEmpty();
    expect(await height()).toBe(before);
  });
});
