// Embeds the example phrases of every policy in force before the first customer asks: after a start
// they would otherwise wait for it, a second or two for each thousand phrases.

import { type Escalation, readPolicy } from '../modules/escalation/index.ts';
import type { Database } from '../platform/database/index.ts';

/** More than this many are warmed by their own first customer. */
const MOST = 100;

export async function warmPolicies(
  database: Database,
  escalation: Pick<Escalation, 'prepare'>,
): Promise<void> {
  const rows = await database.query<{ policy: unknown }>(
    'select policy from ai_agents order by created_at limit $1',
    [MOST],
  );
  for (const { policy } of rows) await escalation.prepare(readPolicy(policy));
}
