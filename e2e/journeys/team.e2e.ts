/** Two teammates, one waiting customer: an invitation by link, a race for the claim, one winner. */
import { expect, type Page } from '@playwright/test';
import { openPage, test } from '../support/desk.ts';
import { aWaitingConversation, aWorld, signInAs } from '../support/world.ts';

test.use({ desk: 'team' });

test('a second teammate joins by link; of two who claim at once, one wins and the other is told who', async ({
  browser,
  installation,
}) => {
  const { base } = installation;
  const { owner, aiAgent } = await aWorld(installation);
  const olga = await openPage(browser);
  await signInAs(olga.context, owner);

  const { link } = await owner.post<{ link: string }>('/api/invites', {
    email: null,
    role: 'teammate',
  });
  const maya = await openPage(browser);
  await maya.page.goto(link.replace('localhost', '127.0.0.1'));
  await maya.page.getByLabel('Your name').fill('Maya Mate');
  await maya.page.getByLabel('Email').fill('maya@lumen.example');
  await maya.page.getByLabel('Password', { exact: true }).fill('another good secret');
  await maya.page.getByRole('button', { name: /join|accept|create/i }).click();
  await expect(maya.page.getByRole('navigation', { name: 'Main' })).toBeVisible();

  const id = await aWaitingConversation(installation, aiAgent.widgetKey);
  const pages: Page[] = [olga.page, maya.page];
  for (const page of pages) await page.goto(`${base}/inbox/waiting/${id}`);
  const claims = pages.map((page) => page.getByRole('button', { name: 'Claim', exact: true }));
  for (const claim of claims) await expect(claim).toBeVisible();
  // The slower one may find its button gone before the click lands: that, too, is being told.
  await Promise.all(claims.map((claim) => claim.click({ timeout: 3_000 }).catch(() => {})));

  for (const claim of claims) await expect(claim).toBeHidden();
  const holds = await Promise.all(
    pages.map(async (page) => {
      await expect(page.getByText(/^with (you|olga|maya)/i).first()).toBeVisible();
      return page.getByText(/^with you/i).count();
    }),
  );
  expect(holds.filter((count) => count > 0)).toHaveLength(1);
  const opened = await owner.open(id);
  expect(opened.events.filter(({ type }) => type === 'claimed')).toHaveLength(1);
  expect([...olga.errors, ...maya.errors]).toEqual([]);
});
