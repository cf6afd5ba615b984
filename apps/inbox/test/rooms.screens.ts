import { look } from './look.ts';

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
