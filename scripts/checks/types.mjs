// TypeScript, each workspace by its own tsconfig.json, two at a time: the compiler takes several
// cores by itself.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode } from '../workshop/run.mjs';
import { seconds } from '../workshop/say.mjs';
import { workspaces } from '../workshop/workspaces.mjs';

/**
 * @param {string[]} [only] folders; all when empty
 * @returns {Promise<{ name: string, ok: boolean, output: string, took: string }[]>}
 */
export async function typecheck(only = []) {
  const folders = [...workspaces(), 'scripts'].filter(
    (folder) =>
      existsSync(join(root, folder, 'tsconfig.json')) &&
      (only.length === 0 || only.includes(folder)),
  );
  /** @type {Awaited<ReturnType<typeof typecheck>>} */
  const results = [];
  const waiting = [...folders];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const ran = await runNode([
        'node_modules/typescript/bin/tsc',
        '--project',
        name,
        '--pretty',
        'false',
      ]);
      // A folder with no code yet is no fault.
      const ok = ran.code === 0 || /^error TS18003/.test(ran.output);
      results.push({ name, ok, output: ran.output.trim(), took: seconds(ran.milliseconds) });
    }
  };
  await Promise.all([worker(), worker()]);
  return results.toSorted((a, b) => folders.indexOf(a.name) - folders.indexOf(b.name));
}

/** As a stage of `npm test`: one check a workspace. @returns {Promise<import('./outcome.mjs').Outcome>} */
export async function checkTypes() {
  const results = await typecheck();
  const wrong = results.filter(({ ok }) => !ok);
  return {
    passed: results.length - wrong.length,
    failed: wrong.length,
    detail: wrong.map(({ name, output }) => `${name}\n${output}`).join('\n'),
  };
}
