/**
 * A teammate who is disabled leaves nothing behind: what they have goes back to the queue in the
 * transaction that disables them, so no customer waits for somebody who cannot answer (law 5).
 */
import type { TeammateId } from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import type { Committed, ConversationsDependencies, Scope } from './conversations.ts';
import { findHeldBy } from './store/find-for-sweeper.ts';
import { loadConversation } from './store/load.ts';
import { decideAndAppend } from './write.ts';

/** Resolves with what tells the others; to be called after the commit. */
export async function releaseHeldBy(
  tx: Sql,
  dependencies: ConversationsDependencies,
  { workspaceId }: Scope,
  from: TeammateId,
): Promise<() => void> {
  const released: Committed[] = [];
  for (const conversationId of await findHeldBy(tx, workspaceId, from)) {
    const { found } = await loadConversation(tx, workspaceId, conversationId, null, { lock: true });
    if (found === null) continue;
    const at = dependencies.clock.now().toISOString();
    const conversation = { workspaceId, conversationId };
    const attempt = await decideAndAppend(tx, dependencies, conversation, found.state, {
      type: 'release',
      from,
      at,
    });
    if (attempt === 'lostRace') throw new Error('a locked conversation was changed by another');
    if (!('jobs' in attempt)) continue;
    const { result, before, jobs } = attempt;
    released.push({ ...conversation, events: result.events, before, jobs });
  }
  return () => released.forEach(dependencies.onCommitted);
}
