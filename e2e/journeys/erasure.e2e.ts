/** A customer asks to be forgotten: gone from every open screen at once, and their chat begins anew. */
import { expect } from '@playwright/test';
import { TeammateApi } from '../chaos/api.ts';
import { ask, openPage, openWidget, test } from '../support/desk.ts';
import { signInAs } from '../support/world.ts';

test.use({ desk: 'erasure' });

test('an erased customer vanishes from the inbox while it is open, and from their own chat', async ({
  browser,
  installation,
}) => {
  const { base, setUpLink } = installation;
  const owner = new TeammateApi(base);
  await owner.setUp(new URL(setUpLink).searchParams.get('token') ?? '', 'Lumen Desk');
  const customer = await openPage(browser);
  await customer.page.goto(`${base}/demo`);
  await openWidget(customer.page);
  await ask(customer.page, 'I am Zelda Quint, and I want to talk to a person');
  const said = customer.page.getByText('I am Zelda Quint');
  await expect(said).toBeVisible();

  const [one, other] = [await openPage(browser), await openPage(browser)];
  for (const { page, context } of [one, other]) {
    await signInAs(context, owner);
    await page.goto(`${base}/inbox/waiting`);
    const row = page.getByRole('listitem').getByRole('link').first();
    await expect(row).toContainText('I am Zelda Quint');
    await row.click();
    await expect(page.getByRole('log')).toContainText('I am Zelda Quint');
  }

  await one.page.getByRole('button', { name: 'Erase customer …' }).click();
  await one.page.getByLabel('Type “erase” to confirm').fill('erase');
  await one.page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(one.page.getByText('The customer was erased.')).toBeVisible();

  await expect(other.page.getByText('This conversation does not exist')).toBeVisible();
  for (const { page } of [one, other]) {
    await expect(page.getByText('Zelda Quint')).toHaveCount(0);
  }
  await expect(said).toHaveCount(0);

  // Whoever writes again is somebody new.
  await ask(customer.page, 'Hello, is anybody there?');
  await expect(customer.page.getByText('Hello, is anybody there?')).toBeVisible();
  await expect(said).toHaveCount(0);
  expect([...one.errors, ...other.errors, ...customer.errors]).toEqual([]);
});
