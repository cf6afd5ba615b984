/** What the AI asks to do, and a teammate's yes or no. */
import { expect, type Page, test } from '@playwright/test';
import { asksApproval, decided, finished, lookedUp } from './fake/action-scene.ts';
import { maya, sam } from './fake/people.ts';
import { angry, mine } from './fake/scene.ts';
import { startFake } from './fake/server.ts';
import { createWorld } from './fake/world.ts';
import { look } from './look.ts';

const world = () => createWorld([angry, mine, asksApproval, lookedUp]);
const id = asksApproval.summary.id;
const path = `/inbox/waiting/${id}`;
const card = (page: Page) => page.getByRole('region', { name: 'Approval' });
const log = (page: Page) => page.getByRole('log');

async function open(page: Page) {
  const desk = world();
  const server = await startFake(desk);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await card(page).waitFor();
  await page.waitForTimeout(300);
  return { desk, server };
}

look('approval', path, {
  world,
  async then({ page }) {
    await card(page).getByText('Verified by your website').waitFor();
  },
});
look('approval-deciding', path, {
  world,
  async then({ page }) {
    await page.getByRole('button', { name: 'Approve …' }).click();
    await page.waitForTimeout(200);
  },
});
look('approval-failed', `/inbox/open/${id}`, {
  world() {
    const failed = world();
    failed.happen(id, { type: 'claimed', teammateId: sam.id }, decided(sam.id, true, 'As agreed'));
    failed.happen(id, finished(false));
    return failed;
  },
  async then({ page }) {
    await card(page).getByText('it did not work').waitFor();
  },
});
look('action-answered', `/inbox/open/${lookedUp.summary.id}`, { world });

test('approving takes two steps, and no key alone does it', async ({ page }) => {
  const { desk, server } = await open(page);
  await page.keyboard.press('p');
  await expect(card(page).getByLabel('Note to your team')).toBeFocused();
  await page.keyboard.type('Agreed');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(150);
  expect(desk.open(id)?.events.some(({ type }) => type === 'actionDecided')).toBe(false);
  await page.keyboard.press('Escape');
  await expect(card(page).getByRole('button', { name: 'Approve …' })).toBeVisible();
  await page.keyboard.press('p');
  await card(page).getByLabel('Note to your team').fill('Agreed');
  await card(page).getByRole('button', { name: 'Approve and run' }).click();
  await expect(card(page)).toContainText('it is being done');
  await expect(log(page)).toContainText('You approved “Cancel a subscription”');
  await expect(log(page)).toContainText('“Agreed”');
  desk.happen(id, finished(true));
  await expect(card(page)).toContainText('The customer was told: “Your subscription ends on');
  await card(page).getByRole('button', { name: 'Put this away' }).click();
  await expect(card(page)).toHaveCount(0);
  await expect(log(page)).toContainText('Done: Cancel a subscription');
  await server.stop();
});

test('declining says so, with its note', async ({ page }) => {
  const { desk, server } = await open(page);
  await card(page).getByRole('button', { name: 'Decline …' }).click();
  await card(page).getByLabel('Note to your team').fill('Which of the two plans?');
  await card(page).getByRole('button', { name: 'Decline it' }).click();
  await expect(card(page)).toContainText('You declined it, and the customer was told.');
  expect(desk.open(id)?.events.at(-1)).toMatchObject({
    type: 'actionDecided',
    approved: false,
    note: 'Which of the two plans?',
  });
  await server.stop();
});

test('who decides second is told, and sees who was first', async ({ page }) => {
  const { desk, server } = await open(page);
  await card(page).getByRole('button', { name: 'Approve …' }).click();
  desk.quietly(() =>
    desk.happen(id, { type: 'claimed', teammateId: maya.id }, decided(maya.id, false)),
  );
  await card(page).getByRole('button', { name: 'Approve and run' }).click();
  await expect(page.getByText('Somebody has decided already.')).toBeVisible();
  await expect(card(page)).toContainText('Maya Lindqvist declined it');
  await server.stop();
});

test('somebody else’s decision arrives while one still thinks', async ({ page }) => {
  const { desk, server } = await open(page);
  await card(page).getByRole('button', { name: 'Approve …' }).click();
  desk.happen(id, { type: 'claimed', teammateId: maya.id }, decided(maya.id, true));
  await expect(card(page)).toContainText('Maya Lindqvist approved it.');
  await expect(card(page).getByRole('button', { name: 'Approve and run' })).toHaveCount(0);
  await server.stop();
});

test('the list shows what waits for approval, and a sent form reads as a table', async ({
  page,
}) => {
  const { desk, server } = await open(page);
  const row = page
    .getByRole('region', { name: /conversations/ })
    .getByRole('link')
    .filter({ hasText: 'Ines' });
  await expect(row).toContainText('Approval');
  await expect(log(page).getByLabel('Filled in')).toContainText('ReasonToo expensive');
  await expect(log(page)).toContainText('Form: Cancel a subscription');
  desk.happen(id, { type: 'claimed', teammateId: maya.id }, decided(maya.id, false));
  await expect(row).not.toContainText('Approval');
  await server.stop();
});
