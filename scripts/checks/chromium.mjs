// Where is a Chromium? On Debian as root we may fetch one; anywhere else we say how to.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall } from './apt.mjs';

/** @returns {Promise<{ found: true, path: string } | { found: false, why: string }>} */
export async function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    return isProgram(asked)
      ? { found: true, path: asked }
      : { found: false, why: `CHROMIUM_PATH is ${asked}, and that is no program.` };
  }
  const here = places().find(isProgram);
  if (here) return { found: true, path: here };
  const tried = await aptInstall('chromium', 'fonts-liberation');
  const now = places().find(isProgram);
  return now ? { found: true, path: now } : { found: false, why: `${howTo}\n${tried}`.trim() };
}

const howTo = `The browser journeys need Chromium, and none was found.
Debian or Ubuntu: sudo apt-get install chromium
macOS: brew install --cask chromium
Or name a Chromium or Chrome of your own: CHROMIUM_PATH=/path/to/chrome npm test`;

const places = () => [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
    (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)),
  ),
  '/usr/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
