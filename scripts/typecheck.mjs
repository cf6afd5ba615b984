// `npm run typecheck [-- folder …]`: TypeScript over every workspace, two at a time.

import { typecheck } from './checks/types.mjs';
import { green, red, say } from './workshop/say.mjs';

const results = await typecheck(process.argv.slice(2));
for (const { name, ok, output, took } of results) {
  say(`${ok ? green('ok    ') : red('failed')} ${name} ${took}`);
  if (!ok) say(output);
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
