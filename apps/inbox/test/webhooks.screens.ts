/** Settings → Webhooks and → Waiting customers. */
import { expect, type Page, test } from '@playwright/test';
import { maya } from './fake/people.ts';
import { startFake } from './fake/server.ts';
import { createWorld, type World } from './fake/world.ts';
import { look } from './look.ts';

const few = () => createWorld([]);
const none = () => {
  const world = createWorld([]);
  world.webhooks.webhooks = [];
  return world;
};

async function open(page: Page, path: string, world: World = few()) {
  const server = await startFake(world);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { world, server };
}

look('webhooks', '/settings/webhooks', {
  world: few,
  async then({ page }) {
    await page.getByRole('button', { name: 'Deliveries' }).nth(1).click();
    await page.getByText('next try').waitFor();
  },
});
look('webhooks-empty', '/settings/webhooks', { world: none });
look('webhooks-teammate', '/settings/webhooks', { world: few, me: maya });
look('webhook-add', '/settings/webhooks', {
  world: none,
  async then({ page }) {
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    await page.getByRole('dialog').waitFor();
  },
});
look('webhook-secret', '/settings/webhooks', {
  world: none,
  async then({ page }) {
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    await page.getByLabel('Address').fill('https://crm.example/baton');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Copy it now').waitFor();
  },
});
look('routing', '/settings/routing', { world: few });
look('routing-wrong', '/settings/routing', {
  world: few,
  async then({ page }) {
    await page.getByLabel('When they are there').fill('3');
    await page.getByText('At least as long').waitFor();
  },
});

test('a webhook is added with the events that were chosen, its secret told once', async ({
  page,
}) => {
  const { world, server } = await open(page, '/settings/webhooks', none());
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  await page.getByLabel('Address').fill('nowhere');
  await page.getByLabel('The AI answers').uncheck();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('begin with http');
  await page.getByLabel('Address').fill('https://crm.example/baton');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('region', { name: 'The signing secret' })).toContainText('whsec_');
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByText('9 events')).toBeVisible();
  expect(world.webhooks.webhooks[0]?.events).not.toContain('message.answered');
  await server.stop();
});

test('it is paused, resumed, tried; what was given up is sent again; it is removed', async ({
  page,
}) => {
  const { world, server } = await open(page, '/settings/webhooks');
  await page.getByRole('button', { name: 'More about CRM' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await expect(page.getByText('2 deliveries wait until you resume')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).first().click();
  await expect.poll(() => world.webhooks.webhooks[0]?.state).toBe('active');
  await page.getByRole('button', { name: 'Send a test' }).first().click();
  await expect(page.getByText('It answered 200.')).toBeVisible();
  await page.getByRole('button', { name: 'Deliveries' }).nth(1).click();
  await page.getByRole('button', { name: 'Send conversation.resolved again' }).click();
  await expect
    .poll(() => world.webhooks.deliveries.filter(({ state }) => state === 'dead'))
    .toEqual([]);
  await page.getByRole('button', { name: 'Send all given up again' }).click();
  await expect(page.getByText('3 deliveries under way again.')).toBeVisible();
  await page.getByRole('button', { name: 'More about CRM' }).click();
  await page.getByRole('menuitem', { name: 'Remove …' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('heading', { name: /CRM/ })).toHaveCount(0);
  await server.stop();
});

test('the rules for waiting customers are saved, and what makes no sense is not', async ({
  page,
}) => {
  const { world, server } = await open(page, '/settings/routing');
  await page.getByLabel('When the teammate is away').fill('45');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('At least as long as when they are away.')).toBeVisible();
  expect(world.webhooks.rules.awayMinutes).toBe(10);
  await page.getByLabel('When they are there').fill('90');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => world.webhooks.rules.presentMinutes).toBe(90);
  await page.getByRole('switch', { name: 'Put them back in the queue' }).click();
  await expect(page.getByText('A customer waits for as long as')).toBeVisible();
  await server.stop();
});
