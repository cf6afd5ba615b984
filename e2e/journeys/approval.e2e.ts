/**
 * An owner lets the AI agent do something, with a teammate's yes: defined and tried in the screens,
 * asked for in the chat, approved and declined in the inbox; and a teammate has a reply drafted.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, expect, type Page } from '@playwright/test';
import { ask, expectAccessible, openPage, openWidget, test } from '../support/desk.ts';
import { type PacedModel, startPacedModel } from '../support/paced-model.ts';
import { picture } from '../support/pictures.ts';
import { aWorld, signInAs, type World } from '../support/world.ts';

test.use({
  desk: 'approval',
  environment: { BATON_ALLOW_PRIVATE_FETCH: 'on', BATON_PRIVATE_MODELS: 'on' },
});
test.describe.configure({ mode: 'serial' });

const MODEL_KEY = 'sk-approval-8812';
const SECRET = 'Bearer of-the-shop-91x';
let world: World;
let model: PacedModel;
let shop: Server;
let inbox: Page;
/** What reached the shop: one line a request. */
const reached: string[] = [];
let works = true;

test.beforeAll(async ({ browser, installation }) => {
  shop = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const known = request.headers.authorization === SECRET ? 'ours' : 'a stranger';
      reached.push(`${request.method} ${known} ${Buffer.concat(chunks).toString()}`);
      response.writeHead(works ? 200 : 409, { 'content-type': 'application/json' });
      response.end(JSON.stringify(works ? { ends_on: '30 November' } : { error: 'no plan' }));
    });
  });
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done));
  model = await startPacedModel(MODEL_KEY);
  world = await aWorld(installation);
  const opened = await openPage(browser);
  inbox = opened.page;
  await signInAs(opened.context, world.owner);
});
test.afterAll(async () => {
  await model?.close();
  shop?.close();
});

const card = () => inbox.getByRole('region', { name: 'Approval' });
const thread = () => inbox.getByRole('log');

test('an owner defines it from an example, tries it, and turns it on', async ({ installation }) => {
  await inbox.goto(`${installation.base}/actions`);
  await inbox.getByRole('link', { name: /Cancel a subscription/ }).click();
  await inbox.getByLabel('Name', { exact: true }).fill('Pause deliveries');
  const phrases = inbox.getByRole('list', { name: 'Customers ask for it like this' });
  for (const [index, phrase] of [
    'Pause my next delivery',
    'Skip my delivery this month',
    'Hold my box for now',
    'I am away, please do not send the next parcel',
    'Put my deliveries on hold',
  ].entries())
    await phrases.getByRole('textbox', { name: `Phrase ${index + 1}` }).fill(phrase);
  await inbox.getByRole('switch', { name: 'For verified customers only' }).click();
  const { port } = shop.address() as AddressInfo;
  await inbox
    .getByRole('textbox', { name: 'Address' })
    .fill(`http://127.0.0.1:${port}/subscriptions/cancel`);
  await inbox.getByLabel('Value of header 1').fill(SECRET);
  await inbox.getByRole('button', { name: /^Customer/ }).click();
  await inbox.getByRole('textbox', { name: 'Label', exact: true }).fill('Customer number');
  await inbox.getByLabel('Name in the request').fill('customer');
  await inbox.getByLabel('Kind').selectOption('code');
  await inbox.getByRole('textbox', { name: 'Examples' }).fill('CU-10234');
  await inbox.getByRole('button', { name: 'Save and try it' }).click();
  await expect(inbox.getByText('It works')).toBeVisible();
  await expect(inbox.getByRole('status', { name: 'What came of it' })).toContainText(
    'Your subscription ends on 30 November.',
  );
  expect(reached.splice(0)).toEqual(['POST ours {"customer":"CU-10234","reason":null}']);
  await expect(inbox.locator('body')).not.toContainText(SECRET);
  await inbox.getByRole('switch', { name: 'Off' }).click();
  await expect(inbox.getByRole('switch', { name: 'On', exact: true })).toBeChecked();
  await expectAccessible(inbox, 'an action');
  await picture(inbox, 'action-editor');
});

/** A customer who asks for it and fills in the form. */
async function aCustomerWhoAsks(browser: Browser, base: string, number: string): Promise<Page> {
  const { page } = await openPage(browser);
  await page.goto(`${base}/demo`);
  await openWidget(page);
  await ask(page, 'Please pause my next delivery');
  const form = page.getByRole('region', { name: 'Pause deliveries' });
  await form.getByLabel('Customer number').fill(number);
  await form.getByRole('button', { name: 'Send' }).click();
  return page;
}

test('it waits for a yes; approved, it runs once and the customer is told', async ({
  browser,
  installation,
}) => {
  const customer = await aCustomerWhoAsks(browser, installation.base, 'CU-20417');
  await inbox.goto(`${installation.base}/inbox/waiting`);
  const row = inbox
    .getByRole('region', { name: /conversations/ })
    .getByRole('link')
    .first();
  await expect(row).toContainText('Approval');
  await row.click();
  await expect(card()).toContainText('Pause deliveries');
  await expect(card()).toContainText('CU-20417');
  await expect(card()).toContainText('Not verified');
  await expect(thread().getByLabel('Filled in')).toContainText('CU-20417');
  expect(reached).toEqual([]);
  await expectAccessible(inbox, 'an approval');
  await picture(inbox, 'approval');
  await card().getByRole('button', { name: 'Approve …' }).click();
  await card().getByLabel('Note to your team').fill('Plan is theirs');
  await card().getByRole('button', { name: 'Approve and run' }).click();
  await expect(card()).toContainText('Your subscription ends on 30 November.');
  await expect(thread()).toContainText('You approved “Pause deliveries”');
  await expect(customer.getByRole('log')).toContainText('Your subscription ends on 30 November.');
  await expect(customer.getByRole('log')).not.toContainText('Plan is theirs');
  expect(reached.splice(0)).toEqual(['POST ours {"customer":"CU-20417","reason":null}']);
  await customer.context().close();
});

test('declined, nothing runs; failed, the team reads why and the customer what was promised', async ({
  browser,
  installation,
}) => {
  const first = await aCustomerWhoAsks(browser, installation.base, 'CU-30001');
  await inbox.goto(`${installation.base}/inbox/waiting`);
  await inbox
    .getByRole('region', { name: /conversations/ })
    .getByRole('link')
    .first()
    .click();
  await card().getByRole('button', { name: 'Decline …' }).click();
  await card().getByRole('button', { name: 'Decline it' }).click();
  await expect(card()).toContainText('You declined it, and the customer was told.');
  await expect(first.getByRole('log')).toContainText(/declin|not approved|nicht/i);
  expect(reached).toEqual([]);
  await first.context().close();

  works = false;
  const second = await aCustomerWhoAsks(browser, installation.base, 'CU-30002');
  await inbox.goto(`${installation.base}/inbox/waiting`);
  await inbox
    .getByRole('region', { name: /conversations/ })
    .getByRole('link')
    .first()
    .click();
  await expect(card()).toContainText('CU-30002');
  await card().getByRole('button', { name: 'Approve …' }).click();
  await card().getByRole('button', { name: 'Approve and run' }).click();
  await expect(card()).toContainText('it did not work');
  await expect(card()).toContainText('It answered 409.');
  await expect(second.getByRole('log')).toContainText('That did not work.');
  await second.context().close();
  works = true;
  await inbox.goto(`${installation.base}/actions?show=runs`);
  const runs = inbox.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await expect(runs).toHaveText([/Failed/, /Declined/, /Done/]);
});

test('a reply is drafted from the documents, rewritten with a model, and never sent by itself', async ({
  browser,
  installation,
}) => {
  const { page: customer } = await openPage(browser);
  await customer.goto(`${installation.base}/demo`);
  await openWidget(customer);
  await ask(customer, 'How do I reset my lamp? I would like to talk to a person.');
  await inbox.goto(`${installation.base}/inbox/waiting`);
  await inbox
    .getByRole('region', { name: /conversations/ })
    .getByRole('link')
    .filter({ hasText: 'reset my lamp' })
    .click();
  const reply = inbox.getByLabel(/^Reply to/);
  await reply.click();
  await inbox.keyboard.press('Control+j');
  await expect(inbox.getByText('AI draft: read it before you send it')).toBeVisible();
  await expect(reply).not.toHaveValue('');
  const drafted = await reply.inputValue();
  await reply.press('Control+z');
  await expect(reply).toHaveValue('');

  const shorter = async () => {
    await inbox.getByRole('button', { name: 'Write with AI' }).click();
    await inbox.getByRole('menuitem', { name: 'Shorter' }).click();
  };
  await reply.fill('Please unplug it for ten seconds.');
  await shorter();
  await expect(inbox.getByText('needs a language model')).toBeVisible();
  await expect(reply).toHaveValue('Please unplug it for ten seconds.');

  const { owner, aiAgent } = world;
  const engine = { kind: 'compatible', model: 'quoting', url: model.url, key: MODEL_KEY };
  await owner.put(`/api/ai-agents/${aiAgent.id}/engine`, engine);
  model.next({ says: 'Unplug it for ten seconds.' });
  await shorter();
  await expect(inbox.getByText('AI draft: read it before you send it')).toBeVisible();
  await inbox.getByRole('button', { name: 'Undo the draft' }).click();
  await expect(reply).toHaveValue('Please unplug it for ten seconds.');
  await inbox.getByRole('button', { name: 'Write with AI' }).click();
  await inbox.getByRole('menuitem', { name: 'Summarise' }).click();
  await inbox.getByRole('button', { name: 'Put it in a note' }).click();
  await expect(inbox.getByLabel('Private note to your team')).not.toHaveValue('');
  await expect(customer.getByRole('log')).not.toContainText(drafted.slice(0, 60));
  await expect(customer.getByRole('log')).not.toContainText('ten seconds');
  await picture(inbox, 'summary-as-note');
});
