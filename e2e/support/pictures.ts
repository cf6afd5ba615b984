/** Pictures for the README, taken by the journeys when asked: `BATON_PICTURES=docs/pictures`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['BATON_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(join(root, folder), { recursive: true });
  await page.screenshot({ path: join(root, folder, `${name}.png`), animations: 'disabled' });
}
