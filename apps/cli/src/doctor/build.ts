/** The built outputs: there, and made from the sources that lie here? */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutFolder } from '../checkout.ts';
import { type Finding, ok, warn } from './finding.ts';

export function build(root = checkoutFolder()): Finding {
  const about = 'build';
  if (!existsSync(join(root, 'scripts/build.mjs'))) return ok(about, 'made elsewhere: an image');
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, 'scripts/build.mjs'), '--check', '--json'],
    { encoding: 'utf8', cwd: root },
  );
  if (status === 0) return ok(about, 'made from the sources here');
  return warn(about, `older than the sources: ${staleOf(stdout)}`, 'Run: npm run build');
}

function staleOf(output: string): string {
  try {
    return (JSON.parse(output) as { stale: string[] }).stale.join(', ');
  } catch {
    // The check itself failed: all of it is in doubt.
    return 'unknown';
  }
}
