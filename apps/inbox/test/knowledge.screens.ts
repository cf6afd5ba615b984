/** Knowledge, in every state of its screens. What it does is in `knowledge-behaviour.screens.ts`. */
import { helpCentre, sources } from './fake/sources.ts';
import { maya } from './fake/people.ts';
import { look } from './look.ts';

const returns = '/knowledge/doc_01jd0000000000000000000001';
const failing = {
  status: 500,
  body: { status: 500, code: 'internal', title: '', detail: '', requestId: 'req_8fk2' },
};

look('knowledge', '/knowledge');
look('knowledge-documents', '/knowledge?show=documents');
look('knowledge-asked', '/knowledge', {
  async then({ page }) {
    await page.getByLabel('Ask your AI agent').fill('How do I return a lamp?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText('It answers', { exact: true }).waitFor();
    await page.getByLabel('Numbers').click();
    await page.getByRole('button', { name: 'Pin question' }).first().click();
    await page.getByText('Pinned', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'What was found, and why' }).scrollIntoViewIfNeeded();
  },
});
look('knowledge-empty', '/knowledge', {
  before({ world }) {
    world.documents.length = 0;
    world.sources.length = 0;
  },
});
look('knowledge-failed', '/knowledge', {
  expectErrors: true,
  before({ world }) {
    world.trouble = (_, path) => (path.endsWith('/sources') ? failing : null);
  },
  async then({ page }) {
    await page.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 10_000 });
  },
});
look('knowledge-readonly', '/knowledge', { me: maya });

look('knowledge-add-website', '/knowledge', {
  async then({ page }) {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByLabel('Website or sitemap').fill('help.lumen.example/help/');
  },
});
look('knowledge-add-website-more', '/knowledge', {
  async then({ page }) {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByLabel('Website or sitemap').fill('not an address');
    await page.getByText('More settings').click();
    await page.getByLabel('Leave these out').fill('/help/archive/**\nprint');
    await page.getByLabel('Try an address').fill('help.lumen.example/help/archive/2019');
    await page.getByRole('button', { name: 'Add and read' }).click();
    await page.getByText('This is not the address').waitFor();
  },
});
look('knowledge-add-files', '/knowledge', {
  async then({ page }) {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('tab', { name: 'Files' }).click();
    await page.locator('input[type=file]').setInputFiles([
      { name: 'returns.md', mimeType: 'text/markdown', buffer: Buffer.from('# Returns') },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.from('') },
    ]);
    await page.getByText('taken in').first().waitFor();
  },
});

look('source', `/knowledge/sources/${helpCentre.id}`, {
  async then({ page }) {
    await page.getByRole('list', { name: 'Pages' }).waitFor();
  },
});
look('source-reading', `/knowledge/sources/${sources[4]?.id}`);
look('source-failed', `/knowledge/sources/${sources[5]?.id}`);
look('source-files', `/knowledge/sources/${sources[1]?.id}`);
look('source-settings', `/knowledge/sources/${helpCentre.id}`, {
  async then({ page }) {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByText('Of the pages known so far').waitFor();
  },
});
look('source-remove', `/knowledge/sources/${helpCentre.id}`, {
  async then({ page }) {
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('cannot be undone').waitFor();
  },
});
look('source-gone', '/knowledge/sources/src_01jd0000000000000000000999');

look('document', returns);
look('document-readonly', returns, { me: maya });
look('document-text', returns, {
  async then({ page }) {
    await page.getByRole('tab', { name: 'Whole text' }).click();
  },
});
look('document-editing', `${returns}?passage=psg_01jd0000000000000000000002&edit=true`, {
  async then({ page }) {
    await page.getByLabel('Text of the passage').waitFor();
    await page.getByRole('button', { name: 'Pin a question to' }).first().click();
  },
});
look('document-compared', returns, {
  async then({ page }) {
    await page.getByRole('button', { name: 'What was edited' }).click();
    await page.getByText('or show the code').last().scrollIntoViewIfNeeded();
  },
});
look('document-history', returns, {
  async then({ page }) {
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('list', { name: 'What changed' }).waitFor();
  },
});
look('document-failed', '/knowledge/doc_01jd0000000000000000000011');
look('document-retired', '/knowledge/doc_01jd0000000000000000000003');
