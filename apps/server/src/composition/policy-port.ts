// Accounts keep each AI agent's policy without looking inside; escalation knows what it says.

import type { PolicyPort } from '../modules/accounts/index.ts';
import { defaultPolicy, readPolicy, withLine } from '../modules/escalation/index.ts';

export const policyPort: PolicyPort = {
  initial: defaultPolicy,
  thresholdOf: (stored) => readPolicy(stored).answerAt,
  withThreshold: (stored, threshold, version) => {
    const policy = readPolicy(stored);
    // Whoever names a line wants that line, not a budget.
    const fixed = { ...policy, answer: { mode: 'threshold', at: threshold } as const, version };
    return withLine(fixed, threshold);
  },
};

export { readPolicy };
