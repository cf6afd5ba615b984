/** What the knowledge screens do: live progress, websites, passages mended in place, finds mended. */
import { expect, type Page, test } from '@playwright/test';
import { readSoFar, sources } from './fake/sources.ts';
import { startFake } from './fake/server.ts';
import { createWorld } from './fake/world.ts';

async function open(page: Page, path: string) {
  const world = createWorld();
  const server = await startFake(world);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await page.locator('h1:visible').first().waitFor();
  await expect(page.getByRole('button', { name: /your menu/ })).toBeVisible();
  // Live: presence is shown by a dot only once the feed has caught up.
  await page.waitForTimeout(300);
  return { world, server };
}
const returns = '/knowledge/doc_01jd0000000000000000000001';
const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Sources' }).getByRole('listitem').filter({ hasText: name });
const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

test('a reading is followed as it goes on, and nothing moves when it ends', async ({ page }) => {
  const { world, server } = await open(page, '/knowledge');
  const reading = sources[4];
  if (!reading) throw new Error('no source is read');
  const developers = row(page, 'Developer documentation');
  await expect(developers).toContainText('Reading… 41 of about 120 pages');
  const below = row(page, 'blog.lumen.example');
  const before = await below.boundingBox();
  world.changeSource({ ...reading, progress: { ...readSoFar, queued: 60, read: 50 } });
  await expect(developers).toContainText('Reading… 60 of about 120 pages');
  world.changeSource({ ...reading, state: 'idle', lastReadAt: new Date().toISOString() });
  await expect(developers).toContainText('Read just now');
  expect((await below.boundingBox())?.y).toBe(before?.y);
  await server.stop();
});

test('a website is added by one field, and its reading is followed and stopped', async ({
  page,
}) => {
  const { world, server } = await open(page, '/knowledge');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const field = page.getByLabel('Website or sitemap');
  await expect(field).toBeFocused();
  await field.press('Enter');
  await expect(page.getByText('Write the address of a website')).toBeVisible();
  await field.fill('ftp://lumen.example');
  await field.press('Enter');
  await expect(page.getByText('Only addresses that begin with https')).toBeVisible();
  await field.fill('localhost:3000');
  await field.press('Enter');
  await expect(page.getByText('Leads to this machine’s own network')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('docs.lumen.example/start/');
  await page.getByText('More settings').click();
  await page.getByLabel('Only these pages').fill('docs');
  await page.getByRole('button', { name: 'Add and read' }).click();
  await expect(page.getByText('does not begin with “/” or “*”')).toBeVisible();
  await page.getByLabel('Only these pages').fill('/docs/**');
  await expect(page.getByRole('region', { name: 'What this would read' })).toContainText(
    'fits /docs/**',
  );
  await page.getByRole('button', { name: 'Add and read' }).click();
  await expect(page.getByRole('heading', { name: 'docs.lumen.example/start/' })).toBeVisible();
  await expect(page.getByText('Reading… looking for pages')).toBeVisible();
  const added = world.sources.at(-1);
  expect(added?.settings?.include).toEqual(['/docs/**']);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Go on reading' })).toBeVisible();
  await server.stop();
});

test('first steps: a website is read while the other steps stay in sight', async ({ page }) => {
  const { world, server } = await open(page, '/welcome');
  const field = page.getByLabel('Website or sitemap');
  await field.fill('docs.lumen.example/start/');
  await field.press('Enter');
  const added = page
    .getByRole('list', { name: 'Websites' })
    .getByRole('listitem')
    .filter({ hasText: 'docs.lumen.example/start/' });
  await expect(added).toContainText('Reading… looking for pages');
  await expect(field).toHaveValue('');
  await expect(page.getByRole('heading', { name: 'Try it' })).toBeVisible();
  const source = world.sources.at(-1);
  if (!source) throw new Error('no website was added');
  world.changeSource({ ...source, state: 'failed', error: 'There is no website of that name.' });
  await expect(added).toContainText('Could not be read: there is no website of that name.');
  await added.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'docs.lumen.example/start/' })).toBeVisible();
  await server.stop();
});

test('pages are filtered and searched, with the reason beside each', async ({ page }) => {
  const { server } = await open(page, `/knowledge/sources/${sources[3]?.id}`);
  const pages = page.getByRole('list', { name: 'Pages' }).getByRole('listitem');
  await expect(pages).toHaveCount(10);
  await page.getByRole('radio', { name: /^Failed/ }).click();
  await expect(pages).toHaveCount(2);
  await expect(pages.first()).toContainText('The page is not there any more (404).');
  await page.getByLabel('Search pages').fill('terms');
  await expect(pages).toHaveCount(1);
  await page.getByLabel('Search pages').fill('nowhere');
  await expect(page.getByText('No page fits “nowhere”.')).toBeVisible();
  await server.stop();
});

test('settings are kept, and a source goes only after it was said what goes with it', async ({
  page,
}) => {
  const { world, server } = await open(page, '/knowledge');
  await page.getByRole('button', { name: 'Actions for help.lumen.example' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByLabel('Name').fill('Lumen help');
  await page.getByLabel('Read again').selectOption('daily');
  await page.getByLabel('At most').fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A whole number from 1 to 10,000.')).toBeVisible();
  await page.getByLabel('At most').fill('900');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Lumen help')).toContainText('Every day');
  expect(world.sources[3]?.settings?.maxPages).toBe(900);
  await page.getByRole('button', { name: 'Actions for Lumen help' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog')).toContainText('112 documents with 548 passages');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'Lumen help')).toHaveCount(0);
  await server.stop();
});

test('a passage is written anew in its place, by keys alone, and put back', async ({ page }) => {
  const { server } = await open(page, returns);
  await page.getByRole('button', { name: 'Edit “Beginning”' }).press('Enter');
  const area = page.getByLabel('Text of the passage');
  await expect(area).toBeFocused();
  await area.fill('Any lamp, within **60 days**.');
  await area.press('Escape');
  await expect(card(page, 'Beginning')).toContainText('within 30 days');
  await page.getByRole('button', { name: 'Edit “Beginning”' }).press('Enter');
  await area.fill('Any lamp, within **60 days**.');
  await area.press('Control+Enter');
  await expect(card(page, 'Beginning')).toContainText('Any lamp, within 60 days.');
  await expect(card(page, 'Beginning')).toContainText('Edited');
  await page.getByRole('button', { name: 'Edit “Beginning”' }).press('Enter');
  await page.getByRole('button', { name: 'Back to original' }).click();
  await expect(card(page, 'Beginning')).toContainText('within 30 days');
  await expect(card(page, 'Beginning')).not.toContainText('Edited');
  await server.stop();
});

test('who was slower keeps what was written, and is told', async ({ page }) => {
  const { world, server } = await open(page, returns);
  await page.getByRole('button', { name: 'Edit “For our shops”' }).click();
  await page.getByLabel('Text of the passage').fill('My wording.');
  world.trouble = (method) =>
    method === 'PATCH'
      ? { status: 409, body: { status: 409, code: 'conflict', title: '', detail: '' } }
      : null;
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Somebody changed this passage at the same time')).toBeVisible();
  await expect(page.getByLabel('Text of the passage')).toHaveValue('My wording.');
  await server.stop();
});

test('a passage is left out and taken back; questions are pinned and unpinned', async ({
  page,
}) => {
  const { world, server } = await open(page, returns);
  const beginning = card(page, 'Beginning');
  await page.getByRole('button', { name: 'Exclude “Beginning”' }).click();
  await expect(beginning).toContainText('neither finds nor quotes');
  await beginning.getByRole('button', { name: 'Undo' }).click();
  await expect(beginning).not.toContainText('neither finds nor quotes');
  await page.getByRole('button', { name: 'Pin a question to “Beginning”' }).click();
  await page.getByLabel('A question customers ask').fill('money back?');
  await page.keyboard.press('Enter');
  await expect(beginning.getByRole('listitem').filter({ hasText: 'money back?' })).toBeVisible();
  await beginning.getByRole('button', { name: 'Unpin “can i send the lamp back”' }).click();
  await expect(beginning.getByText('can i send the lamp back')).toHaveCount(0);
  expect(world.passages.get('psg_01jd0000000000000000000001')?.pinnedQuestions).toEqual([
    'How long can I think about it?',
    'money back?',
  ]);
  await server.stop();
});

test('an edit whose original has changed is kept or given up with one click', async ({ page }) => {
  const { server } = await open(page, returns);
  const labels = card(page, 'Return labels');
  await labels.getByRole('button', { name: 'What was edited' }).click();
  await expect(labels.getByRole('list', { name: 'What changed' })).toContainText(
    'or show the code at the counter',
  );
  await labels.getByRole('button', { name: 'Keep our wording' }).click();
  await expect(labels).not.toContainText('Original has changed');
  await expect(labels).toContainText('Edited');
  await server.stop();
});

test('the history opens at what changed last, and every version can be read', async ({ page }) => {
  const { server } = await open(page, returns);
  await page.getByRole('tab', { name: 'History' }).click();
  const versions = page.getByRole('list', { name: 'Versions' }).getByRole('button');
  await expect(versions).toHaveCount(3);
  await expect(page.getByRole('list', { name: 'What changed' })).toContainText(
    '3. Print the label.',
  );
  await versions.last().click();
  await expect(page.getByText('within 14 days')).toBeVisible();
  await server.stop();
});

test('what was found is mended where it was found', async ({ page }) => {
  const { world, server } = await open(page, '/knowledge');
  const ask = page.getByRole('region', { name: 'Ask' });
  await ask.getByLabel('Ask your AI agent').fill('Can I give it back?');
  await page.keyboard.press('Enter');
  const first = ask.getByRole('region', { name: 'What was found' }).getByRole('listitem').first();
  await expect(first).toContainText('Answers the question · Matches: return, lamp');
  await expect(first.getByText('0.79')).toHaveCount(0);
  await ask.getByLabel('Numbers').click();
  await expect(first.getByText('0.79')).toBeVisible();
  await first.getByRole('button', { name: 'Pin question' }).click();
  await expect(first).toContainText('Pinned');
  const pinned = () => world.passages.get('psg_01jd0000000000000000000001')?.pinnedQuestions;
  expect(pinned()).toContain('Can I give it back?');
  await first.getByRole('button', { name: 'Undo' }).click();
  await expect(first.getByRole('button', { name: 'Pin question' })).toBeVisible();
  expect(pinned()).not.toContain('Can I give it back?');
  await first.getByRole('button', { name: 'Exclude' }).click();
  await expect(first.getByText('Excluded')).toBeVisible();
  await first.getByRole('link', { name: /^Returns and refunds/ }).click();
  await expect(card(page, 'Beginning')).toContainText('neither finds nor quotes');
  await server.stop();
});
