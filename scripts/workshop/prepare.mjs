// Makes a checkout ready to run: packages as in the lock file, outputs as in the sources. Warm, this
// is a few milliseconds of hashing. One process at a time does the work; others wait and find it done.

import { dirname } from 'node:path';
import { install, isInstalled } from './install.mjs';
import { lockFileFor, onlyOne } from './only-one.mjs';
import { root, runNode } from './run.mjs';
import { complain, red, say } from './say.mjs';
import { staleTargets } from './targets.mjs';

/** @returns {Promise<boolean>} false when it failed; the reason has been printed */
export async function prepare({ build = true } = {}) {
  const ready = () => isInstalled() && (!build || staleTargets().length === 0);
  if (ready()) return true;
  return alone(async () => {
    if (!isInstalled()) {
      const outcome = await install();
      if (!outcome.ok) {
        complain(`${red('Baton could not install its packages.')}\n${outcome.why}`);
        return false;
      }
    }
    if (!build || staleTargets().length === 0) return true;
    say('Building …');
    const { code } = await runNode(['scripts/build.mjs'], { show: true });
    if (code !== 0) complain(red('Baton could not be built; the reason is above.'));
    return code === 0;
  });
}

/** @param {() => Promise<boolean>} work */
async function alone(work) {
  const file = lockFileFor(root);
  try {
    return await onlyOne(file, work, (pid) => {
      say(
        `Another Baton command (process ${pid}) is installing or building here; waiting for it …`,
      );
    });
  } catch (fault) {
    complain(`${red('Baton could not lock its folder')} in ${dirname(file)}: ${fault}`);
    return false;
  }
}
