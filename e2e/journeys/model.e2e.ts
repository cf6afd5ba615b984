/**
 * A language model in the house: chosen and tested in the screen, watched while it writes, stopped
 * by a person in the middle of a sentence, failing, and running out of money. Nothing that the
 * documents do not carry is ever seen, and the key by nobody.
 */
import { expect, type Page } from '@playwright/test';
import {
  ask,
  desktop,
  expectAccessible,
  openPage,
  openWidget,
  phone,
  test,
} from '../support/desk.ts';
import { type Overheard, overhear } from '../support/overheard.ts';
import { markOf, type PacedModel, startPacedModel } from '../support/paced-model.ts';
import { picture } from '../support/pictures.ts';
import { aWaitingConversation, aWorld, signInAs } from '../support/world.ts';

// It logs all that it ever would: the key must not be in it.
test.use({ desk: 'model', environment: { LOG_LEVEL: 'debug' } });
// One installation, one owner: each journey goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

const KEY = 'sk-journey-4f1c9b2e7d';
const ANSWER = 'Unplug the lamp, wait ten seconds, and plug it in again.';
const MORE = 'Schedules and scenes stay as they are.';
const INVENTED = 'A restart also gives you a ten-year guarantee on the magic ring.';

interface Person {
  page: Page;
  errors: string[];
  heard: Overheard;
}

let model: PacedModel;
let owner: Person;
const everybody: Person[] = [];

test.beforeAll(async () => {
  model = await startPacedModel(KEY);
});
test.afterAll(async () => {
  await model?.close();
});

async function somebody(
  browser: Parameters<typeof openPage>[0],
  options?: Parameters<typeof openPage>[1],
): Promise<Person> {
  const { page, errors } = await openPage(browser, options);
  const person = { page, errors, heard: await overhear(page) };
  everybody.push(person);
  return person;
}

async function aCustomer(
  browser: Parameters<typeof openPage>[0],
  base: string,
  options?: Parameters<typeof openPage>[1],
): Promise<Person> {
  const person = await somebody(browser, options);
  await person.page.goto(`${base}/demo`);
  await openWidget(person.page);
  return person;
}

/** What the AI said or is writing, newest last. */
const bubbles = (page: Page) => page.locator('.message.ai .bubble');
const writing = (page: Page) => page.locator('.message.writing');
const log = (page: Page) => page.getByRole('log');
const replyBox = (page: Page) => page.getByRole('textbox', { name: /^reply to/i });

/** The first conversation of a view, or the first whose line says so, opened. */
async function openFirst(page: Page, base: string, view: string, saying = /./): Promise<void> {
  await page.goto(`${base}/inbox/${view}`);
  const rows = page.getByRole('listitem').getByRole('link');
  await rows.filter({ hasText: saying }).first().click();
  await expect(log(page)).toBeVisible();
}

test('a model is chosen, tested, and its key is taken in', async ({ browser, installation }) => {
  const { base } = installation;
  const world = await aWorld(installation);
  owner = await somebody(browser);
  const { page } = owner;
  await signInAs(page.context(), world.owner);

  await test.step('without one, a rewrite says what it needs and where to get it', async () => {
    await aWaitingConversation(installation, world.aiAgent.widgetKey);
    await openFirst(page, base, 'waiting');
    await replyBox(page).fill('It ships today');
    await page.getByRole('button', { name: 'Write with AI' }).click();
    await page.getByRole('menuitem', { name: 'Shorter' }).click();
    await page.getByRole('link', { name: /Settings › Language model/ }).click();
    await expect(page).toHaveURL(/\/settings\/model$/);
  });

  await test.step('a wrong key is refused in the provider’s own words, without the key', async () => {
    await page.getByRole('radio', { name: /^Compatible/ }).check();
    await page.getByLabel('Address').fill(model.url);
    await page.getByLabel('Model', { exact: true }).fill('journey-1');
    await page.getByLabel(/^Key/).fill('sk-wrong-0123456789abcdef');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByRole('alert')).toContainText('HTTP 401');
    await expect(page.getByRole('alert')).toContainText('Incorrect API key provided');
    await expect(page.getByRole('alert')).not.toContainText('0123456789abcdef');
    await expectAccessible(page, 'a test that failed');
    await picture(page, 'settings-model-refused');
  });

  await test.step('the right one answers, and is saved', async () => {
    await page.getByLabel(/^Key/).fill(KEY);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText('It answers.')).toBeVisible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('A key is stored.')).toBeVisible();
    expect(installation.server.output).not.toContain(KEY);
    await expectAccessible(page, 'a model that is set');
    await picture(page, 'settings-model');
  });
});

test('an answer grows in both places, checked sentence by sentence, and says where it is from', async ({
  browser,
  installation: { base },
}) => {
  const customer = await aCustomer(browser, base);
  const { page } = owner;
  await ask(customer.page, 'Hello!');
  await expect(bubbles(customer.page)).toHaveCount(2);
  await openFirst(page, base, 'ai');

  model.next((request) => {
    const mark = markOf(request, 'wait ten seconds');
    return { says: `${ANSWER} ${mark} ${INVENTED} ${mark} ${MORE} ${mark}`, delayMs: 120 };
  });
  await ask(customer.page, 'How do I reset my lamp?');
  await test.step('sentence by sentence, in the widget and in the inbox', async () => {
    await Promise.all([
      expect(writing(customer.page)).toContainText(ANSWER),
      expect(page.getByText('Writing …', { exact: true })).toBeVisible(),
      expect(log(page)).toContainText(ANSWER),
    ]);
    await Promise.all([picture(customer.page, 'widget-writing'), picture(page, 'inbox-writing')]);
  });

  await test.step('then it is the message, with its source', async () => {
    await expect(writing(customer.page)).toHaveCount(0);
    await expect(bubbles(customer.page).last()).toContainText(MORE);
    await expect(customer.page.getByRole('link', { name: /reset your lamp/i })).toBeVisible();
    await expect(log(page)).toContainText(MORE);
    await expect(log(page).getByRole('link', { name: /reset your lamp/i })).toBeVisible();
    await expectAccessible(customer.page, 'an answer that a model wrote');
  });

  await test.step('what the model made up reached nobody', async () => {
    for (const { heard } of [customer, owner]) {
      const shown = (await heard.shown()).join('\n');
      expect(shown).toContain(ANSWER);
      expect(shown).not.toContain('magic ring');
    }
    const told = (await customer.heard.told()).join('\n');
    expect(told).toContain(ANSWER);
    expect(told).not.toContain('magic ring');
  });

  await test.step('“Why?” tells the teammate who wrote it, and what was removed', async () => {
    await log(page).getByRole('button', { name: /why\?/i }).last().click();
    const how = page.getByRole('region', { name: 'How it was written' });
    await expect(how).toContainText('Written by journey-1');
    await expect(how).toContainText('2 sentences kept, 1 removed');
    await expect(how.getByRole('listitem').filter({ hasText: INVENTED })).toContainText(
      /removed|not|say/i,
    );
    await expectAccessible(page, 'how an answer was written');
    await picture(page, 'inbox-why-model');
    await page.keyboard.press('Escape');
  });
});

test('a person who steps in stops it in the middle of a sentence', async ({
  browser,
  installation: { base },
}) => {
  const customer = await aCustomer(browser, base);
  const { page } = owner;
  await ask(customer.page, 'Hello!');
  await expect(bubbles(customer.page)).toHaveCount(2);
  await openFirst(page, base, 'ai');

  model.next((request) => {
    const mark = markOf(request, 'wait ten seconds');
    const drip = 'and then you wait a little longer '.repeat(12);
    return { says: `${ANSWER} ${mark} After that ${drip}.`, delayMs: 350 };
  });
  await ask(customer.page, 'How do I reset my lamp?');
  await expect(writing(customer.page)).toContainText(ANSWER);
  await page.getByRole('button', { name: 'Take over', exact: true }).click();
  await expect(customer.page.getByText(ANSWER)).toHaveCount(0);
  await expect(log(page)).toContainText('What it had begun to write was not sent.');
  await expect(log(page).getByText(ANSWER)).toHaveCount(0);
  expect(await model.requests.at(-1)?.ended).toBe('hung_up');

  await replyBox(page).fill('Olga here: just pull the plug for a moment.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(customer.page.getByText('just pull the plug')).toBeVisible();
  await expect(customer.page.getByText(ANSWER)).toHaveCount(0);
  await expectAccessible(page, 'taken over from a model');

  await test.step('drafts for the teammate: a reply, a rewrite and back, a summary', async () => {
    await ask(customer.page, 'How long is the warranty?');
    await expect(log(page)).toContainText('How long is the warranty?');
    await replyBox(page).focus();
    await page.keyboard.press('Control+j');
    await expect(page.getByText('AI draft: read it')).toBeVisible();
    await expect(replyBox(page)).toHaveValue(/three-year warranty/);
    await expect(customer.page.getByText(/three-year warranty/)).toHaveCount(0);
    await picture(page, 'inbox-draft');

    await replyBox(page).fill('I would say that it is three years.');
    model.next({ says: 'Three years.' });
    await page.getByRole('button', { name: 'Write with AI' }).click();
    await page.getByRole('menuitem', { name: 'Shorter' }).click();
    await expect(replyBox(page)).toHaveValue('Three years.');
    await expect(page.getByRole('button', { name: /undo the draft/i })).toBeVisible();
    await expectAccessible(page, 'a draft in the composer');
    await page.getByRole('button', { name: /undo the draft/i }).click();
    await expect(replyBox(page)).toHaveValue('I would say that it is three years.');

    model.next({ says: 'The customer asks about a restart and the warranty.' });
    await page.getByRole('button', { name: 'Write with AI' }).click();
    await page.getByRole('menuitem', { name: 'Summarise' }).click();
    const summary = page.getByRole('region', { name: 'Summary of the conversation' });
    await expect(summary).toContainText('asks about a restart and the warranty.');
    await summary.getByRole('button', { name: 'Put it in a note' }).click();
    await expect(page.getByLabel('Private note to your team')).toHaveValue(/restart/);
    expect((await customer.heard.told()).join('\n')).not.toContain('asks about a restart');
  });
});

test('a model that fails is not noticed: the documents answer', async ({
  browser,
  installation: { base },
}) => {
  const customer = await aCustomer(browser, base);
  const { page } = owner;
  const down = { fails: 500, message: 'The model is on fire.' };
  // As often as it is asked again.
  model.next(down, down, down);
  await ask(customer.page, 'How do I reset my lamp?');
  await expect(bubbles(customer.page).last()).toContainText(/factory reset|unplug the lamp/i);
  await expect(customer.page.getByRole('link', { name: /reset your lamp/i })).toBeVisible();
  expect((await customer.heard.told()).join('\n')).not.toContain('on fire');

  await openFirst(page, base, 'ai');
  await log(page).getByRole('button', { name: /why\?/i }).last().click();
  await expect(page.getByRole('region', { name: 'How it was written' })).toContainText(
    'A model was to write, but the provider was overloaded.',
  );
  await page.keyboard.press('Escape');
});

test('a budget that is used up hands over, and says so', async ({
  browser,
  installation: { base },
}) => {
  const { page } = owner;
  await page.goto(`${base}/settings/budget`);
  await page.getByLabel('What it reads').fill('100');
  await page.getByLabel('What it writes').fill('100');
  await page.getByRole('switch', { name: /^Limit what/ }).click();
  await page.getByLabel(/^At most/).fill('0.01');
  await expectAccessible(page, 'a budget');
  await picture(page, 'settings-budget');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('You have unsaved changes.')).toHaveCount(0);

  const asked = model.requests.length;
  const customer = await aCustomer(browser, base);
  await ask(customer.page, 'How do I reset my lamp?');
  await expect(customer.page.getByText(/connecting you with a person/i)).toBeVisible();
  expect(model.requests).toHaveLength(asked);
  await openFirst(page, base, 'waiting', /budget/i);
  await expect(page.getByRole('region', { name: 'Brief' })).toContainText(
    'The budget for AI answers is used up, so a person takes it.',
  );
  await picture(page, 'inbox-budget-spent');

  await page.goto(`${base}/settings/budget`);
  await page.getByRole('switch', { name: /^Limit what/ }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('You have unsaved changes.')).toHaveCount(0);
});

test('the same on a phone; and the key was seen nowhere', async ({ browser, installation }) => {
  const { base, server } = installation;
  const customer = await aCustomer(browser, base, {
    viewport: phone,
    hasTouch: true,
    colorScheme: 'dark',
  });
  model.next((request) => ({
    says: `${ANSWER} ${markOf(request, 'wait ten seconds')} ${MORE}`,
    delayMs: 120,
  }));
  await ask(customer.page, 'How do I reset my lamp?');
  await expect(writing(customer.page)).toContainText(ANSWER);
  await picture(customer.page, 'widget-writing-phone');
  await expect(writing(customer.page)).toHaveCount(0);
  await expectAccessible(customer.page, 'a written answer on a phone');

  const { page } = owner;
  await page.setViewportSize(phone);
  for (const section of ['model', 'voice', 'budget', 'usage']) {
    await page.goto(`${base}/settings/${section}`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(over, section).toBeLessThanOrEqual(0);
    await expectAccessible(page, `${section} on a phone`);
    await picture(page, `settings-${section}-phone`);
  }
  await page.setViewportSize(desktop);

  expect((await owner.heard.told()).join('\n')).toContain('"hasKey":true');
  for (const { heard, page: each, errors } of everybody) {
    expect((await heard.told()).join('\n')).not.toContain(KEY);
    expect((await heard.shown()).join('\n')).not.toContain(KEY);
    expect(await each.content()).not.toContain(KEY);
    expect(errors).toEqual([]);
  }
  expect(server.output).not.toContain(KEY);
});
