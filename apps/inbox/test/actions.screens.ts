/** What the AI agent may do: the list, the editor, trying it, runs, and who customers are. */
import { expect, type Page, test } from '@playwright/test';
import { cancelPlan, orderStatus } from './fake/actions.ts';
import { maya } from './fake/people.ts';
import { startFake } from './fake/server.ts';
import { createWorld, type World } from './fake/world.ts';
import { look } from './look.ts';

const empty = () => {
  const world = createWorld([]);
  world.actions.actions = [];
  return world;
};
const few = () => createWorld([]);

async function open(page: Page, path: string, world: World = few()) {
  const server = await startFake(world);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { world, server };
}
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const panel = (page: Page) => page.locator('section').filter({ hasText: 'Sends the request' });

look('actions', '/actions', { world: few });
look('actions-empty', '/actions', { world: empty });
look('actions-readonly', `/actions/${orderStatus.id}`, { world: few, me: maya });
look('actions-runs', '/actions?show=runs', {
  world: few,
  async then({ page }) {
    await page
      .getByRole('button', { name: /Cancel a subscription/ })
      .nth(1)
      .click();
    await page.getByText('asked which one').waitFor();
  },
});
look('action-editor', `/actions/${orderStatus.id}`, {
  world: few,
  async then({ page }) {
    await page.getByRole('button', { name: /^Order number/ }).click();
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('It works').waitFor();
  },
});
look('action-sensitive', `/actions/${cancelPlan.id}`, {
  world: few,
  async then({ page }) {
    await page.getByText('For verified customers only', { exact: true }).scrollIntoViewIfNeeded();
  },
});
look('action-errors', '/actions/new?example=order', {
  world: empty,
  expectErrors: true,
  async then({ page }) {
    await page
      .getByRole('textbox', { name: 'Address' })
      .fill('https://api.lumen.example/orders/{{number}}');
    await save(page).click();
    await page.getByText('Not saved yet').waitFor();
    await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused();
  },
});
look('identity', '/settings/identity', {
  world: few,
  async then({ page }) {
    await page.getByRole('button', { name: 'Make a secret' }).click();
    await page.getByText('Copy it now').waitFor();
  },
});

test('an example becomes an action of one’s own: saved, tried, its values picked, turned on', async ({
  page,
}) => {
  const { world, server } = await open(page, '/actions', empty());
  await page.getByRole('link', { name: /Look up an order/ }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Look up an order');
  await page.getByLabel('Value of header 1').fill('Bearer s3cret');
  await page.getByRole('button', { name: 'Save and try it' }).click();
  await expect(page).toHaveURL(/\/actions\/act_/);
  await expect(page.getByText('It works')).toBeVisible();
  await expect(page.getByText('Stored, never shown again')).toBeVisible();
  const success = page.getByLabel('When it worked');
  await success.fill('It comes on ');
  await page.getByRole('button', { name: /Insert delivery\.day, now “Tuesday”/ }).click();
  await expect(success).toHaveValue('It comes on {{delivery.day}}');
  await save(page).click();
  await expect(page.getByText('You have unsaved changes.')).toHaveCount(0);
  const saved = world.actions.saved.at(-1);
  expect(saved?.success).toBe('It comes on {{delivery.day}}');
  // The secret is not sent a second time: the one that is stored stays.
  expect(saved?.headers).toEqual([{ name: 'Authorization', secret: true }]);
  expect(saved?.enabled).toBe(false);
  await page.getByRole('switch', { name: 'Off' }).click();
  await expect(page.getByRole('switch', { name: 'On', exact: true })).toBeChecked();
  expect(world.actions.actions[0]?.enabled).toBe(true);
  await server.stop();
});

test('what is wrong is said where it is, while one types and when the server says so', async ({
  page,
}) => {
  const { server } = await open(page, `/actions/${cancelPlan.id}`);
  await page.getByRole('textbox', { name: 'Body' }).fill('{ "customer": {{customer}} ');
  await expect(page.getByText('This is not JSON yet.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Body' }).fill('{ "customer": {{costumer}} }');
  await expect(page.getByText('{{costumer}} is none of the fields below.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('');
  await save(page).click();
  await expect(page.getByText('Is empty.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Not saved yet: see what is marked.')).toBeVisible();
  await server.stop();
});

test('what was changed is not left behind by accident', async ({ page }) => {
  const { server } = await open(page, `/actions/${orderStatus.id}`);
  await page.getByLabel('Description').fill('Another one');
  await page.getByRole('link', { name: 'All actions' }).click();
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('Description')).toHaveValue('Another one');
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('link', { name: 'All actions' }).click();
  await expect(page.getByRole('heading', { name: 'Actions' })).toBeVisible();
  await server.stop();
});

test('a field is added, named by its label, and moved; another server wants its secret anew', async ({
  page,
}) => {
  const { world, server } = await open(page, `/actions/${orderStatus.id}`);
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Post code');
  await expect(page.getByLabel('Name in the request')).toHaveValue('postCode');
  await page.getByRole('button', { name: 'Move Post code up' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('https://other.example/orders/');
  await page.getByRole('button', { name: 'Insert postCode' }).first().click();
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue(
    'https://other.example/orders/{{postCode}}',
  );
  await expect(page.getByText('The address is at another server now.')).toBeVisible();
  await page.getByRole('button', { name: 'Replace' }).click();
  await page.getByLabel('Value of header 2').fill('Bearer new');
  await save(page).click();
  await expect(page.getByText('Stored, never shown again')).toBeVisible();
  const saved = world.actions.saved.at(-1);
  expect(saved?.fields.map(({ name }) => name)).toEqual(['order', 'postCode', 'email']);
  expect(saved?.headers[1]).toEqual({ name: 'Authorization', secret: true, value: 'Bearer new' });
  await server.stop();
});

test('a try that fails says why, and what the customer would read then', async ({ page }) => {
  const { server } = await open(page, `/actions/${orderStatus.id}`);
  await panel(page).getByLabel('Order number').fill('0');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(panel(page)).toContainText('It does not work');
  await expect(panel(page)).toContainText('The server answered 404.');
  await expect(panel(page)).toContainText('I could not find that order.');
  await server.stop();
});

test('it is turned off from the list, and removed with its runs kept', async ({ page }) => {
  const { world, server } = await open(page, '/actions');
  await page.getByRole('switch', { name: 'Look up an order is on' }).click();
  await expect.poll(() => world.actions.actions[0]?.enabled).toBe(false);
  await page.getByRole('link', { name: /Look up an order/ }).click();
  await page.getByRole('tab', { name: 'Runs (312)' }).click();
  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(15);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(22);
  await page.getByRole('button', { name: 'Remove this action' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('link', { name: /Cancel a subscription/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Look up an order/ })).toHaveCount(0);
  await server.stop();
});

test('a secret is told once', async ({ page }) => {
  const { server } = await open(page, '/settings/identity');
  await page.getByRole('button', { name: 'Make a secret' }).click();
  await expect(page.getByRole('region', { name: 'The identity secret' })).toContainText('idk_');
  await page.reload();
  await expect(page.getByText('There is a secret')).toBeVisible();
  await expect(page.getByRole('region', { name: 'The identity secret' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Make a new one …' }).click();
  await page.getByRole('button', { name: 'Make a new one', exact: true }).click();
  await expect(page.getByRole('region', { name: 'The identity secret' })).toContainText('idk_');
  await server.stop();
});
