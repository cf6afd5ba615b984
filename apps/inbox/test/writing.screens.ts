/** Answers as they are written, and drafts for teammates: what is shown, kept, and never lost. */
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { answer, customer, source } from './fake/conversation.ts';
import { angry, mine, withAi } from './fake/scene.ts';
import { startFake } from './fake/server.ts';
import { createWorld, type World } from './fake/world.ts';
import { look } from './look.ts';

const draft = (text: string, more: object = {}) => ({
  type: 'draft',
  conversationId: withAi.summary.id,
  turn: withAi.summary.turn,
  text,
  sources: [{ title: 'Warranty', url: 'https://help.lumen.example/warranty' }],
  withdrawn: false,
  ...more,
});
const first = 'The battery of the Glow is covered for **two years**.';
const whole = `${first} It is replaced free of charge.`;
const answered = (body: string) =>
  answer(body, { sources: [source('Warranty', 'warranty', 'The battery: two years.')] });

async function open(page: Page, path: string, world: World = createWorld()) {
  const server = await startFake(world);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await page.getByRole('log').waitFor();
  await expect(page.getByRole('button', { name: /your menu/ })).toBeVisible();
  await page.waitForTimeout(300);
  return { world, server };
}
const log = (page: Page) => page.getByRole('log');
const bubble = (page: Page) => page.locator('article').last();
const replyBox = (page: Page) => page.getByLabel(/^Reply to/);

look('writing', `/inbox/ai/${withAi.summary.id}`, {
  async then({ page, world }) {
    // Whispers are not kept: one that comes before the screen listens is not heard.
    await expect(async () => {
      world.whisper(draft(whole));
      await expect(page.getByText('Writing …', { exact: true })).toBeVisible({ timeout: 500 });
    }).toPass();
  },
});

test('an answer grows as it is written, and becomes the message without a jump', async ({
  page,
}) => {
  const { world, server } = await open(page, `/inbox/ai/${withAi.summary.id}`);
  world.whisper(draft(first));
  await expect(bubble(page)).toContainText('covered for two years');
  await expect(bubble(page)).toContainText('Writing …');
  await expect(bubble(page).getByRole('link', { name: 'Warranty' })).toBeVisible();
  await expect(page.getByText('The AI is preparing an answer')).toHaveCount(0);
  world.whisper(draft(whole));
  await expect(bubble(page)).toContainText('free of charge');
  const place = () => bubble(page).locator('p').first().boundingBox();
  const before = await place();
  const node = await bubble(page).elementHandle();
  world.happen(withAi.summary.id, answered(whole));
  await expect(bubble(page).getByRole('button', { name: 'Why?' })).toBeVisible();
  expect(await place()).toEqual(before);
  expect(await node?.evaluate((element) => element.isConnected)).toBe(true);
  await expect(page.getByText('Writing …', { exact: true })).toHaveCount(0);
  await server.stop();
});

test('a takeover withdraws what was being written, and a late frame does not bring it back', async ({
  page,
}) => {
  const { world, server } = await open(page, `/inbox/ai/${withAi.summary.id}`);
  world.whisper(draft(first));
  await expect(bubble(page)).toContainText('covered for two years');
  await page.getByRole('button', { name: 'Take over', exact: true }).click();
  await expect(log(page)).toContainText('What it had begun to write was not sent.');
  world.whisper(draft(whole));
  await page.waitForTimeout(200);
  await expect(log(page)).not.toContainText('covered for two years');
  await server.stop();
});

test('what the AI takes back, what a newer message cuts off, and what a lost connection ends', async ({
  page,
}) => {
  const { world, server } = await open(page, `/inbox/ai/${withAi.summary.id}`);
  world.whisper(draft(first));
  await expect(bubble(page)).toContainText('covered for two years');
  world.whisper(draft('', { withdrawn: true }));
  await expect(log(page)).toContainText('took back what it had begun to write');
  world.happen(withAi.summary.id, customer('And the lamp?'));
  const turn = withAi.summary.turn + 1;
  world.whisper(draft(first, { turn }));
  await expect(bubble(page)).toContainText('covered for two years');
  world.happen(withAi.summary.id, customer('Hello?'));
  await expect(log(page)).toContainText('The customer wrote again, so the AI begins anew.');
  world.whisper(draft(first, { turn: turn + 1 }));
  await expect(bubble(page)).toContainText('covered for two years');
  server.cut();
  await expect(log(page)).toContainText('The preview of the answer broke off.');
  await server.stop();
});

look('assist-reply', `/inbox/waiting/${angry.summary.id}`, {
  async then({ page }) {
    await replyBox(page).waitFor();
    await page.keyboard.press('Control+j');
    await page.getByText('AI draft: read it').waitFor();
  },
});
look('assist-summary', `/inbox/waiting/${angry.summary.id}`, {
  async then({ page }) {
    await page.getByRole('button', { name: 'Write with AI' }).click();
    await page.getByRole('menuitem', { name: 'Summarise' }).click();
    await page.getByRole('button', { name: 'Put it in a note' }).waitFor();
  },
});
look('assist-needs-model', `/inbox/mine/${mine.summary.id}`, {
  before({ world }) {
    world.assist = () => [{ type: 'failed', code: 'needs_model', words: 'Needs a model.' }];
  },
  async then({ page }) {
    await replyBox(page).fill('it ships today');
    await page.getByRole('button', { name: 'Write with AI' }).click();
    await page.getByRole('menuitem', { name: 'Shorter' }).click();
    await page.getByText('needs a language model').waitFor();
  },
});
look('assist-languages', `/inbox/mine/${mine.summary.id}`, {
  async then({ page }) {
    await replyBox(page).fill('it ships today');
    await page.getByRole('button', { name: 'Write with AI' }).click();
    await page.getByRole('menuitem', { name: 'Translate into' }).click();
    await page.getByRole('heading', { name: 'Translate into' }).waitFor();
  },
});

test('a suggested reply is marked until a letter of it changes, and tells where it is from', async ({
  page,
}) => {
  const { world, server } = await open(page, `/inbox/waiting/${angry.summary.id}`);
  await page.keyboard.press('Control+j');
  await expect(replyBox(page)).toHaveValue(/we replace it free of charge\.$/);
  await expect(page.getByText('AI draft: read it before you send it')).toBeVisible();
  await expect(
    page.getByLabel('Reply', { exact: true }).getByRole('link', { name: 'Returns and refunds' }),
  ).toBeVisible();
  await expect(page.getByText('Left out: not found in your documents')).toBeVisible();
  await page.reload();
  await expect(page.getByText('AI draft: read it before you send it')).toBeVisible();
  await replyBox(page).press('Control+End');
  await replyBox(page).pressSequentially(' Sam');
  await expect(page.getByText('AI draft')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(log(page)).toContainText('we replace it free of charge. Sam');
  await expect(page.getByText('Undo the draft')).toHaveCount(0);
  expect(world.assisted).toEqual([{ kind: 'reply' }]);
  await server.stop();
});

test('Esc stops a draft and brings back what was there', async ({ page }) => {
  const world = createWorld();
  world.assist = () => [{ type: 'text', text: 'Hi Ada, ' }, 20_000];
  const { server } = await open(page, `/inbox/waiting/${angry.summary.id}`, world);
  await replyBox(page).fill('My own words');
  await page.keyboard.press('Control+j');
  await expect(replyBox(page)).toHaveValue('Hi Ada, ');
  await replyBox(page).press('Escape');
  await expect(replyBox(page)).toHaveValue('My own words');
  await expect(replyBox(page)).toBeEditable();
  await server.stop();
});

test("a rewrite can be undone, and comes back to one's own words however often one rewrote", async ({
  page,
}) => {
  const { world, server } = await open(page, `/inbox/mine/${mine.summary.id}`);
  const rewrite = async (name: string) => {
    await page.getByRole('button', { name: 'Write with AI' }).click();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByText('AI draft: read it')).toBeVisible();
  };
  await replyBox(page).fill('ships today');
  await rewrite('Friendlier');
  await expect(replyBox(page)).toHaveValue('Sorry, it ships today. Delivery is free.');
  await page.getByRole('button', { name: 'Delivery is free.' }).click();
  const chosen = await replyBox(page).evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  expect(chosen).toBe('Delivery is free.');
  await rewrite('Shorter');
  await replyBox(page).press('Control+z');
  await expect(replyBox(page)).toHaveValue('ships today');
  await expect(page.getByText('AI draft')).toHaveCount(0);
  expect(world.assisted.map((asked) => 'how' in asked && asked.how)).toEqual([
    'friendlier',
    'shorter',
  ]);
  await server.stop();
});

test('a draft that fails or breaks off leaves the own text as it was', async ({ page }) => {
  const world = createWorld();
  const { server } = await open(page, `/inbox/mine/${mine.summary.id}`, world);
  await replyBox(page).fill('My own words');
  world.assist = () => [
    { type: 'text', text: 'Half' },
    { type: 'failed', code: 'timeout', words: 'The model took too long.' },
  ];
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('alert').filter({ hasText: 'took too long' })).toBeVisible();
  await expect(replyBox(page)).toHaveValue('My own words');
  world.assist = () => [{ type: 'text', text: 'Half' }];
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('alert').filter({ hasText: 'broke off' })).toBeVisible();
  await expect(replyBox(page)).toHaveValue('My own words');
  server.cut();
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be reached' })).toBeVisible();
  await expect(replyBox(page)).toHaveValue('My own words');
  await server.stop();
});

test('a summary becomes a note; the palette offers the same', async ({ page }) => {
  const { world, server } = await open(page, `/inbox/open/${angry.summary.id}`);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('summarise');
  await page.getByRole('option', { name: /summarise the conversation/ }).click();
  await page.getByRole('button', { name: 'Put it in a note' }).click();
  await expect(page.getByLabel('Private note to your team')).toHaveValue(/Ada bought an Arc lamp/);
  await page.keyboard.press('Control+Enter');
  await expect(log(page)).toContainText('She has no account to print one from');
  expect(world.open(angry.summary.id)?.events.at(-1)).toMatchObject({ type: 'noteAdded' });
  await server.stop();
});

test('the menu says what the AI can write, and leaves the focus where one writes', async ({
  page,
}, info) => {
  const { server } = await open(page, `/inbox/mine/${mine.summary.id}`);
  await page.getByRole('button', { name: 'Write with AI' }).click();
  await expect(page.getByRole('menuitem', { name: 'Shorter' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(replyBox(page)).toBeFocused();
  await replyBox(page).fill('it ships today');
  await page.getByRole('button', { name: 'Write with AI' }).click();
  await expect(page.getByRole('menuitem', { name: 'Shorter' })).toBeEnabled();
  await page.screenshot({ path: join(process.env['SHOTS'] ?? info.outputDir, 'assist-menu.png') });
  await server.stop();
});
