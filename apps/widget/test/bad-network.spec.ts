/** Nothing is lost and nothing doubled, whatever the line does. */
import { expect } from '@playwright/test';
import { it, log, mine, openChat, unsent, write } from './on-page.ts';

it.describe('a bad network', () => {
  it('a message whose answer got lost is there once', async ({ fake, page }) => {
    await openChat(page, fake);
    fake.loseAnswers = true;
    await write(page, 'Once only');
    await expect.poll(() => fake.contact().entries.length).toBe(1);
    fake.loseAnswers = false;
    await expect(unsent(page)).toHaveCount(0);
    await expect(mine(page)).toHaveCount(1);
    expect(fake.contact().entries).toHaveLength(1);
  });

  it('what was written offline goes out in order when the line is back', async ({
    fake,
    page,
    context,
  }) => {
    await openChat(page, fake);
    await write(page, 'one');
    await expect(unsent(page)).toHaveCount(0);
    await context.setOffline(true);
    await write(page, 'two');
    await write(page, 'three');
    await expect(page.getByText('You are offline')).toBeVisible();
    await expect(page.getByText('Waiting for a connection.').first()).toBeVisible();
    await context.setOffline(false);
    await expect(unsent(page)).toHaveCount(0);
    await expect(mine(page)).toHaveText(['one', 'two', 'three']);
    expect(fake.contact().entries).toHaveLength(3);
  });

  it('an unsent message survives a reload, and is sent once', async ({ fake, page }) => {
    await openChat(page, fake);
    await write(page, 'first');
    await expect.poll(() => fake.contact().entries.length).toBe(1);
    fake.refusals.push({ path: 'messages', status: 503, code: 'unavailable', times: 2 });
    await write(page, 'second');
    await page.reload();
    await expect.poll(() => fake.contact().entries.length).toBe(2);
    await expect(mine(page)).toHaveText(['first', 'second']);
    await expect(unsent(page)).toHaveCount(0);
  });

  it('a refused message says so, can be tried again, and can be removed', async ({
    fake,
    page,
  }) => {
    await openChat(page, fake);
    fake.refusals.push({ path: 'messages', status: 422, code: 'invalid_input', times: 2 });
    await write(page, 'Hm');
    await expect(page.getByText('Not sent.')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('Not sent.')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(unsent(page)).toHaveCount(0);
    fake.refusals.push({ path: 'messages', status: 422, code: 'invalid_input', times: 1 });
    await write(page, 'Away with it');
    await page.getByRole('button', { name: 'Remove' }).click();
    await expect(mine(page)).toHaveText(['Hm']);
  });

  it('a dropped socket comes back and misses nothing', async ({ fake, page }) => {
    await openChat(page, fake);
    await write(page, 'Hello');
    await expect.poll(() => fake.contact().sockets.size).toBe(1);
    fake.hangUp();
    fake.say(fake.contact(), { body: 'Said while you were away' });
    await expect(log(page)).toContainText('Said while you were away');
  });

  it('behind a proxy that lets no socket through it still works', async ({ fake, page }) => {
    fake.socketsAllowed = false;
    await openChat(page, fake);
    await write(page, 'Anybody there?');
    fake.say(fake.contact(), { body: 'Yes, without a socket.' });
    await expect(log(page)).toContainText('Yes, without a socket.', { timeout: 12_000 });
  });

  it('an ended session is renewed without a word, and the message is sent', async ({
    fake,
    page,
  }) => {
    await openChat(page, fake);
    await write(page, 'In the old session');
    await expect(unsent(page)).toHaveCount(0);
    fake.forgetSessions();
    await write(page, 'In the new session');
    await expect.poll(() => fake.contacts()[0]?.entries.length).toBe(1);
    await expect(mine(page)).toHaveText(['In the new session']);
    await expect(unsent(page)).toHaveCount(0);
  });
});
