/** Takes pictures of every state, to be looked at: `npx tsx apps/widget/test/shots.ts [folder]`. */
import { mkdirSync } from 'node:fs';
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import {
  aForm,
  aHandoff,
  anAnswer,
  aPersonJoins,
  arabicForm,
  resetAnswer,
  resetSource,
  tableAnswer,
} from './conversations.ts';
import { type FakeBaton, startFakeBaton } from './fake-baton.ts';

type Scene = (page: Page, fake: FakeBaton) => Promise<void>;

const write = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: /write/i }).fill(text);
  await page.keyboard.press('Enter');
};
const open = (page: Page) => page.getByRole('button', { name: /open chat/i }).click();
const settle = (page: Page, ms = 500) => page.waitForTimeout(ms);

const scenes: Record<string, Scene> = {
  launcher: (page) => settle(page, 800),
  greeting: (page) => open(page),
  async working(page) {
    await open(page);
    await write(page, 'How do I reset my lamp?');
  },
  async answer(page, fake) {
    fake.answer = (contact) => anAnswer(fake, contact);
    await open(page);
    await write(page, 'How do I reset my lamp?');
    await settle(page);
    await page.getByRole('button', { name: 'Show the passage' }).click();
  },
  async writing(page, fake) {
    await open(page);
    await write(page, 'How do I reset my lamp?');
    await settle(page, 900);
    const { quote: _, ...source } = resetSource;
    const written = resetAnswer.split('\n').slice(0, 4).join('\n');
    fake.writes(fake.contact(), written, { sources: [source] });
    await settle(page, 1500);
  },
  async form(page, fake) {
    fake.answer = (contact) => aForm(fake, contact);
    await open(page);
    await write(page, 'Where is my order?');
  },
  async formWrong(page, fake) {
    fake.answer = (contact) => aForm(fake, contact);
    await open(page);
    await write(page, 'Where is my order?');
    await page.getByLabel('Email you ordered with').fill('ada at example');
    await page.keyboard.press('Enter');
  },
  async formWaiting(page, fake) {
    fake.answer = (contact) => aForm(fake, contact);
    await open(page);
    await write(page, 'Where is my order?');
    await page.getByLabel('Email you ordered with').fill('ada@example.com');
    await page.getByLabel('Where you bought it').selectOption('Online shop');
    await page.context().setOffline(true);
    await page.getByRole('region').getByRole('button', { name: 'Send' }).click();
    await settle(page, 4500);
  },
  async formSent(page, fake) {
    fake.answer = (contact, body) => {
      if (/^where/i.test(body)) aForm(fake, contact);
      else fake.say(contact, { body: 'Your order **LD-20417** left our warehouse today.' });
    };
    await open(page);
    await write(page, 'Where is my order?');
    await page.getByLabel('Email you ordered with').fill('ada@example.com');
    await page.getByLabel('Where you bought it').selectOption('Online shop');
    await page.getByRole('region').getByRole('button', { name: 'Send' }).click();
  },
  async formRtl(page, fake) {
    fake.answer = (contact) => aForm(fake, contact, arabicForm);
    await open(page);
    await write(page, 'أين طلبي؟');
    await settle(page);
    await page.getByLabel('رقم الطلب').focus();
    await page.keyboard.press('Enter');
  },
  async outcome(page, fake) {
    await open(page);
    await write(page, 'Please cancel Lumen Plus');
    await settle(page);
    const contact = fake.contact();
    fake.say(contact, { body: 'I have asked a person on our team to approve this.' });
    fake.notice(contact, 'actionRequested', 'Cancel Lumen Plus', { controller: 'queue' });
    aPersonJoins(fake, contact);
    fake.notice(contact, 'actionDone', 'Cancel Lumen Plus', {}, 'Lumen Plus ends on 1 June.');
    fake.notice(contact, 'actionFailed', 'Refund', {}, 'That did not work. A person looks at it.');
    fake.notice(contact, 'actionDeclined', 'Delete account');
  },
  async table(page, fake) {
    fake.answer = (contact) => fake.say(contact, { body: tableAnswer, sources: [resetSource] });
    await open(page);
    await write(page, 'What is in Plus, and is there an API?');
  },
  async choices(page, fake) {
    fake.answer = (contact) =>
      fake.say(contact, {
        body: 'I want to be sure I answer the right question. Which of these do you mean?',
        choices: ['Restart the lamp', 'Factory reset', 'Talk to a person'],
      });
    await open(page);
    await write(page, 'reset');
  },
  async waiting(page, fake) {
    fake.answer = (contact) => aHandoff(fake, contact);
    await open(page);
    await write(page, "I'd like to talk to a person");
  },
  async waitingSaved(page, fake) {
    fake.answer = (contact) => aHandoff(fake, contact);
    await open(page);
    await write(page, "I'd like to talk to a person");
    await page.getByLabel(/leave your email/i).fill('ada@example.com');
    await page.getByRole('button', { name: 'Save' }).click();
  },
  async human(page, fake) {
    fake.answer = (contact) => aHandoff(fake, contact);
    await open(page);
    await write(page, 'My lamp arrived broken. I want a person.');
    await settle(page);
    const contact = fake.contact();
    aPersonJoins(fake, contact);
    fake.say(contact, {
      author: 'teammate',
      authorName: 'Sam Rivera',
      body: 'Hi, Sam here. I am sorry about that!',
    });
    fake.say(contact, {
      author: 'teammate',
      authorName: 'Sam Rivera',
      body: 'A new lamp leaves our warehouse today. Please keep the box: https://lumen.example/returns',
    });
    fake.typing(contact, 'Sam Rivera', true);
  },
  async resolved(page, fake) {
    fake.answer = (contact) => anAnswer(fake, contact);
    await open(page);
    await write(page, 'How do I reset my lamp?');
    await settle(page);
    const contact = fake.contact();
    aPersonJoins(fake, contact);
    fake.say(contact, { author: 'teammate', authorName: 'Sam Rivera', body: 'Did that help?' });
    fake.notice(contact, 'backToAi', 'Lumi', { controller: 'ai', teammateName: null });
    fake.notice(contact, 'resolved', null, { status: 'resolved' });
  },
  async failed(page, fake) {
    fake.answer = (contact) => anAnswer(fake, contact);
    await open(page);
    await write(page, 'A message that arrives');
    await settle(page);
    fake.refusals.push({ path: 'messages', status: 422, code: 'invalid_input', times: 9 });
    await write(page, 'A message that is refused');
  },
  async offline(page, fake) {
    fake.answer = (contact) => anAnswer(fake, contact);
    await open(page);
    await write(page, 'Before the tunnel');
    await settle(page);
    await page.context().setOffline(true);
    await write(page, 'In the tunnel');
    await settle(page, 4500);
  },
  async rtl(page, fake) {
    fake.answer = (contact) =>
      fake.say(contact, {
        body: 'لإعادة ضبط المصباح:\n\n1. اضغط على الحلقة لمدة **خمس عشرة ثانية**.\n2. اتركها عندما تصبح بيضاء.\n\nThis line is English.',
        sources: [{ ...resetSource, title: 'إعادة ضبط المصباح' }],
      });
    await open(page);
    await write(page, 'كيف أعيد ضبط المصباح؟');
  },
  async long(page, fake) {
    fake.answer = (contact) =>
      fake.say(contact, {
        body: Array.from(
          { length: 12 },
          (_, i) => `Paragraph ${i + 1}. ${'Lamps are lit by light. '.repeat(8)}`,
        ).join('\n\n'),
      });
    await open(page);
    await write(
      page,
      `${'A long question about one thing and then another. '.repeat(12)}https://example.com/${'averyverylongaddress'.repeat(6)}`,
    );
    await settle(page);
    await page
      .getByRole('textbox')
      .fill('A draft\nof several\nlines\nthat grows\nand grows\nand grows\nand grows');
  },
  async over(page) {
    await open(page);
    await page.getByRole('textbox').fill('word '.repeat(4100));
  },
  async menu(page) {
    await open(page);
    await page.getByRole('button', { name: 'More' }).click();
  },
  async preview(page, fake) {
    fake.answer = (contact) => aHandoff(fake, contact);
    await open(page);
    await write(page, 'A person please');
    await settle(page);
    await page
      .getByRole('button', { name: /close chat/i })
      .first()
      .click();
    fake.say(fake.contact(), {
      author: 'teammate',
      authorName: 'Sam Rivera',
      body: 'Hi, **Sam** here. I have looked at your order, and a new lamp leaves our warehouse today.',
    });
    await settle(page);
  },
};

const [folder = '/tmp/widget-shots', only = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const screens: Record<string, BrowserContextOptions> = {
  'desktop-light': { viewport: { width: 1000, height: 760 }, colorScheme: 'light' },
  'desktop-dark': { viewport: { width: 1000, height: 760 }, colorScheme: 'dark' },
  'phone-light': {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'light',
  },
  'phone-dark': {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
  },
};
for (const [screen, options] of Object.entries(screens)) {
  for (const [name, scene] of Object.entries(scenes)) {
    if (!`${name}-${screen}`.includes(only)) continue;
    const fake = await startFakeBaton();
    const context = await browser.newContext({ ...options, locale: 'en-GB', timezoneId: 'UTC' });
    const page = await context.newPage();
    page.on('pageerror', (fault) => process.stderr.write(`${name}: ${fault.stack}\n`));
    await page.goto(`${fake.url}/demo`);
    await scene(page, fake);
    await page.waitForTimeout(700);
    await page.screenshot({ path: `${folder}/${name}-${screen}.png` });
    await context.close();
    await fake.close();
  }
}
await browser.close();
