// Sentences with what the product measures of them.

import type { Embed } from '../../apps/server/src/modules/escalation/ports.ts';
import type { Held } from '../../apps/server/src/modules/escalation/core/support/features.ts';
import { breaksRule } from '../../apps/server/src/modules/escalation/core/support/verdict.ts';
import { measureSentence } from '../../apps/server/src/modules/escalation/signals/sentence-support.ts';
import type { Claim } from './written.ts';

export interface Measured extends Claim {
  held: Held;
  /** A rule above the model says no. */
  broken: boolean;
}

export async function measured(claims: readonly Claim[], embed: Embed): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (const claim of claims) {
    const found = await measureSentence(claim.sentence, claim.passages, embed);
    if (found !== null) rows.push({ ...claim, held: found.held, broken: breaksRule(found.held) });
  }
  return rows;
}
