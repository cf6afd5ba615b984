// The policy an AI agent decides by now. Asked for on every turn, so a version is read and checked
// once: after that the database is only asked whether it is still the one in force.

import type { Accounts } from '../modules/accounts/index.ts';
import { type Policy, readPolicy } from '../modules/escalation/index.ts';

/** AI agents whose policy is kept; the one asked for longest ago goes first. */
const MOST_KEPT = 200;

/** Throws where there is no such AI agent, or its policy is none. */
export function createPolicyReader(aiAgents: Pick<Accounts['aiAgents'], 'policyOf'>) {
  const kept = new Map<string, { version: number; policy: Policy }>();
  return async (workspaceId: string, aiAgentId: string): Promise<Policy> => {
    const key = `${workspaceId} ${aiAgentId}`;
    const held = kept.get(key);
    const stored = await aiAgents.policyOf(workspaceId, aiAgentId, held?.version ?? null);
    if (stored === null) throw new Error(`There is no AI agent ${aiAgentId}.`);
    const now =
      held !== undefined && held.version === stored.version
        ? held
        : { version: stored.version, policy: readPolicy(stored.policy) };
    kept.delete(key);
    kept.set(key, now);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
    return now.policy;
  };
}
