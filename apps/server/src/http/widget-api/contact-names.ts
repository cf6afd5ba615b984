/** Display names for a customer's view of the conversation. */
import type { TeammateId } from '@baton/protocol';
import type { Accounts, Visitor } from '../../modules/accounts/index.ts';

export async function namesFor(accounts: Accounts, { workspaceId, aiAgentId }: Visitor) {
  const [teammates, aiAgentName] = await Promise.all([
    accounts.teammates.list(workspaceId),
    accounts.aiAgentName(workspaceId, aiAgentId),
  ]);
  const names = new Map(teammates.map(({ id, name }) => [id, name]));
  return {
    aiAgentName: aiAgentName ?? 'Assistant',
    teammate: (id: TeammateId) => names.get(id) ?? null,
  };
}
