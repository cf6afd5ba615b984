/** Mail to teammates: on, off, in trouble; and a forgotten password where there is mail. */
import { expect, test } from '@playwright/test';
import { startFake } from './fake/server.ts';
import { createWorld, type World } from './fake/world.ts';
import { sam } from './fake/people.ts';
import { look } from './look.ts';

const mail = (changes: Partial<World['mail']>) => () => {
  const world = createWorld([]);
  Object.assign(world.mail, changes);
  return world;
};

look('mail-off', '/settings/profile', { world: mail({ available: false }) });
look('mail-refused', '/settings/profile', { world: mail({ trouble: 'refused' }) });
look('mail-rules-off', '/settings/routing', { world: mail({ available: false }) });
look('forgot-password-without-mail', '/forgot-password', {
  signedIn: false,
  world: mail({ available: false }),
});
look('forgot-password-sent', '/forgot-password', {
  signedIn: false,
  world: mail({}),
  async then({ page }) {
    await page.getByLabel('Email').fill('sam@lumen.example');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('a link is on its way').waitFor();
  },
});

test('when I am told, and what a mail says, is kept as it is chosen', async ({ page }) => {
  const world = mail({})();
  const server = await startFake(world, () => sam);
  await page.goto(`${server.url}/settings/profile`);
  await page.getByRole('radio', { name: /^Never/ }).check();
  await expect.poll(() => world.mail.when).toBe('never');
  await page.getByRole('button', { name: 'Send me a test mail' }).click();
  await expect(page.getByText(`A mail is on its way to ${sam.email}.`)).toBeVisible();
  await page.goto(`${server.url}/settings/routing`);
  await page.getByLabel(/^After a wait of/).selectOption('10 minutes');
  await expect.poll(() => world.mail.rules.afterMinutes).toBe(10);
  await page.getByRole('switch', { name: /^Repeat the first line/ }).click();
  await expect.poll(() => world.mail.rules).toEqual({ afterMinutes: 10, quoteCustomer: true });
  await server.stop();
});
