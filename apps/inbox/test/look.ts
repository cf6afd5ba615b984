/**
 * Opens a screen four ways (desktop and phone, light and dark), takes its picture where SHOTS names a
 * folder, and fails on any axe violation, sideways scroll, or error in the console.
 */
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import type { Teammate } from '@baton/protocol';
import { sam } from './fake/people.ts';
import { type FakeServer, startFake } from './fake/server.ts';
import { createWorld, type World } from './fake/world.ts';

/** A folder for the pictures; without it none are kept. */
const shots = process.env['SHOTS'];
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

export type Scene = { page: Page; world: World; server: FakeServer; size: 'desktop' | 'phone' };
export type LookOptions = {
  world?: () => World;
  /** Before the page opens. */
  before?: (scene: Scene) => Promise<void> | void;
  /** Once it is there. */
  then?: (scene: Scene) => Promise<void>;
  signedIn?: boolean;
  me?: Teammate;
  only?: 'desktop' | 'phone';
  /** Errors are part of what is looked at. */
  expectErrors?: boolean;
};

export function look(name: string, path: string, options: LookOptions = {}) {
  for (const size of ['desktop', 'phone'] as const) {
    if (options.only && options.only !== size) continue;
    test(`${name} on ${size}`, async ({ browser }) => {
      const world = options.world?.() ?? createWorld();
      const server = await startFake(world, () =>
        options.signedIn === false ? null : (options.me ?? sam),
      );
      const context = await browser.newContext({
        viewport: sizes[size],
        colorScheme: 'light',
      });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || /content security/i.test(message.text()))
          errors.push(message.text());
      });
      const scene = { page, world, server, size };
      try {
        await options.before?.(scene);
        await page.goto(server.url + path);
        await page.locator('h1:visible, h2:visible').first().waitFor();
        await page.waitForTimeout(350);
        await options.then?.(scene);
        for (const theme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: theme });
          await page.waitForTimeout(200);
          if (shots) await page.screenshot({ path: join(shots, `${name}-${size}-${theme}.png`) });
          // The dark theme differs in nothing but colours.
          const axe = new AxeBuilder({ page });
          if (theme === 'dark') axe.withRules(['color-contrast']);
          const { violations } = await axe.analyze();
          expect
            .soft(
              violations.map(
                ({ id, nodes }) =>
                  `${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`).join('\n   ')}`,
              ),
            )
            .toEqual([]);
        }
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect.soft(sideways, 'scrolls sideways').toBeLessThanOrEqual(0);
        if (!options.expectErrors) expect.soft(errors).toEqual([]);
      } finally {
        await context.close();
        await server.stop();
      }
    });
  }
}
