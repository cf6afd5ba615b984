/** Who speaks, as the website vouches for it: nobody ever sees what belongs to somebody else. */
import { expect, type Page } from '@playwright/test';
import type { FakeBaton } from './fake-baton.ts';
import { field, it, launcher, log, mine, openChat, unsent, write } from './on-page.ts';

const jwt = (sub: string, signature = 'c2ln') =>
  `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.${signature}`;
const [ada, ben] = [jwt('ada'), jwt('ben')];

const as = (who: string) => `?identity=${who}`;
const identify = (page: Page, who: string) =>
  page.evaluate((token) => {
    (window as unknown as { Baton: { identify(jwt: string): void } }).Baton.identify(token);
  }, who);
const signOut = (page: Page) =>
  page.evaluate(() => (window as unknown as { Baton: { signOut(): void } }).Baton.signOut());
const kept = (page: Page) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
const people = (fake: FakeBaton) =>
  fake.contacts().map(({ person, entries }) => [person, entries.length]);

it.describe('a visitor whom the website vouches for', () => {
  it('is known by the tag, goes on after a reload, and leaves no JWT behind', async ({
    fake,
    page,
  }) => {
    await openChat(page, fake, as(ada));
    await write(page, 'This is Ada');
    await expect.poll(() => people(fake)).toEqual([['ada', 1]]);
    expect(await kept(page)).not.toContain(ada);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('token-');
    await page.reload();
    await expect(mine(page)).toHaveText('This is Ada');
    expect(fake.contacts()).toHaveLength(1);
  });

  it('asks for nothing before the chat is opened, unless they were here before', async ({
    fake,
    page,
  }) => {
    await page.goto(`${fake.url}/${as(ada)}`);
    await expect(launcher(page)).toBeVisible();
    expect(fake.requests).toEqual(['GET config']);
  });

  it('takes along what they wrote before they signed in', async ({ fake, page }) => {
    await openChat(page, fake);
    await write(page, 'Not signed in yet');
    await expect(unsent(page)).toHaveCount(0);
    await field(page).fill('Half a th');
    await identify(page, ada);
    await expect.poll(() => people(fake)).toEqual([['ada', 1]]);
    await expect(mine(page)).toHaveText('Not signed in yet');
    await expect(field(page)).toHaveValue('Half a th');
    await expect.poll(() => fake.contact().sockets.size).toBe(1);
    fake.say(fake.contact(), { body: 'Hello Ada' });
    await expect(log(page)).toContainText('Hello Ada');
  });

  it('who is somebody else from now on sees nothing of the one before, at once', async ({
    fake,
    page,
    context,
  }) => {
    await openChat(page, fake, as(ada));
    await write(page, 'A secret of Ada');
    await expect(unsent(page)).toHaveCount(0);
    await field(page).fill('A draft of Ada');
    // Even where the server cannot be asked.
    await context.setOffline(true);
    await identify(page, ben);
    await expect(log(page)).not.toContainText('A secret of Ada');
    await expect(field(page)).toHaveValue('');
    expect(await kept(page)).not.toContain('draft');
    await context.setOffline(false);
    await write(page, 'This is Ben');
    await expect
      .poll(() => people(fake))
      .toEqual([
        ['ada', 1],
        ['ben', 1],
      ]);
    fake.say(fake.contacts()[0]!, { body: 'For Ada only' });
    fake.say(fake.contacts()[1]!, { body: 'For Ben' });
    await expect(log(page)).toContainText('For Ben');
    await expect(log(page)).not.toContainText('For Ada only');
  });

  it('sends nothing that somebody else had not sent yet', async ({ fake, page }) => {
    await openChat(page, fake, as(ada));
    await write(page, 'Sent by Ada');
    await expect(unsent(page)).toHaveCount(0);
    fake.refusals.push({ path: 'messages', status: 503, code: 'unavailable', times: 2 });
    await write(page, 'Not sent by Ada');
    await field(page).fill('A draft of Ada');
    await page.goto(`${fake.url}/${as(ben)}`);
    await expect(field(page)).toHaveValue('');
    await write(page, 'This is Ben');
    await expect(mine(page)).toHaveText(['This is Ben']);
    await expect
      .poll(() => people(fake))
      .toEqual([
        ['ada', 1],
        ['ben', 1],
      ]);
  });

  it('an answer that was on its way to the one before is not shown', async ({ fake, page }) => {
    await openChat(page, fake, as(ada));
    await write(page, 'First of Ada');
    await expect(unsent(page)).toHaveCount(0);
    await page.route('**/widget/v1/messages', async (route) => {
      await new Promise((done) => setTimeout(done, 1_000));
      await route.continue();
    });
    await write(page, 'Second of Ada');
    await identify(page, ben);
    await page.waitForTimeout(1_500);
    await expect(mine(page)).toHaveCount(0);
    expect(people(fake).at(-1)).toEqual(['ben', 0]);
  });

  it('who signs out leaves nothing, also for who comes after a reload', async ({ fake, page }) => {
    await openChat(page, fake, as(ada));
    await write(page, 'A secret of Ada');
    await expect(unsent(page)).toHaveCount(0);
    await signOut(page);
    await expect(mine(page)).toHaveCount(0);
    await page.goto(fake.url);
    await expect(field(page)).toBeVisible();
    await write(page, 'Somebody');
    await expect(mine(page)).toHaveText(['Somebody']);
    await expect.poll(() => people(fake).at(-1)).toEqual([null, 1]);
  });

  it('without the website’s word is nobody, though the tab was theirs', async ({ fake, page }) => {
    await openChat(page, fake, as(ada));
    await write(page, 'A secret of Ada');
    await field(page).fill('A draft of Ada');
    await expect.poll(() => people(fake)).toEqual([['ada', 1]]);
    await page.goto(fake.url);
    await expect(field(page)).toHaveValue('');
    await expect(mine(page)).toHaveCount(0);
  });

  it('who signs out in one tab is signed out in the other', async ({ fake, page, context }) => {
    await openChat(page, fake, as(ada));
    await write(page, 'A secret of Ada');
    await expect(unsent(page)).toHaveCount(0);
    const other = await context.newPage();
    await openChat(other, fake, as(ada));
    await expect(mine(other)).toHaveText('A secret of Ada');
    await signOut(other);
    await expect(mine(page)).toHaveCount(0);
    await write(page, 'Anonymous now');
    await expect(mine(page)).toHaveText('Anonymous now');
  });

  it('may be named before the script has loaded, and goes on with what they had begun', async ({
    fake,
    page,
  }) => {
    await page.addInitScript((token) => {
      (window as unknown as { Baton: unknown }).Baton = [['identify', token], ['open']];
    }, ada);
    await page.goto(fake.url);
    await field(page).fill('Half a th');
    await expect.poll(() => people(fake)).toEqual([['ada', 0]]);
    await page.reload();
    await expect(field(page)).toHaveValue('Half a th');
    await expect.poll(() => people(fake)).toEqual([['ada', 0]]);
  });

  it('comes back by the page’s later word', async ({ fake, page }) => {
    await openChat(page, fake, as(ada));
    await write(page, 'This is Ada');
    await expect(unsent(page)).toHaveCount(0);
    await page.goto(fake.url);
    await expect(mine(page)).toHaveCount(0);
    await identify(page, ada);
    await expect(mine(page)).toHaveText('This is Ada');
  });

  for (const [why, bad] of [
    ['is signed with another secret', jwt('ada', 'bad')],
    ['names nobody', 'not-a-jwt'],
  ] as const) {
    it(`whose JWT ${why} is anonymous, and the developer is told`, async ({ fake, page }) => {
      const warnings: string[] = [];
      page.on('console', (message) => warnings.push(message.text()));
      await page.addInitScript(() => {
        Object.assign(window, { heard: [] });
        (window as unknown as { Baton: unknown }).Baton = [
          [
            'on',
            'identity',
            (told: unknown) => (window as unknown as { heard: unknown[] }).heard.push(told),
          ],
        ];
      });
      await openChat(page, fake, as(bad));
      await write(page, 'Somebody');
      await expect(unsent(page)).toHaveCount(0);
      expect(people(fake)).toEqual([[null, 1]]);
      expect(warnings.filter((text) => text.includes('identity was refused'))).toHaveLength(1);
      const heard = await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
      expect(heard).toEqual([{ identified: false, problem: expect.any(String) }]);
    });
  }

  it('whose JWT is refused loses nothing of what they wrote meanwhile', async ({ fake, page }) => {
    await page.route('**/widget/v1/sessions', async (route) => {
      await new Promise((done) => setTimeout(done, 700));
      await route.continue();
    });
    await openChat(page, fake, as(jwt('ada', 'bad')));
    await write(page, 'Hello?');
    await field(page).fill('Half a th');
    await expect.poll(() => people(fake)).toEqual([[null, 1]]);
    await expect(mine(page)).toHaveText('Hello?');
    await expect(field(page)).toHaveValue('Half a th');
  });
});
