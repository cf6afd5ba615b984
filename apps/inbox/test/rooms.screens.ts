import { expect } from '@playwright/test';
import { look } from './look.ts';

look('settings', '/settings', {
  async then({ page, size }) {
    if (size === 'desktop') return;
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('heading', { name: 'Webhooks', exact: true }).waitFor();
    const main = page.getByRole('navigation', { name: 'Main' });
    await main.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { name: 'Webhooks', exact: true })).toBeHidden();
    await page.getByRole('link', { name: 'Profile' }).waitFor();
  },
});
look('settings-ai-agent', '/settings/ai-agent', {
  async then({ page }) {
    await page.getByLabel('Greeting').fill('Hi! How can I help with your lamp?');
  },
});
look('settings-install', '/settings/install');
look('settings-teammates', '/settings/teammates', {
  async then({ page }) {
    await page.getByRole('button', { name: 'Create link' }).click();
    await page.getByText('Here is the link').waitFor();
  },
});
look('settings-profile', '/settings/profile');
