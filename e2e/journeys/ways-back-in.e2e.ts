/**
 * Nobody is locked out, and a password alone lets nobody in: an owner asks for a second factor, a
 * teammate sets one up at the door, forgets the password, and comes back by a link and a recovery code.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { TeammateApi } from '../chaos/api.ts';
import { expectAccessible, openPage, test } from '../support/desk.ts';
import { signInAs } from '../support/world.ts';

const cli = fileURLToPath(new URL('../../apps/cli/bin/baton.mjs', import.meta.url));

test.use({ desk: 'ways back in' });

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
const inside = (page: Page) => expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();

test('a teammate sets up a second factor, forgets the password, and is let back in by both', async ({
  browser,
  installation: { base, setUpLink, server },
}) => {
  const owner = new TeammateApi(base);
  await owner.setUp(new URL(setUpLink).searchParams.get('token') ?? '', 'Lumen Desk');
  await owner.invite('Maya');
  const olga = await openPage(browser);
  await signInAs(olga.context, owner);
  await olga.page.goto(`${base}/settings/teammates`);
  await olga.page.getByRole('switch', { name: 'Everybody needs a second factor' }).click();
  await expect(olga.page.getByText('0 of 2 people have one.')).toBeVisible();

  // Maya is led to it, and sees her recovery codes once.
  const maya = await openPage(browser);
  await maya.page.goto(`${base}/sign-in`);
  await signIn(maya.page, 'maya@lumen.example', 'correct horse battery');
  await expect(maya.page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = (await maya.page.locator('code').textContent())?.replaceAll(' ', '') ?? '';
  await maya.page
    .getByLabel(/code that the app shows/)
    .fill(TOTP.generate({ secret: Secret.fromBase32(secret) }));
  await maya.page.getByRole('button', { name: 'Confirm and sign in' }).click();
  const codes = maya.page.getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const recovery = await codes.first().textContent();
  await maya.page.getByRole('button', { name: 'I have kept them' }).click();
  await inside(maya.page);

  // She forgot the password: the owner makes a link, she sets a new one, and is out everywhere.
  await olga.page.reload();
  await olga.page.getByRole('button', { name: 'Change Maya' }).click();
  await olga.page.getByRole('menuitem', { name: 'New password link' }).click();
  const dialog = olga.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const link = (await dialog.locator('code').textContent()) ?? '';
  expect(link).toContain('/reset-password#');

  const again = await openPage(browser);
  await again.page.goto(link.replace('localhost', '127.0.0.1'));
  await expect(again.page.getByText('Maya, this is for Lumen Desk.')).toBeVisible();
  await expectAccessible(again.page, 'choosing a new password');
  await again.page.getByLabel('New password').fill('another good secret');
  await again.page.getByRole('button', { name: 'Set the password' }).click();
  await again.page.getByRole('link', { name: 'Sign in' }).click();
  await maya.page.goto(`${base}/inbox/waiting`);
  await expect(maya.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  // The link took the password's place, not the phone's.
  await signIn(again.page, 'maya@lumen.example', 'another good secret');
  await again.page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await expectAccessible(again.page, 'a recovery code');
  await again.page.getByLabel('Recovery code').fill(recovery ?? '');
  await again.page.getByRole('button', { name: 'Sign in' }).click();
  await inside(again.page);

  // The only owner asks whoever runs the server, which goes on meanwhile.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, 'reset-password', 'olga@lumen.example', '--json'],
    { env: { ...process.env, BATON_DATA: server.dataDir, BATON_PUBLIC_URL: base } },
  );
  const made = JSON.parse(stdout) as { link: string };
  await olga.page.goto(made.link);
  await olga.page.getByLabel('New password').fill('yet another good secret');
  await olga.page.getByRole('button', { name: 'Set the password' }).click();
  await expect(olga.page.getByRole('heading', { name: 'Your new password is set' })).toBeVisible();
  await olga.page.reload();
  await expect(olga.page.getByText('It was used already')).toBeVisible();
  expect([...olga.errors, ...maya.errors, ...again.errors]).toEqual([]);
});
