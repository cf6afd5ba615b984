/** What the inbox does, in a real browser: keys, live news, races, a network that comes and goes. */
import { expect, type Page, test } from '@playwright/test';
import { conversation, customer, handedOff, tell } from './fake/conversation.ts';
import { maya, sam } from './fake/people.ts';
import { angry, invoice, mine, resolved } from './fake/scene.ts';
import { startFake } from './fake/server.ts';
import { createWorld } from './fake/world.ts';

async function inbox(page: Page, path: string) {
  const world = createWorld();
  const server = await startFake(world);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await page.getByRole('listitem').first().waitFor();
  await expect(page.getByRole('button', { name: /your menu/ })).toBeVisible();
  // Live: presence is shown by a dot only once the feed has caught up.
  await page.waitForTimeout(300);
  return { world, server };
}
const rows = (page: Page) => page.getByRole('region', { name: /conversations/ }).getByRole('link');
const resolvedName = resolved.summary.contact.name ?? '';
const log = (page: Page) => page.getByRole('log');

test('a whole conversation without a mouse: next, claim, reply, note, hand back', async ({
  page,
}) => {
  const { server } = await inbox(page, '/inbox/waiting');
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: 'Ada Brennan' })).toBeVisible();
  await page.keyboard.press('c');
  await expect(log(page)).toContainText('You claimed it');
  await page.keyboard.press('r');
  await page.keyboard.type('Hello Ada, I am on it.');
  await page.keyboard.press('Control+Enter');
  await expect(log(page)).toContainText('Hello Ada, I am on it.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('Guest order, label by email.');
  await page.keyboard.press('Control+Enter');
  await expect(log(page)).toContainText('private note');
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await expect(log(page)).toContainText('You handed it back to the AI');
  await server.stop();
});

test('keys are letters while somebody writes', async ({ page }) => {
  const { server } = await inbox(page, `/inbox/waiting/${angry.summary.id}`);
  await page.getByLabel(/^Reply to/).fill('');
  await page.getByLabel(/^Reply to/).pressSequentially('cejr?');
  await expect(page.getByLabel(/^Reply to/)).toHaveValue('cejr?');
  await expect(page.getByRole('button', { name: 'Claim', exact: true })).toBeVisible();
  await server.stop();
});

test('a conversation that starts to wait appears at once, and the title counts it', async ({
  page,
}) => {
  const { world, server } = await inbox(page, '/inbox/waiting');
  await expect(rows(page)).toHaveCount(3);
  world.start(
    tell(
      tell(conversation(900, { name: 'Zoe Lund' }, 1), customer('Hello?')),
      handedOff(['direct_request'], {}),
    ),
  );
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).last()).toContainText('Zoe Lund');
  await expect(page).toHaveTitle('(4) Waiting · Baton');
  await server.stop();
});

test('a search says that it is one, and leads on where nothing was found', async ({ page }) => {
  const { server } = await inbox(page, '/inbox/waiting');
  const heading = page.getByRole('heading', { level: 2, name: 'Waiting', exact: true });
  await expect(heading).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(resolvedName);
  await expect(page.getByRole('heading', { name: 'Found in “Waiting”' })).toBeVisible();
  await expect(page.getByText(`Nothing found for “${resolvedName}”`)).toBeVisible();
  await page.getByRole('link', { name: 'Search in “Resolved”' }).click();
  await expect(page.getByRole('heading', { name: 'Found in “Resolved”' })).toBeVisible();
  await expect(rows(page).first()).toContainText(resolvedName);
  await server.stop();
});

test('a tag is a key away, also where the details are not in sight', async ({ page }) => {
  const { server } = await inbox(page, `/inbox/waiting/${angry.summary.id}`);
  await page.setViewportSize({ width: 1024, height: 768 });
  const field = page.getByRole('combobox', { name: 'Add a tag' });
  await expect(field).toHaveCount(0);
  await page.keyboard.press('t');
  await expect(field).toBeFocused();
  await page.keyboard.type('cracked shade');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove the tag cracked shade' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(log(page)).toContainText('You added the tag “cracked shade”');
  await page.keyboard.press('i');
  await expect(field).toBeVisible();
  await expect(field).not.toBeFocused();
  await server.stop();
});

test('where it is narrow, what can be pressed about a handoff has a line of its own', async ({
  page,
}) => {
  const { server } = await inbox(page, `/inbox/waiting/${angry.summary.id}`);
  await page.setViewportSize({ width: 390, height: 844 });
  const words = log(page)
    .getByText(/^Handed off:/)
    .last();
  const marks = log(page)
    .getByRole('group', { name: /needed/i })
    .last();
  await expect(marks).toBeVisible();
  const [said, pressed] = [await words.boundingBox(), await marks.boundingBox()];
  if (!said || !pressed) throw new Error('not in sight');
  expect(pressed.y).toBeGreaterThanOrEqual(said.y + said.height);
  await server.stop();
});

test('what is being read stays where it is when rows come in above', async ({ page }) => {
  const { world, server } = await inbox(page, '/inbox/open');
  const list = page
    .getByRole('region', { name: /conversations/ })
    .locator('ul')
    .locator('..');
  await list.evaluate((element) => element.scrollTo(0, 2000));
  await page.waitForTimeout(200);
  const seen = rows(page).filter({ hasText: 'Ravi' }).nth(1);
  const before = await seen.boundingBox();
  for (let n = 0; n < 3; n++) world.start(tell(conversation(910 + n, {}, 0), customer('New here')));
  await page.waitForTimeout(300);
  expect(Math.abs(((await seen.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
  await server.stop();
});

test('the open conversation keeps its place in the list after it left the view', async ({
  page,
}) => {
  const { server } = await inbox(page, `/inbox/waiting/${invoice.summary.id}`);
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('c');
  await expect(log(page)).toContainText('You claimed it');
  await expect(rows(page).nth(1)).toContainText('lucas@fjord-studio.example');
  await page.keyboard.press('j');
  await expect(rows(page)).toHaveCount(2);
  await server.stop();
});

test('who loses a claim is told who has it, and sees it', async ({ page }) => {
  const { world, server } = await inbox(page, `/inbox/waiting/${angry.summary.id}`);
  await page.getByRole('button', { name: 'Claim', exact: true }).waitFor();
  world.quietly(() => world.happen(angry.summary.id, { type: 'claimed', teammateId: maya.id }));
  await page.getByRole('button', { name: 'Claim', exact: true }).click();
  await expect(page.getByText('Maya Lindqvist has this conversation.')).toBeVisible();
  await expect(page.getByText('With Maya Lindqvist')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Claim', exact: true })).toHaveCount(0);
  await server.stop();
});

test('a lost connection loses nothing: what was written goes out once, what was missed comes in', async ({
  page,
}) => {
  const { world, server } = await inbox(page, `/inbox/mine/${mine.summary.id}`);
  server.cut();
  await page.getByLabel(/^Reply to/).fill('First');
  await page.keyboard.press('Control+Enter');
  await page.getByLabel(/^Reply to/).fill('Second');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Sent as soon as Baton is reachable').first()).toBeVisible();
  world.happen(mine.summary.id, customer('While you were away'));
  // Even a reload in between keeps the unsent messages.
  server.mend();
  await page.reload();
  await expect(log(page)).toContainText('While you were away');
  await expect(log(page).getByText('First', { exact: true })).toHaveCount(1);
  await expect(log(page).getByText('Second', { exact: true })).toHaveCount(1);
  await expect(page.getByText('Sent as soon as')).toHaveCount(0, { timeout: 15_000 });
  const replies = (world.open(mine.summary.id)?.events ?? []).filter(
    ({ type }) => type === 'replied',
  );
  expect(replies.slice(-2).map((event) => 'body' in event && event.body)).toEqual([
    'First',
    'Second',
  ]);
  await server.stop();
});

test('news after a cut arrive on the open screens without a reload', async ({ page }) => {
  const { world, server } = await inbox(page, `/inbox/mine/${mine.summary.id}`);
  server.cut();
  await page.waitForTimeout(300);
  world.happen(mine.summary.id, customer('Are you still there?'));
  server.mend();
  await expect(log(page)).toContainText('Are you still there?', { timeout: 15_000 });
  await server.stop();
});

test('a draft waits for its writer, through other conversations and a reload', async ({ page }) => {
  const { server } = await inbox(page, `/inbox/waiting/${angry.summary.id}`);
  await page.getByRole('button', { name: 'Use as draft' }).click();
  await expect(page.getByLabel(/^Reply to Ada/)).toHaveValue(/prepaid return label/);
  await rows(page).nth(1).click();
  await expect(page.getByLabel(/^Reply to lucas/)).toHaveValue('');
  await page.reload();
  await rows(page).first().click();
  await expect(page.getByLabel(/^Reply to Ada/)).toHaveValue(/prepaid return label/);
  await server.stop();
});

test('a session that ended leads to the door, and back to where one was', async ({ page }) => {
  const world = createWorld();
  let signedIn = true;
  const server = await startFake(world, () => (signedIn ? sam : null));
  // The live feed is let in while the session lasts: else it would notice the end before the click.
  let live = false;
  page.on('websocket', (socket) => socket.on('framereceived', () => (live = true)));
  await page.goto(`${server.url}/inbox/open`);
  await rows(page).first().waitFor();
  await expect.poll(() => live).toBe(true);
  signedIn = false;
  await rows(page).nth(2).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  signedIn = true;
  await page.getByLabel('Email').fill('sam@lumen.example');
  await page.getByLabel('Password').fill('teacup moon ladder');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(log(page)).toBeVisible();
  await server.stop();
});

test('a list of many has only the rows on screen in the page, and grows as one goes down', async ({
  page,
}) => {
  const { server } = await inbox(page, '/inbox/open');
  expect(await rows(page).count()).toBeLessThan(40);
  const list = page
    .getByRole('region', { name: /conversations/ })
    .locator('ul')
    .locator('..');
  for (let n = 0; n < 8; n++) {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.waitForTimeout(150);
  }
  await expect(rows(page).last()).toHaveAttribute('href', /.+/);
  const last = await page.getByRole('listitem').last().getAttribute('aria-posinset');
  expect(Number(last)).toBe(146);
  await server.stop();
});

test('the palette offers the open conversation first, and finds a resolved one', async ({
  page,
}) => {
  const { server } = await inbox(page, `/inbox/waiting/${angry.summary.id}`);
  await expect(page.getByRole('button', { name: 'Claim', exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await expect(page.getByRole('option').first()).toContainText('Conversation');
  await page.getByRole('combobox').fill(resolved.summary.contact.name ?? '');
  await page.getByRole('option').filter({ hasText: 'Resolved · ' }).click();
  await expect(page).toHaveURL(new RegExp(`/inbox/resolved/${resolved.summary.id}`));
  await server.stop();
});
