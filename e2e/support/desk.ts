/** What a journey begins with: a fresh installation, its owner's browser, a customer's browser. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  expect,
  type Page,
  test as base,
} from '@playwright/test';
import { freePort, ServerUnderTest } from './server-under-test.ts';

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export interface Installation {
  server: ServerUnderTest;
  base: string;
  setUpLink: string;
}

/** Every file names its desk: another name is another worker, and so a fresh installation. */
export const test = base.extend<
  object,
  { desk: string; environment: Record<string, string>; installation: Installation }
>({
  desk: ['', { scope: 'worker', option: true }],
  /** Settings of the server, beside the usual. */
  environment: [{}, { scope: 'worker', option: true }],
  installation: [
    async ({ desk: _desk, environment }, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'baton-journey-'));
      const server = new ServerUnderTest({
        dataDir,
        port: await freePort(),
        env: { LOG_LEVEL: 'warn', ...environment },
      });
      await server.start();
      const setUpLink = await server.printed(/http:\S+\/setup\?token=\S+/);
      await use({
        server,
        base: server.base,
        setUpLink: setUpLink.replace('localhost', '127.0.0.1'),
      });
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});

/** Through the set-up screen, as an owner would. */
export async function setUp(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Workspace').fill('Lumen Desk');
  await page.getByLabel('Your name').fill('Olga Owner');
  await page.getByLabel('Email').fill('olga@lumen.example');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await expect(page.getByRole('heading', { name: /welcome/i })).toBeVisible();
}

/** A page whose errors fail the journey that opened it. */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext({
    viewport: desktop,
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, context, errors };
}

/** The open widget on a page: its launcher pressed. */
export async function openWidget(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /open.*chat|chat/i })
    .first()
    .click();
  await expect(composer(page)).toBeVisible();
}

export const composer = (page: Page) =>
  page.getByRole('textbox', { name: /write a message|write to reopen/i });

export async function ask(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** No violation that axe can see, light or dark. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const said = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes.map(({ target }) => target.join(' ')).join('\n    ')}`,
  );
  expect(said, where).toEqual([]);
}
