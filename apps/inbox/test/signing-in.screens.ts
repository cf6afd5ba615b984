/** Nobody is locked out: forgotten passwords, second factors, and what managers do about them. */
import { expect, type Page, test } from '@playwright/test';
import { startFake } from './fake/server.ts';
import { createWorld } from './fake/world.ts';
import { look } from './look.ts';

const link = 'abcdefghijklmnopqrstuvwxyz';
const on = { onSince: '2026-02-03T09:00:00.000Z', recoveryCodesLeft: 2, required: false };

async function passwordShown(page: Page, password: string) {
  await page.getByLabel('Email').fill('sam@lumen.example');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
async function begin(page: Page) {
  await page.getByLabel('Your password, to turn it on').fill('a lantern for the harbour');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('img', { name: /QR code/ }).scrollIntoViewIfNeeded();
}

look('forgot-password', '/forgot-password', { signedIn: false });
look('reset-password', `/reset-password#${link}`, { signedIn: false });
look('reset-password-used', '/reset-password#used', { signedIn: false, expectErrors: true });
look('sign-in', '/sign-in', { signedIn: false });
look('sign-in-code', '/sign-in', {
  signedIn: false,
  expectErrors: true,
  async then({ page }) {
    await passwordShown(page, 'needs-a-code');
    await page.getByLabel('Code from your app').fill('000000');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
  },
});
look('sign-in-set-up', '/sign-in', {
  signedIn: false,
  async then({ page }) {
    await passwordShown(page, 'needs-set-up');
    await page.getByRole('img', { name: /QR code/ }).waitFor();
  },
});
look('sign-in-recovery-codes', '/sign-in', {
  signedIn: false,
  async then({ page }) {
    await passwordShown(page, 'needs-set-up');
    await page.getByLabel(/code that the app shows/).fill('123456');
    await page.getByRole('button', { name: 'Confirm and sign in' }).click();
    await page.getByRole('heading', { name: 'Your second factor is on' }).waitFor();
  },
});
look('second-factor-begun', '/settings/profile', {
  world: () => createWorld([]),
  then: ({ page }) => begin(page),
});
look('second-factor-on', '/settings/profile', {
  world: () => createWorld([]),
  before({ world }) {
    world.signingIn.factor = on;
  },
  async then({ page }) {
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByLabel('Code from your app, or a recovery code').scrollIntoViewIfNeeded();
  },
});
look('teammates-signing-in', '/settings/teammates', {
  world: () => createWorld([]),
  async then({ page }) {
    await page.getByText('Everybody needs a second factor').scrollIntoViewIfNeeded();
  },
});
look('password-link', '/settings/teammates', {
  world: () => createWorld([]),
  async then({ page }) {
    await page.getByRole('button', { name: 'Change Maya Lindqvist' }).click();
    await page.getByRole('menuitem', { name: 'New password link' }).click();
    await page.getByRole('button', { name: 'Create link' }).last().click();
    await page.getByText('Here is the link').waitFor();
  },
});

test('a second factor is turned on by a code, and its recovery codes are seen once', async ({
  page,
}) => {
  const server = await startFake(createWorld([]));
  await page.goto(`${server.url}/settings/profile`);
  await begin(page);
  const code = page.getByLabel(/code that the app shows/);
  await code.fill('000000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('the clock of your phone')).toBeVisible();
  await code.fill('123456');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('k7m2q0-x4trw9-0fzc3b-h8ndv0')).toBeVisible();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('k7m2q0-x4trw9-0fzc3b-h8ndv0')).toBeHidden();
  await expect(page.getByText('10 recovery codes left.')).toBeVisible();
  await server.stop();
});

test('a manager removes the second factor of somebody whose phone is gone', async ({ page }) => {
  const server = await startFake(createWorld([]));
  await page.goto(`${server.url}/settings/teammates`);
  await expect(page.getByText('second factor', { exact: false }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Change Maya Lindqvist' }).click();
  await page.getByRole('menuitem', { name: 'Remove second factor' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('0 of 3 people have one.')).toBeVisible();
  await server.stop();
});
