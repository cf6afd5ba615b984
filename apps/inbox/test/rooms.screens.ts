import { maya } from './fake/people.ts';
import { look } from './look.ts';

look('knowledge', '/knowledge', {
  async then({ page }) {
    await page.getByLabel('Ask your AI agent').fill('How do I return a lamp?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText('It answers', { exact: true }).waitFor();
  },
});
look('knowledge-empty', '/knowledge', {
  before({ world }) {
    world.documents.length = 0;
  },
});
look('knowledge-add', '/knowledge', {
  async then({ page }) {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.locator('input[type=file]').setInputFiles([
      { name: 'returns.md', mimeType: 'text/markdown', buffer: Buffer.from('# Returns') },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.from('') },
    ]);
    await page.getByText('taken in').waitFor();
  },
});
look('knowledge-readonly', '/knowledge', { me: maya });
look('document', '/knowledge/doc_01jd0000000000000000000001');
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
