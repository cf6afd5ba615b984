/**
 * What the AI may do, as an owner defines it, a customer asks for it, and a teammate says yes or no
 * to it; and who a customer is, where their website vouches for them. No language model is needed.
 */
import { type Browser, expect, type Page } from '@playwright/test';
import {
  ask,
  composer,
  expectAccessible,
  openPage,
  openWidget,
  phone,
  test,
} from '../support/desk.ts';
import { overhear } from '../support/overheard.ts';
import { picture } from '../support/pictures.ts';
import { openShop, type Shop, vouch } from '../support/shop.ts';
import { aWorld, signInAs } from '../support/world.ts';

test.use({ desk: 'actions', environment: { BATON_ALLOW_PRIVATE_FETCH: 'on', LOG_LEVEL: 'debug' } });
// One installation, one owner: each journey goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

const SECRET = 'Bearer shop-7d1e5a90c2';
let shop: Shop;
let page: Page;
let told: () => Promise<string[]>;
const errors: string[][] = [];

test.beforeAll(async () => {
  shop = await openShop();
});
test.afterAll(() => {
  shop.close();
});

type Opened = Awaited<ReturnType<typeof openPage>>;
async function someone(
  browser: Browser,
  options?: Parameters<typeof openPage>[1],
): Promise<Opened> {
  const opened = await openPage(browser, options);
  errors.push(opened.errors);
  return opened;
}

async function aVisitor(
  browser: Browser,
  address: string,
  options?: Parameters<typeof openPage>[1],
): Promise<Page> {
  const visitor = await someone(browser, options);
  await visitor.page.goto(address);
  await openWidget(visitor.page);
  return visitor.page;
}

const log = (where: Page) => where.getByRole('log');
const mine = (where: Page) => where.locator('.message.you .bubble');
const card = () => page.getByRole('region', { name: 'Approval' });
const save = () => page.getByRole('button', { name: 'Save', exact: true });

test('an owner defines two actions, tries one, and learns to vouch for customers', async ({
  browser,
  installation,
}) => {
  const { base } = installation;
  const world = await aWorld(installation);
  const { owner, aiAgent } = world;
  const install = await owner.get<{ html: string }>(`/api/ai-agents/${aiAgent.id}/install`);
  shop.chat = install.html.replace('localhost', '127.0.0.1');
  const teammate = await someone(browser);
  page = teammate.page;
  ({ told } = await overhear(page));
  await signInAs(teammate.context, owner);

  await test.step('one looks something up: tried, its words put together, turned on', async () => {
    await page.goto(`${base}/actions`);
    await expectAccessible(page, 'no actions yet');
    await page.getByRole('link', { name: /Look up an order/ }).click();
    await page.getByRole('textbox', { name: 'Address' }).fill(`${shop.origin}/orders/{{order}}`);
    await page.getByLabel('Value of header 1').fill(SECRET);
    await page.getByRole('button', { name: 'Save and try it' }).click();
    await expect(page.getByText('It works', { exact: true })).toBeVisible();
    await page.getByLabel('When it worked').fill('Your order is {{status}}. It comes on ');
    await page.getByRole('button', { name: /Insert delivery\.day/ }).click();
    await save().click();
    await expect(page.getByText('You have unsaved changes.')).toHaveCount(0);
    await page.getByRole('switch', { name: 'Off', exact: true }).click();
    await expect(page.getByRole('switch', { name: 'On', exact: true })).toBeChecked();
    await expectAccessible(page, 'an action');
    await picture(page, 'action');
    expect(shop.calls).toMatchObject([{ path: '/orders/1042', authorization: SECRET }]);
  });

  await test.step('one is sensitive, and for verified customers', async () => {
    await page.goto(`${base}/actions/new?example=cancel`);
    await page
      .getByRole('textbox', { name: 'Address' })
      .fill(`${shop.origin}/subscriptions/cancel`);
    await page.getByLabel('Value of header 1').fill(SECRET);
    await expect(page.getByRole('switch', { name: /A teammate approves it/ })).toBeChecked();
    await expect(page.getByRole('switch', { name: /For verified customers/ })).toBeChecked();
    await save().click();
    await expect(page).toHaveURL(/\/actions\/act_/);
    await page.getByRole('switch', { name: 'Off', exact: true }).click();
    await expect(page.getByRole('switch', { name: 'On', exact: true })).toBeChecked();
  });

  await test.step('the website gets its secret', async () => {
    await page.goto(`${base}/settings/identity`);
    await page.getByRole('button', { name: 'Make a secret' }).click();
    const secret = page.getByRole('region', { name: 'The identity secret' });
    await expect(secret).toHaveText(/^\S{40,}$/);
    shop.identitySecret = ((await secret.textContent()) ?? '').trim();
    await expectAccessible(page, 'verified customers');
  });
  for (const secret of [shop.identitySecret, SECRET])
    expect(installation.server.output).not.toContain(secret);
  shop.calls.length = 0;
});

test('an order is looked up, by its number or by a form, and what is not found is said', async ({
  browser,
  installation: { base },
}) => {
  await test.step('with its number', async () => {
    const customer = await aVisitor(browser, `${base}/demo`);
    await ask(customer, 'Where is my order 1042?');
    await expect(log(customer)).toContainText('Your order is on its way. It comes on Tuesday');
    expect(shop.calls.map(({ path }) => path)).toEqual(['/orders/1042']);
    await ask(customer, 'And where is order 9999?');
    await expect(log(customer)).toContainText('I could not find that order.');
    await expectAccessible(customer, 'what an action found');
  });

  for (const [screen, options] of [
    ['desktop', {}],
    ['phone', { viewport: phone, hasTouch: true, colorScheme: 'dark' }],
  ] as const) {
    await test.step(`without: a form, sent once though pressed twice (${screen})`, async () => {
      const customer = await aVisitor(browser, `${base}/demo`, options);
      shop.calls.length = 0;
      await ask(customer, 'Where is my order?');
      const form = customer.getByRole('region', { name: 'Look up an order' });
      const number = form.getByLabel('Order number');
      const send = form.getByRole('button', { name: 'Send' });
      await send.click();
      await expect(number).toBeFocused();
      await expectAccessible(customer, `a form, ${screen}`);
      await picture(customer, `widget-form-${screen}`);
      await customer.reload();
      await number.fill('1187');
      await send.dblclick();
      await expect(log(customer)).toContainText('waiting for its battery base. It comes on Friday');
      await expect(form.getByRole('definition')).toHaveText(['1187']);
      expect(shop.calls.map(({ path }) => path)).toEqual(['/orders/1187']);
    });
  }
});

test('what matters is done once a teammate says yes, for whom the website vouches', async ({
  browser,
  installation: { base },
}) => {
  await test.step('without a website’s word it goes to a person', async () => {
    const nobody = await aVisitor(browser, `${shop.origin}/account`);
    await ask(nobody, 'Please cancel my subscription');
    await expect(log(nobody)).toContainText('I must be sure who you are');
    await expect(nobody.getByText(/connecting you with a person/i)).toBeVisible();
  });

  const ada = await aVisitor(browser, `${shop.origin}/account?as=ada`);
  shop.calls.length = 0;
  await test.step('with it, the customer is told that it waits', async () => {
    await ask(ada, 'Please cancel my subscription');
    await expect(log(ada)).toContainText('waiting for approval');
    await picture(ada, 'widget-waits-for-approval');
    expect(shop.calls).toEqual([]);
  });

  await test.step('a teammate approves it, and the customer sees what came of it', async () => {
    await page.goto(`${base}/inbox/waiting`);
    await page.getByRole('listitem').getByRole('link').filter({ hasText: 'Approval' }).click();
    await expect(card()).toContainText('Verified by your website');
    await expect(card()).toContainText('ada');
    await expectAccessible(page, 'an approval');
    await picture(page, 'inbox-approval');
    await card().getByRole('button', { name: 'Approve …' }).click();
    await card().getByLabel('Note to your team').fill('She asked for it on the phone, too.');
    await card().getByRole('button', { name: 'Approve and run' }).click();
    await expect(card()).toContainText('The customer was told: “Your subscription ends on 1 June.');
    await expect(log(ada)).toContainText('Your subscription ends on 1 June.');
    await expect(log(ada)).not.toContainText('on the phone');
    await picture(ada, 'widget-action-done');
    await expectAccessible(ada, 'what came of an action');
    expect(shop.calls).toMatchObject([
      { method: 'POST', path: '/subscriptions/cancel', authorization: SECRET },
    ]);
    expect(shop.calls[0]?.body).toMatchObject({ customer: 'ada' });
    expect(shop.calls[0]?.idempotencyKey).toMatch(/^run_/);
  });

  await test.step('or declines it: nothing is sent', async () => {
    const ben = await aVisitor(browser, `${shop.origin}/account?as=ben`);
    shop.calls.length = 0;
    await ask(ben, 'I want to cancel my subscription');
    await expect(log(ben)).toContainText('waiting for approval');
    await page.goto(`${base}/inbox/waiting`);
    await page.getByRole('listitem').getByRole('link').filter({ hasText: 'Approval' }).click();
    await card().getByRole('button', { name: 'Decline …' }).click();
    await card().getByRole('button', { name: 'Decline it' }).click();
    await expect(card()).toContainText('You declined it, and the customer was told.');
    await expect(log(ben)).toContainText('declined');
    expect(shop.calls).toEqual([]);
  });

  await test.step('what was done is on record, without the shop’s secret', async () => {
    await page.goto(`${base}/actions?show=runs`);
    const runs = page.getByRole('list', { name: 'Runs' });
    await expect(runs.getByRole('listitem').filter({ hasText: /Cancel/ })).toHaveCount(2);
    await expectAccessible(page, 'runs');
    expect((await told()).join('\n')).not.toContain(SECRET);
  });
});

test('on one computer, nobody sees what another customer wrote', async ({
  browser,
  installation: { server },
}) => {
  const customer = await someone(browser);
  const heard = await overhear(customer.page);
  await customer.page.goto(`${shop.origin}/account`);
  await openWidget(customer.page);
  await ask(customer.page, 'How long does the battery base last?');
  await expect(customer.page.locator('.message.ai')).toHaveCount(2);

  await test.step('who signs in takes along what they wrote', async () => {
    await identify(customer.page, 'ada-2');
    await expect(mine(customer.page)).toHaveText('How long does the battery base last?');
    await expect.poll(async () => (await heard.told()).join()).toContain('"identified":true');
  });

  await test.step('who comes next, on a page of their own, is told nothing of it', async () => {
    await customer.page.goto('about:blank');
    heard.forget();
    await customer.page.goto(`${shop.origin}/account?as=carl`);
    // Open as it was left.
    await expect(composer(customer.page)).toBeVisible();
    await expect(mine(customer.page)).toHaveCount(0);
    await ask(customer.page, 'What does Lumen Plus cost?');
    await expect(customer.page.locator('.message.ai')).toHaveCount(2);
    await expect(mine(customer.page)).toHaveText('What does Lumen Plus cost?');
    const everything = [...(await heard.told()), ...(await heard.shown())].join('\n');
    expect(everything).not.toContain('battery base last');
  });

  await test.step('the first one comes back to theirs, and a forged word to nothing', async () => {
    await identify(customer.page, 'ada-2');
    await expect(mine(customer.page)).toHaveText('How long does the battery base last?');
    await identify(customer.page, 'carl', 'a secret that nobody here has given out');
    await expect(mine(customer.page)).toHaveCount(0);
    await ask(customer.page, 'Hello!');
    await expect(mine(customer.page)).toHaveText('Hello!');
  });

  for (const secret of [shop.identitySecret, SECRET]) expect(server.output).not.toContain(secret);
  expect(errors.flat()).toEqual([]);
});

const identify = (where: Page, who: string, secret = shop.identitySecret) =>
  where.evaluate(
    (token) =>
      (window as unknown as { Baton: { identify(jwt: string): void } }).Baton.identify(token),
    vouch(secret, who),
  );
