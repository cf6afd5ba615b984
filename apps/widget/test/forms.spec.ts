/** Forms: filled in, checked in words, sent once, and there to be read afterwards. */
import { expect, type Page } from '@playwright/test';
import { aForm, arabicForm } from './conversations.ts';
import type { FakeBaton } from './fake-baton.ts';
import { field as composer, it, log, mine, openChat, write } from './on-page.ts';

const form = (page: Page) => page.getByRole('region', { name: 'Look up an order' });
const send = (page: Page) => form(page).getByRole('button', { name: 'Send' });
const filledIn = {
  order: 'LD-20417',
  email: 'ada@example.com',
  store: 'Online shop',
};

async function asked(page: Page, fake: FakeBaton): Promise<void> {
  fake.answer = (contact, body) => {
    if (/^where/i.test(body)) aForm(fake, contact);
  };
  await openChat(page, fake);
  await write(page, 'Where is my order?');
  await expect(form(page)).toBeVisible();
}

async function fillIn(page: Page): Promise<void> {
  await form(page).getByLabel('Email you ordered with').fill('ada@example.com');
  await form(page).getByLabel('Where you bought it').selectOption('Online shop');
}

const submitted = (fake: FakeBaton) =>
  fake.contact().entries.flatMap((entry) => {
    return entry.kind === 'message' && entry.submitted ? [entry.submitted.values] : [];
  });

it.describe('a form', () => {
  it('is filled in with what is known, sent once, and there to be read after a reload', async ({
    fake,
    page,
  }) => {
    await asked(page, fake);
    await expect(form(page).getByLabel('Order number')).toHaveValue('LD-20417');
    await fillIn(page);
    await send(page).dblclick();
    await expect(form(page).getByRole('definition')).toHaveText([
      'LD-20417',
      'ada@example.com',
      'Online shop',
    ]);
    await expect(form(page)).toBeFocused();
    expect(submitted(fake)).toEqual([filledIn]);
    const sent = fake.contact().entries.at(-1) as { body: string };
    expect(sent.body).toBe(
      'Order number: LD-20417\nEmail you ordered with: ada@example.com\nWhere you bought it: Online shop',
    );
    // The form says it: no bubble repeats it.
    await expect(mine(page)).toHaveText(['Where is my order?']);
    fake.say(fake.contact(), { body: 'It is on its way.' });
    await page.reload();
    await expect(log(page)).toContainText('It is on its way.');
    await expect(form(page).getByRole('definition')).toHaveCount(3);
    await expect(form(page).getByRole('textbox')).toHaveCount(0);
  });

  it('is still there after a reload until it is sent', async ({ fake, page }) => {
    await asked(page, fake);
    await page.reload();
    await expect(form(page).getByLabel('Order number')).toHaveValue('LD-20417');
  });

  it('keeps what was typed while the chat is closed', async ({ fake, page }) => {
    await asked(page, fake);
    await form(page).getByLabel('Email you ordered with').fill('ada@exa');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /open chat/i }).click();
    await expect(form(page).getByLabel('Email you ordered with')).toHaveValue('ada@exa');
  });

  it('says in words what is wrong, at the field, and sends nothing', async ({ fake, page }) => {
    await asked(page, fake);
    const email = form(page).getByLabel('Email you ordered with');
    await email.fill('ada at example');
    await form(page).getByLabel('How many lamps').fill('two');
    await email.press('Enter');
    await expect(email).toBeFocused();
    await expect(email).toHaveAccessibleDescription('This does not look like an email address.');
    await expect(form(page).getByLabel('How many lamps')).toHaveAccessibleDescription(
      'For example 2 This should be a number.',
    );
    await expect(form(page).getByLabel('Where you bought it')).toHaveAccessibleDescription(
      'Please fill this in.',
    );
    await email.fill('ada@example.com');
    await expect(email).not.toHaveAttribute('aria-invalid', 'true');
    await expect(email).toBeFocused();
    expect(submitted(fake)).toEqual([]);
  });

  it('shows at the field what the server says of it, and takes what is mended', async ({
    fake,
    page,
  }) => {
    fake.refuseValue = (name, value) =>
      name === 'order' && value !== 'LD-1' ? 'does not look like one' : null;
    await asked(page, fake);
    await fillIn(page);
    await send(page).click();
    const order = form(page).getByLabel('Order number');
    await expect(order).toBeFocused();
    await expect(order).toHaveAccessibleDescription(/Order number does not look like one\./);
    await expect(form(page).getByLabel('Email you ordered with')).toHaveValue('ada@example.com');
    await expect(mine(page)).toHaveText(['Where is my order?']);
    await order.fill('LD-1');
    await order.press('Enter');
    await expect(form(page).getByRole('definition')).toHaveCount(3);
    expect(submitted(fake)).toEqual([{ ...filledIn, order: 'LD-1' }]);
  });

  it('waits for a line as messages do, and goes out once', async ({ fake, page, context }) => {
    await asked(page, fake);
    await fillIn(page);
    await context.setOffline(true);
    await send(page).click();
    await expect(form(page).getByRole('button', { name: 'Sending…' })).toBeVisible();
    await expect(form(page).getByText('Waiting for a connection.')).toBeVisible();
    await context.setOffline(false);
    await expect(form(page).getByText('Waiting for a connection.')).not.toBeAttached();
    await expect.poll(() => submitted(fake)).toEqual([filledIn]);
  });

  it('whose answer got lost is sent again under the same id', async ({ fake, page }) => {
    await asked(page, fake);
    await fillIn(page);
    fake.loseAnswers = true;
    await send(page).click();
    await expect.poll(() => submitted(fake).length).toBe(1);
    fake.loseAnswers = false;
    await expect(form(page).getByRole('definition')).toHaveCount(3);
    await page.waitForTimeout(1500);
    expect(submitted(fake)).toEqual([filledIn]);
  });

  it('that nobody waits for any more says so', async ({ fake, page }) => {
    await asked(page, fake);
    await fillIn(page);
    fake.refusals.push({ path: 'messages', status: 404, code: 'not_found', times: 1 });
    await send(page).click();
    await expect(form(page).getByText('This is no longer needed.')).toBeVisible();
    expect(submitted(fake)).toEqual([]);
  });

  it('steps back when the talk goes on, and can still be filled in', async ({ fake, page }) => {
    await asked(page, fake);
    await composer(page).fill('What does shipping cost?');
    await composer(page).press('Enter');
    fake.say(fake.contact(), { body: 'Nothing.' });
    await expect(form(page)).not.toBeAttached();
    await page.getByRole('button', { name: 'Fill in: Look up an order' }).click();
    await fillIn(page);
    await send(page).click();
    await expect(mine(page).last()).toContainText('Order number: LD-20417');
  });

  it('brings up the right keyboard and fills in what the browser knows', async ({ fake, page }) => {
    await asked(page, fake);
    const email = form(page).getByLabel('Email you ordered with');
    await expect(email).toHaveAttribute('type', 'email');
    await expect(email).toHaveAttribute('autocomplete', 'email');
    await expect(form(page).getByLabel('How many lamps')).toHaveAttribute('inputmode', 'decimal');
    await expect(form(page).getByLabel('Ordered on')).toHaveAttribute('type', 'date');
    await expect(form(page).getByLabel('Order number')).toHaveAttribute('autocapitalize', 'off');
  });

  for (const [locale, ask, missing] of [
    ['de-DE', 'Senden', 'Bitte ausfüllen.'],
    ['fr-FR', 'Envoyer', 'Veuillez remplir ce champ.'],
    ['es-ES', 'Enviar', 'Rellene este campo.'],
  ] as const) {
    it(`speaks to its visitor in their language: ${locale}`, async ({ fake, browser }) => {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      await page.goto(fake.url);
      await page.locator('.launcher').click();
      await page.locator('.composer textarea').fill('Where?');
      await page.keyboard.press('Enter');
      await expect.poll(() => fake.contact()?.entries.length).toBe(1);
      aForm(fake, fake.contact());
      await form(page).getByRole('button', { name: ask }).click();
      await expect(form(page).getByText(missing).first()).toBeVisible();
      await context.close();
    });
  }

  it('is read from right to left where it is written so', async ({ fake, page }) => {
    fake.answer = (contact) => aForm(fake, contact, arabicForm);
    await openChat(page, fake);
    await write(page, 'أين طلبي؟');
    const arabic = page.getByRole('region', { name: 'البحث عن طلب' });
    await expect(arabic).toHaveCSS('direction', 'rtl');
    const label = await arabic.getByText('رقم الطلب').boundingBox();
    const input = await arabic.getByLabel('رقم الطلب').boundingBox();
    expect(Math.round((label?.x ?? 0) + (label?.width ?? 0))).toBe(
      Math.round((input?.x ?? 0) + (input?.width ?? 0)),
    );
    await expect(arabic.getByLabel('رقم الطلب')).toHaveCSS('direction', 'ltr');
  });
});

it.describe('what came of an action', () => {
  it('is told with its words', async ({ fake, page }) => {
    await openChat(page, fake);
    await write(page, 'Cancel Lumen Plus');
    await expect(mine(page)).toBeVisible();
    const contact = fake.contact();
    fake.notice(contact, 'actionRequested', 'Cancel Lumen Plus', { controller: 'queue' });
    await expect(page.getByText('Cancel Lumen Plus: waiting for approval')).toBeVisible();
    fake.notice(contact, 'actionDeclined', 'Cancel Lumen Plus');
    await expect(page.getByText('Cancel Lumen Plus: declined')).toBeVisible();
    fake.notice(contact, 'actionFailed', 'Cancel Lumen Plus', {}, 'Please try again later.');
    await expect(page.locator('.outcome')).toContainText('Please try again later.');
    await page.keyboard.press('Escape');
    fake.notice(contact, 'actionDone', 'Cancel Lumen Plus', {}, 'It ends on 1 June.');
    await expect(page.getByRole('button', { name: 'Open chat, 1 unread' })).toBeVisible();
    await expect(page.locator('.preview')).toContainText('It ends on 1 June.');
  });
});
