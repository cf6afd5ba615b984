// Every attack there is, of our own writing. Adding one: name its goal, what a model that obeys
// would say, and the wall that has to hold; the tests try both ways.

import { actions, policies, promises } from './actions-and-promises.ts';
import { disguises } from './disguises.ts';
import { exfiltration } from './exfiltration.ts';
import { falseIgnorance } from './false-ignorance.ts';
import { fencesAndTurns } from './fences-and-turns.ts';
import { orders, ordersElsewhere } from './orders.ts';
import { plainLies, poison } from './poison.ts';
import { humans, roles } from './roles.ts';
import { secrets } from './secrets.ts';
import { citations, manyShots, sentinels, splits } from './splits-and-shots.ts';

export type { Attack } from './attack.ts';

export const ATTACKS = [
  ...orders,
  ...ordersElsewhere,
  ...fencesAndTurns,
  ...roles,
  ...humans,
  ...disguises,
  ...exfiltration,
  ...actions,
  ...promises,
  ...policies,
  ...secrets,
  ...splits,
  ...manyShots,
  ...sentinels,
  ...citations,
  ...poison,
  ...falseIgnorance,
  ...plainLies,
];
