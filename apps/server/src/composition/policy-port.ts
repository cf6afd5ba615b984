// Accounts keep each AI agent's policy without looking inside; escalation knows what it says.

import type { PolicyPort } from '../modules/accounts/index.ts';
import { defaultPolicy, Policy } from '../modules/escalation/index.ts';

export const policyPort: PolicyPort = {
  initial: defaultPolicy,
  thresholdOf: (stored) => readPolicy(stored).answerAt,
  withThreshold: (stored, threshold, version) => {
    const policy = readPolicy(stored);
    return {
      ...policy,
      version,
      answerAt: threshold,
      // The bands below follow, so that no threshold makes the policy contradict itself.
      clarifyFrom: Math.min(policy.clarifyFrom, threshold),
      gapBelow: Math.min(policy.gapBelow, threshold),
    } satisfies Policy;
  },
};

/** A stored policy, checked. Throws when it is not one: that is a broken database, not bad input. */
export const readPolicy = (stored: unknown): Policy => Policy.parse(stored);
