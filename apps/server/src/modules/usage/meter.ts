/**
 * The gate before every call to a language model, and the ledger behind it.
 *
 *   reserve ──► room for the most it can cost ──► the call runs ──► settle: what it did cost
 *         └───► budget_exhausted
 *
 * Many calls begin at once, on several servers: the room is taken by one conditional UPDATE of the
 * month's row, so together they never set aside more than the budget. A call counts in the month in
 * which it began, at the prices of that moment.
 */
import type { ModelBudget, UsagePurpose } from '@baton/protocol';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';
import { costInMicros, saneTokens, type Tokens, toMicros } from './core/money.ts';
import { beginOf, dayOf, monthOf } from './core/month.ts';

export interface MeterParts {
  database: Database;
  clock: Clock;
  newId: (prefix: string) => string;
  /** As it is now; null where there is no such AI agent. */
  budgetOf: (workspaceId: string, aiAgentId: string) => Promise<ModelBudget | null>;
}

/** As answering's port has it. */
export interface MeteredCall {
  workspaceId: string;
  aiAgentId: string;
  conversationId: string | null;
  purpose: UsagePurpose;
  model: string;
  most: UsedTokens;
}

export interface UsedTokens extends Tokens {
  estimated: boolean;
}

interface Reserved {
  id: string;
  call: MeteredCall;
  budget: ModelBudget;
  month: string;
  at: Date;
}

/** Longer than any call may take. Then its process has died, and the money is free again. */
const HELD_MS = 5 * 60_000;
const MOST_MODEL_NAME = 300;

export function createMeter({ database, clock, newId, budgetOf }: MeterParts) {
  async function reserve(call: MeteredCall) {
    const { workspaceId, aiAgentId, most } = call;
    const budget = await budgetOf(workspaceId, aiAgentId);
    if (budget === null) throw new Error(`There is no AI agent ${aiAgentId}.`);
    const at = clock.now();
    const month = dayOf(beginOf(monthOf(at)));
    const id = newId('mcl');
    const rows = await database.query(
      `with room as (
         insert into model_months as m (workspace_id, ai_agent_id, month, currency, reserved_micros)
         select $1, $2, $3::date, $4, $5::bigint
         where $6::bigint is null or ($6 > 0 and $5 <= $6)
         on conflict (workspace_id, ai_agent_id, month, currency) do update
           set reserved_micros = m.reserved_micros + excluded.reserved_micros
           where $6::bigint is null
             or (m.spent_micros + m.reserved_micros < $6
               and m.spent_micros + m.reserved_micros + excluded.reserved_micros <= $6)
         returning 1)
       insert into model_reservations
         (id, workspace_id, ai_agent_id, month, currency, most_micros, expires_at)
       select $7, $1, $2, $3::date, $4, $5::bigint, $8 from room
       returning id`,
      [
        workspaceId,
        aiAgentId,
        month,
        budget.currency,
        costInMicros(most, budget),
        budget.monthly === null ? null : toMicros(budget.monthly),
        id,
        new Date(at.getTime() + HELD_MS),
      ],
    );
    if (rows.length === 0) return 'budget_exhausted' as const;
    const reserved: Reserved = { id, call, budget, month, at };
    return {
      /** What it came to, whatever was set aside; null: nothing was used. Again: nothing happens. */
      settle: (used: UsedTokens | null, failed: boolean) => settle(reserved, used, failed),
    };
  }

  /**
   * The line in the ledger has the reservation's id, so that it is written once. A reservation that
   * was given back in between (its call took too long) holds nothing any more; its cost still counts.
   * So does that of a conversation which is just being erased: the line waits, and names it no more.
   */
  async function settle(
    { id, call, budget, month, at }: Reserved,
    used: UsedTokens | null,
    failed: boolean,
  ): Promise<void> {
    const tokens = saneTokens(used ?? { inputTokens: 0, outputTokens: 0 });
    await database.query(
      `with held as (
         delete from model_reservations where workspace_id = $1 and id = $3 returning most_micros),
       line as (
         insert into model_calls
           (id, workspace_id, ai_agent_id, conversation_id, purpose, model, at, input_tokens,
            output_tokens, currency, cost_micros, estimated, failed, milliseconds)
         select $3, $1, a.id,
           (select c.id from conversations c where c.workspace_id = $1 and c.id = $5 for key share),
           $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
         from ai_agents a where a.workspace_id = $1 and a.id = $2
         on conflict (id) do nothing returning 1)
       update model_months
       set reserved_micros = reserved_micros - coalesce((select most_micros from held), 0),
         spent_micros = spent_micros + $12
       where workspace_id = $1 and ai_agent_id = $2 and month = $4::date and currency = $11
         and exists (select from line)`,
      [
        call.workspaceId,
        call.aiAgentId,
        id,
        month,
        call.conversationId,
        call.purpose,
        call.model.slice(0, MOST_MODEL_NAME),
        at,
        tokens.inputTokens,
        tokens.outputTokens,
        budget.currency,
        costInMicros(tokens, budget),
        used?.estimated ?? false,
        failed,
        Math.max(0, clock.now().getTime() - at.getTime()),
      ],
    );
  }

  return { reserve };
}
