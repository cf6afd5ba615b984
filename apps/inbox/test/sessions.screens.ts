/** Settings → You: where I am signed in, and signing out elsewhere. */
import { expect, test } from '@playwright/test';
import { startFake } from './fake/server.ts';
import { createWorld } from './fake/world.ts';
import { look } from './look.ts';

look('you', '/settings/profile', { world: () => createWorld([]) });

test('another browser is signed out with the password, and never without', async ({ page }) => {
  const server = await startFake(createWorld([]));
  await page.goto(`${server.url}/settings/profile`);
  const other = page.getByRole('button', { name: 'Sign out Safari on iPhone' });
  await expect(other).toBeDisabled();
  await expect(page.getByText('This browser', { exact: true })).toBeVisible();
  await page.getByLabel('Your password, to sign out elsewhere').fill('a lantern for the harbour');
  await other.click();
  await expect(page.getByText('One browser is signed out.')).toBeVisible();
  await server.stop();
});
