/** Shared by the specs: a fake server for each test, and where things are on the page. */
import { expect, type Page, test } from '@playwright/test';
import { type FakeBaton, startFakeBaton } from './fake-baton.ts';

/** Every test gets a server of its own. */
export const it = test.extend<{ fake: FakeBaton }>({
  fake: async ({}, provide) => {
    const fake = await startFakeBaton();
    await provide(fake);
    await fake.close();
  },
});

export const launcher = (page: Page) =>
  page.getByRole('button', { name: /^(open|close) chat/i }).last();
export const field = (page: Page) => page.getByRole('textbox', { name: /^write/i });
export const log = (page: Page) => page.getByRole('log');
export const mine = (page: Page) => page.locator('.message.you .bubble');
/** Messages that are on their way, or failed. */
export const unsent = (page: Page) => page.locator('[data-state]');

export async function openChat(page: Page, fake: FakeBaton, query = ''): Promise<void> {
  await page.goto(`${fake.url}/${query}`);
  await launcher(page).click();
  await expect(field(page)).toBeFocused();
}

export async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

/** Written, and known to the server: what it tells of it afterwards is not too early. */
export async function ask(page: Page, text: string): Promise<void> {
  await write(page, text);
  await expect(mine(page).filter({ hasText: text })).toBeVisible();
  await expect(unsent(page)).toHaveCount(0);
}
