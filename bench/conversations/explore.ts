/**
 * Walks the large worlds of the exploration: every state within their bounds, all laws. Minutes.
 *
 *   npx tsx bench/conversations/explore.ts [words of a world's name]
 */
import { ANSWER_TURN, answeringReactions } from '../../apps/server/src/modules/answering/index.ts';
import {
  large,
  small,
} from '../../apps/server/src/modules/conversations/testing/exploration/bounds.ts';
import { explore } from '../../apps/server/src/modules/conversations/testing/exploration/explore.ts';
import { realSystem } from '../../apps/server/src/modules/conversations/testing/exploration/system.ts';

const words = process.argv.slice(2).join(' ');
const system = realSystem(answeringReactions, ANSWER_TURN);

for (const [name, bounds] of Object.entries({ ...small, ...large })) {
  if (!name.includes(words)) continue;
  const began = performance.now();
  const { breach, ...found } = explore(system, { bounds });
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(name, { ...found, seconds });
  if (breach === null) continue;
  console.log(`BROKEN: ${breach.law}\n${breach.trail.join('\n')}`);
  process.exitCode = 1;
}
