// Accounts keep each AI agent's policy without looking inside; escalation knows what it says.

import type { PolicyPort } from '../modules/accounts/index.ts';
import {
  checkPolicy,
  defaultPolicy,
  readPolicy,
  settlePolicy,
  withLine,
} from '../modules/escalation/index.ts';

/** `lineFor` is the error budget's: which line keeps it, as far as reviews can promise one. */
export function createPolicyPort(lineFor: PolicyPort['lineFor'] = async () => null): PolicyPort {
  return {
    initial: defaultPolicy,
    thresholdOf: (stored) => readPolicy(stored).answerAt,
    withThreshold: (stored, threshold, version) =>
      withLine({ ...readPolicy(stored), version }, threshold),
    read: readPolicy,
    settle: settlePolicy,
    // Teams are not kept yet: any name will do.
    findings: (policy) => checkPolicy(policy, { teams: null }),
    lineFor,
  };
}
