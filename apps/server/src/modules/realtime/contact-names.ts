// Names for the customer's view, looked up before the pure mapping needs them.

import type { TeammateId } from '@baton/protocol';
import type { Names } from '../conversations/index.ts';
import { type ConversationChange, teammatesNamed } from './frames.ts';

export interface NameLookups {
  teammateName(workspaceId: string, id: string): Promise<string | null>;
  aiAgentName(workspaceId: string, id: string): Promise<string | null>;
}

export async function namesFor(
  lookups: NameLookups,
  workspaceId: string,
  change: ConversationChange,
): Promise<Names> {
  const ids = teammatesNamed(change);
  const [aiAgentName, ...names] = await Promise.all([
    lookups.aiAgentName(workspaceId, change.summary.aiAgentId),
    ...ids.map((id) => lookups.teammateName(workspaceId, id)),
  ]);
  const known = new Map(ids.map((id, index) => [id, names[index] ?? null]));
  return {
    aiAgentName: aiAgentName ?? 'Assistant',
    teammate: (id: TeammateId) => known.get(id) ?? null,
  };
}
