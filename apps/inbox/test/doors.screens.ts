import { look } from './look.ts';

const token = 'abcdefghijklmnopqrstuvwxyz';
look('set-up', `/setup?token=${token}`, { signedIn: false });
look('set-up-errors', `/setup?token=${token}`, {
  signedIn: false,
  async then({ page }) {
    await page.getByLabel('Password', { exact: true }).fill('lumen');
    await page.getByRole('button', { name: 'Create the workspace' }).click();
  },
});
look('set-up-used', '/setup?token=used', { signedIn: false, expectErrors: true });
look('sign-in-wrong', '/sign-in', {
  signedIn: false,
  expectErrors: true,
  async then({ page }) {
    await page.getByLabel('Email').fill('sam@lumen.example');
    await page.getByLabel('Password').fill('wrong-password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
  },
});
look('invite', `/invite?token=${token}`, { signedIn: false });
look('first-run', '/welcome');
look('first-run-empty', '/welcome', {
  before({ world }) {
    world.documents.length = 0;
  },
});
