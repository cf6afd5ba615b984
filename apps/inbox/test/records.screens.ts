/** Who did what, how long data is kept, and a customer who is exported or erased. */
import type { FoundContact } from '@baton/protocol';
import { expect, type Page, test } from '@playwright/test';
import { maya } from './fake/people.ts';
import { angry } from './fake/scene.ts';
import { startFake } from './fake/server.ts';
import { createWorld } from './fake/world.ts';
import { look } from './look.ts';

look('audit', '/settings/audit', {
  async then({ page }) {
    await page.getByRole('button', { name: /switched on policy version 4/ }).click();
    await page.getByText('203.0.113.24').first().waitFor();
  },
});
look('audit-nothing', '/settings/audit', {
  before({ world }) {
    world.records.entries = [];
  },
});
look('audit-not-theirs', '/settings/audit', { me: maya, expectErrors: true });
look('privacy', '/settings/privacy', {
  async then({ page }) {
    await page.getByLabel('Resolved conversations').selectOption('90');
    await page
      .getByText(/would remove 1,204 conversations and 3 people without conversations/)
      .waitFor();
  },
});
look('find-customer', '/settings/privacy', {
  async then({ page }) {
    await page.getByLabel('Find a customer').fill('ada');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByText('2 customers.').waitFor();
    await page.getByText('2 customers.').scrollIntoViewIfNeeded();
  },
});
look('find-nobody', '/settings/privacy', {
  async then({ page }) {
    await page.getByLabel('Find a customer').fill('nobody@home.example');
    await page.getByLabel('Find a customer').press('Enter');
    await page.getByText(/Nothing is stored about anybody/).scrollIntoViewIfNeeded();
  },
});
look('erase', `/inbox/waiting/${angry.summary.id}`, {
  async then({ page, size }) {
    await openDetails(page, size);
    await page.getByRole('button', { name: 'Erase customer …' }).click();
    await page.getByLabel(/^Type “/).waitFor();
  },
});

async function openDetails(page: Page, size: 'desktop' | 'phone' = 'desktop') {
  if (size === 'phone') {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Details' }).click();
  }
  await page.getByRole('button', { name: 'Erase customer …' }).scrollIntoViewIfNeeded();
}

async function open(page: Page, path: string, me?: typeof maya) {
  const world = createWorld();
  const server = await startFake(world, ...(me ? [() => me] : []));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await page.locator('h1:visible, h2:visible').first().waitFor();
  return { world, server };
}

test('a customer is erased after their name was typed, and vanishes from the list', async ({
  page,
}) => {
  const { server } = await open(page, `/inbox/waiting/${angry.summary.id}`);
  await openDetails(page);
  await page.getByRole('button', { name: 'Erase customer …' }).click();
  const dialog = page.getByRole('dialog');
  const erase = dialog.getByRole('button', { name: 'Erase for good' });
  await expect(erase).toBeDisabled();
  const { email, name } = angry.summary.contact;
  const field = dialog.getByLabel(/^Type “/);
  await field.fill('somebody else');
  await expect(erase).toBeDisabled();
  await field.fill((email ?? name ?? '').toUpperCase());
  await erase.click();
  await expect(page.getByText('The customer was erased.')).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(name ?? '') })).toHaveCount(0);
  await server.stop();
});

test('a conversation that is removed elsewhere is gone here too, also where it is open', async ({
  page,
}) => {
  const { world, server } = await open(page, `/inbox/waiting/${angry.summary.id}`);
  await expect(page.getByRole('heading', { name: 'Ada Brennan' })).toBeVisible();
  await page.waitForTimeout(300);
  world.remove(angry.summary.id);
  await expect(page.getByText('This conversation does not exist')).toBeVisible();
  await expect(page.getByRole('link', { name: /Ada Brennan/ })).toHaveCount(0);
  await server.stop();
});

test('everything about a customer is saved as a file', async ({ page }) => {
  const { server } = await open(page, `/inbox/waiting/${angry.summary.id}`);
  await openDetails(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export data' }).click();
  expect((await downloading).suggestedFilename()).toBe(`customer-${angry.summary.contact.id}.json`);
  await server.stop();
});

test('who may not manage sees no way to export or erase', async ({ page }) => {
  const { server } = await open(page, `/inbox/waiting/${angry.summary.id}`, maya);
  await expect(page.getByRole('heading', { name: 'What the AI decided' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Erase|Export data/ })).toHaveCount(0);
  await server.stop();
});

test('a customer of whom no conversation is left is found, exported and erased', async ({
  page,
}) => {
  const { world, server } = await open(page, '/settings/privacy');
  const field = page.getByLabel('Find a customer');
  await field.fill('customer-2041');
  await field.press('Enter');
  const customers = page.getByRole('list', { name: 'Customers' }).getByRole('listitem');
  await expect(customers).toHaveText([/Ada Osei-Lindqvist.*No conversations/]);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export data of Ada Osei-Lindqvist' }).click();
  const { id, email } = world.records.quiet[0] as FoundContact;
  expect((await downloading).suggestedFilename()).toBe(`customer-${id}.json`);
  await page.getByRole('button', { name: 'Erase customer Ada Osei-Lindqvist …' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('0 conversations with 0 messages');
  await dialog.getByLabel(/^Type “/).fill(email ?? '');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('The customer was erased.')).toBeVisible();
  await expect(page.getByText(/Nothing is stored about anybody by/)).toBeVisible();
  expect(world.records.quiet).toEqual([]);
  expect(new URL(page.url()).pathname).toBe('/settings/privacy');
  await server.stop();
});

test('retention is saved after what it removes was agreed to', async ({ page }) => {
  const { world, server } = await open(page, '/settings/privacy');
  await page.getByLabel('Resolved conversations').selectOption('90');
  await expect(page.getByText(/would remove 1,204 conversations/)).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    '1,204 conversations and 3 people without conversations',
  );
  expect(world.records.retention.rules.conversationsDays).toBeNull();
  await page.getByRole('button', { name: 'Save and remove' }).click();
  await expect.poll(() => world.records.retention.rules.conversationsDays).toBe(90);
  await server.stop();
});

test('the audit log is narrowed by what and who', async ({ page }) => {
  const { server } = await open(page, '/settings/audit');
  const entries = page.getByRole('list', { name: 'Entries' }).getByRole('listitem');
  await expect(entries).toHaveCount(8);
  await page.getByLabel('What', { exact: true }).selectOption('access');
  await expect(entries).toHaveCount(2);
  await page.getByLabel('Who').selectOption({ label: 'Jo Ferreira' });
  await expect(entries).toHaveText([/Jo Ferreira signed in/]);
  await server.stop();
});
