/**
 * Usage: what calls to language models have cost, and whether there is room for one more.
 *
 * It imports no other module. Whoever calls a model is handed `meter`, which fits answering's port;
 * the screens read the reports.
 *
 *   meter.ts             room in the budget before a call, a line in the ledger after it
 *   release-expired.ts   what died processes had set aside
 *   report.ts            a month of an AI agent, a conversation
 *   core/                money in whole millionths; months and days in UTC
 */
import type { ConversationUsage, UsageReport } from '@baton/protocol';
import { monthOf } from './core/month.ts';
import { createMeter, type MeterParts } from './meter.ts';
import { releaseExpired } from './release-expired.ts';
import { reportConversation, reportMonth } from './report.ts';

export type UsageParts = MeterParts;
export type Usage = ReturnType<typeof createUsage>;

export function createUsage(parts: UsageParts) {
  const { database, clock, budgetOf } = parts;

  /** Of a month as "2026-11"; null: of this one. Null where there is no such AI agent. */
  async function ofMonth(
    workspaceId: string,
    aiAgentId: string,
    month: string | null,
  ): Promise<UsageReport | null> {
    const budget = await budgetOf(workspaceId, aiAgentId);
    if (budget === null) return null;
    const today = clock.now();
    const scope = { workspaceId, aiAgentId };
    return reportMonth(database, scope, budget, month ?? monthOf(today), today);
  }

  /** Null where this workspace has no such conversation. */
  async function ofConversation(
    workspaceId: string,
    conversationId: string,
  ): Promise<ConversationUsage | null> {
    const [conversation] = await database.query<{ ai_agent_id: string }>(
      'select ai_agent_id from conversations where workspace_id = $1 and id = $2',
      [workspaceId, conversationId],
    );
    const budget = conversation && (await budgetOf(workspaceId, conversation.ai_agent_id));
    return budget ? reportConversation(database, workspaceId, conversationId, budget) : null;
  }

  return {
    meter: createMeter(parts),
    ofMonth,
    ofConversation,
    /** Gives back what died processes had set aside. Run it every few seconds. */
    releaseExpired: () => releaseExpired(database, clock),
  };
}
