/**
 * Routing: for how long does a customer wait for one person, before anybody may help?
 *
 *   seen()   who has the inbox open, told by every server now and then
 *   sweep()  whose customer has waited too long ─► conversations: `returnToQueue`
 *
 * The invariant: nobody waits for ever for a teammate who is away, or there and silent. Whether a
 * conversation goes back is decided by its core, on its newest state: a reply of the same moment
 * wins. All time here is the database's, so a server whose clock jumps takes nothing away.
 */
import type { RoutingRules, WorkspaceId } from '@baton/protocol';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Database } from '../../platform/database/index.ts';
import type { Conversations } from '../conversations/index.ts';
import { markAway, rememberSeen, type SeenTeammate } from './presence-store.ts';
import { checkRules, type RulesRefused } from './core/check-rules.ts';
import { readRules, writeRules } from './rules-store.ts';
import { sweep } from './sweep.ts';

export type { SeenTeammate } from './presence-store.ts';

export interface Routing {
  rules(workspaceId: WorkspaceId): Promise<RoutingRules>;
  setRules(workspaceId: WorkspaceId, rules: RoutingRules): Promise<RoutingRules | RulesRefused>;
  /** Those who have the inbox open here. */
  seen(teammates: readonly SeenTeammate[]): Promise<void>;
  /**
   * Puts back in the queue what somebody lets wait, the longest first; how many. Safe on several
   * servers at once.
   */
  sweep(limit: number): Promise<number>;
}

export interface RoutingDependencies {
  database: Database;
  conversations: Pick<Conversations, 'execute'>;
}

export function createRouting({ database, conversations }: RoutingDependencies): Routing {
  return {
    rules: (workspaceId) => readRules(database, workspaceId),
    async setRules(workspaceId, rules) {
      const refused = checkRules(rules);
      if (refused !== null) return refused;
      await database.transaction(async (tx) => {
        await writeRules(tx, workspaceId, rules);
        await recordAudit(tx, { workspaceId, kind: 'routingChanged', details: { ...rules } });
      });
      return rules;
    },
    seen: (teammates) => rememberSeen(database, teammates),
    async sweep(limit) {
      await markAway(database);
      return sweep(database, conversations, limit);
    },
  };
}
