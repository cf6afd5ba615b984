// On Debian as root a test may fetch the program it needs; anywhere else it says how to.

import { existsSync } from 'node:fs';
import { run } from '../workshop/run.mjs';

/** What apt-get said when it failed, else nothing. @param {string[]} packages */
export async function aptInstall(...packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return '';
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const got = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    { env },
  );
  return got.code === 0 ? '' : got.output.trim().split('\n').slice(-5).join('\n');
}
