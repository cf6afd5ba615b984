/** An answer seen while it is written: it grows, becomes the message, or leaves quietly. */
import { expect, type Page } from '@playwright/test';
import { aHandoff, aPersonJoins, resetAnswer, resetSource } from './conversations.ts';
import type { FakeBaton } from './fake-baton.ts';
import { ask, it, log, mine, openChat } from './on-page.ts';

const growing = (page: Page) => page.locator('.message.writing');
const answers = (page: Page) => page.locator('.message.ai .bubble:not(.dots)');
const dots = (page: Page) => page.locator('.dots');
const { quote: _, ...source } = resetSource;
const [first = '', ...more] = resetAnswer.split('\n\n');

/** The question is there, and the AI is at it. */
async function asked(page: Page, fake: FakeBaton): Promise<void> {
  await openChat(page, fake);
  await ask(page, 'How do I reset my lamp?');
  await expect(dots(page)).toBeVisible();
  await expect.poll(() => fake.contact()?.sockets.size).toBe(1);
}

it.describe('an answer being written', () => {
  it('takes the place of the dots, grows, and becomes the message without being drawn anew', async ({
    fake,
    page,
  }) => {
    await asked(page, fake);
    fake.writes(fake.contact(), first);
    await expect(growing(page)).toContainText('A factory reset takes about a minute:');
    await expect(dots(page)).not.toBeAttached();
    const element = await growing(page).locator('.bubble').elementHandle();
    await expect(page.locator('.message.ai time')).toHaveCount(0);

    fake.writes(fake.contact(), `${first}\n\n${more[0]}`, { sources: [source] });
    await expect(growing(page).getByRole('listitem').first()).toContainText('hold the ring');
    await expect(page.getByRole('link', { name: /From: Reset your lamp/ })).toBeVisible();

    fake.say(fake.contact(), { body: resetAnswer, sources: [resetSource] });
    await expect(growing(page)).not.toBeAttached();
    await expect(log(page)).toContainText('This does not delete your account');
    await expect(answers(page)).toHaveCount(2);
    expect(await element?.evaluate((node) => node.isConnected)).toBe(true);
    await expect(page.getByRole('button', { name: 'Show the passage' })).toBeVisible();
    await expect(page.locator('.message.ai time')).toHaveCount(1);
  });

  it('appears word by word, and never takes a word back', async ({ fake, page }) => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await asked(page, fake);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const root = document.querySelector('baton-widget')?.shadowRoot;
      const look = () => {
        const text = root?.querySelectorAll('.message.ai .bubble:not(.dots)')[1]?.textContent ?? '';
        if (text !== (seen.at(-1) ?? '')) seen.push(text);
        requestAnimationFrame(look);
      };
      look();
    });
    const sentences = 'One two three four five six. Seven eight nine ten eleven twelve.';
    fake.writes(fake.contact(), sentences.slice(0, 28));
    await expect(answers(page).last()).toHaveText('One two three four five six.');
    fake.writes(fake.contact(), sentences);
    await expect(answers(page).last()).toHaveText(sentences);
    fake.say(fake.contact(), { body: `${sentences} And the rest of it.` });
    await expect(answers(page).last()).toHaveText(`${sentences} And the rest of it.`);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.length).toBeGreaterThan(4);
    for (const [index, text] of seen.entries()) {
      expect(text.startsWith(seen[index - 1] ?? '')).toBe(true);
    }
  });

  it('is whole at once for who wants no movement', async ({ fake, page }) => {
    await asked(page, fake);
    fake.writes(fake.contact(), 'word '.repeat(400));
    await expect(growing(page)).toBeVisible();
    expect((await growing(page).locator('.bubble').textContent())?.length).toBeGreaterThan(1900);
  });

  it('that is withdrawn leaves, and what replaces it follows', async ({ fake, page }) => {
    await asked(page, fake);
    fake.writes(fake.contact(), 'Cut the red');
    await expect(growing(page)).toBeVisible();
    fake.writes(fake.contact(), '', { withdrawn: true });
    await expect(log(page)).not.toContainText('Cut the red');
    await expect(dots(page)).toBeVisible();
    aHandoff(fake, fake.contact());
    await expect(log(page)).toContainText('I am passing you to a person');
    await expect(page.getByText('Connecting you with a person')).toBeVisible();
    await expect(log(page)).not.toContainText('Cut the red');
  });

  it('is gone when a person takes over, though frames still come', async ({ fake, page }) => {
    await asked(page, fake);
    const { turn } = fake.contact().conversation as { turn: number };
    fake.writes(fake.contact(), 'The AI says');
    await expect(growing(page)).toBeVisible();
    aPersonJoins(fake, fake.contact());
    fake.writes(fake.contact(), 'The AI says more', { turn });
    await expect(page.getByText('Sam Rivera joined')).toBeVisible();
    await expect(log(page)).not.toContainText('The AI says');
  });

  it('is gone as soon as the customer writes more', async ({ fake, page }) => {
    await asked(page, fake);
    fake.writes(fake.contact(), 'About the lamp');
    await expect(growing(page)).toBeVisible();
    await ask(page, 'The other lamp, I mean');
    await expect(growing(page)).not.toBeAttached();
    await expect(mine(page)).toHaveCount(2);
    fake.writes(fake.contact(), 'About the other lamp');
    await expect(growing(page)).toContainText('About the other lamp');
  });

  it('is gone with the line, and goes on with it', async ({ fake, page }) => {
    await asked(page, fake);
    fake.writes(fake.contact(), 'Hold the');
    await expect(growing(page)).toBeVisible();
    fake.hangUp(true);
    await expect(growing(page)).not.toBeAttached();
    await expect(dots(page)).toBeVisible();
    fake.socketsAllowed = true;
    await expect.poll(() => fake.contact().sockets.size, { timeout: 15_000 }).toBe(1);
    fake.writes(fake.contact(), 'Hold the ring');
    await expect(growing(page)).toContainText('Hold the ring');
  });

  it('that falls silent is dots again', async ({ fake, page }) => {
    await page.clock.install();
    await asked(page, fake);
    fake.writes(fake.contact(), 'Hold the');
    await expect(growing(page)).toBeVisible();
    await page.clock.fastForward(20_100);
    await expect(growing(page)).not.toBeAttached();
    await expect(dots(page)).toBeVisible();
  });

  it('is read aloud once, when it is whole', async ({ fake, page }) => {
    await asked(page, fake);
    const spoken = page.locator('.thread-frame > output');
    fake.writes(fake.contact(), '**Hold** the ring.');
    await expect(growing(page)).toHaveAttribute('aria-live', 'off');
    await expect(spoken).toBeEmpty();
    fake.say(fake.contact(), { body: '**Hold** the ring. Then let go.' });
    await expect(spoken).toHaveText('Lumi: Hold the ring. Then let go.');
    await expect(page.locator('.message.ai').last()).toHaveAttribute('aria-live', 'off');
  });

  it('is followed by who is at the end, from its beginning on, and by nobody else', async ({
    fake,
    page,
  }) => {
    await asked(page, fake);
    const top = () => log(page).evaluate((element) => element.scrollTop);
    const away = () =>
      log(page).evaluate(({ scrollHeight, scrollTop, clientHeight }) => {
        return Math.round(scrollHeight - scrollTop - clientHeight);
      });
    const text = (paragraphs: number) => 'Lamps are lit by light.\n\n'.repeat(paragraphs);
    fake.writes(fake.contact(), text(8));
    await expect.poll(async () => (await top()) > 0).toBe(true);
    expect(await away()).toBeLessThan(2);
    fake.writes(fake.contact(), text(40));
    await expect.poll(away).toBeGreaterThan(300);
    const begins = await growing(page).evaluate((element) => {
      const scroller = element.closest('.thread') as HTMLElement;
      return (element as HTMLElement).offsetTop - scroller.scrollTop;
    });
    expect(begins).toBe(12);
    // Reading on: nothing moves, neither when more comes nor when it is done.
    await log(page).evaluate((element) => element.scrollTo(0, element.scrollTop + 100));
    const here = await top();
    fake.writes(fake.contact(), text(60));
    fake.say(fake.contact(), { body: text(70), sources: [resetSource] });
    await expect(growing(page)).not.toBeAttached();
    expect(await top()).toBe(here);
  });
});
