// `npm run sbom [-- FILE]`: what ships, as CycloneDX 1.5, for whoever must know what they run. From
// the lock file, without a network. FILE defaults to sbom.cdx.json; `-` is standard output.

import { writeFileSync } from 'node:fs';
import { npmCommand } from './workshop/install.mjs';
import { root, run } from './workshop/run.mjs';
import { complain, say } from './workshop/say.mjs';

const npm = npmCommand();
const file = process.argv[2] ?? 'sbom.cdx.json';
const { code, stdout, output } = await run(
  npm.program,
  [
    ...npm.args,
    'sbom',
    '--sbom-format=cyclonedx',
    '--sbom-type=application',
    '--package-lock-only',
    '--omit=dev',
  ],
  { ...npm, cwd: root },
);
if (code !== 0) {
  complain(output.trim());
  process.exit(1);
}
const { components } = JSON.parse(stdout);
if (file === '-') process.stdout.write(stdout);
else {
  writeFileSync(file, stdout);
  say(`${file}: ${components.length} components`);
}
