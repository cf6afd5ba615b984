/**
 * What the ledger says: of a month of one AI agent, and of one conversation. Costs are those in the
 * currency that is set now; calls and tokens are all.
 */
import {
  type ConversationUsage,
  type ModelBudget,
  USAGE_PURPOSES,
  type UsageReport,
} from '@baton/protocol';
import type { Sql } from '../../platform/database/index.ts';
import { fromMicros } from './core/money.ts';
import { beginOf, daysUpTo } from './core/month.ts';

type Spent = UsageReport['total'];

interface SpentRow {
  calls: number;
  failed: number;
  input_tokens: number;
  output_tokens: number;
  micros: number;
}

/** Whole numbers far below 2^53: as such they arrive as numbers. */
const sums = (currency: string) => `
  count(*)::float8 as calls,
  count(*) filter (where failed)::float8 as failed,
  coalesce(sum(input_tokens), 0)::float8 as input_tokens,
  coalesce(sum(output_tokens), 0)::float8 as output_tokens,
  coalesce(sum(cost_micros) filter (where currency = ${currency}), 0)::float8 as micros`;

const DEAREST = 20;

export async function reportMonth(
  sql: Sql,
  { workspaceId, aiAgentId }: { workspaceId: string; aiAgentId: string },
  budget: ModelBudget,
  month: string,
  today: Date,
): Promise<UsageReport> {
  const within = [workspaceId, aiAgentId, beginOf(month), beginOf(month, 1), budget.currency];
  const grouped = await sql.query<SpentRow & { day: string | null; purpose: string | null }>(
    `select day, purpose, ${sums('$5')}
     from (select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day from model_calls
           where workspace_id = $1 and ai_agent_id = $2 and at >= $3 and at < $4) as calls
     group by grouping sets ((), (day), (purpose))`,
    within,
  );
  const dearest = await sql.query<SpentRow & { id: string; name: string | null }>(
    `select top.*, c.name from (
       select conversation_id as id, sum(input_tokens + output_tokens) as tokens, ${sums('$5')}
       from model_calls
       where workspace_id = $1 and ai_agent_id = $2 and at >= $3 and at < $4
         and conversation_id is not null
       group by conversation_id order by micros desc, tokens desc, id desc limit ${DEAREST}) as top
     join conversations v on v.id = top.id
     left join contacts c on c.id = v.contact_id
     order by micros desc, tokens desc, top.id desc`,
    within,
  );
  const byDay = new Map(grouped.flatMap((row) => (row.day === null ? [] : [[row.day, row]])));
  const byPurpose = new Map(
    grouped.flatMap((row) => (row.purpose === null ? [] : [[row.purpose, row]])),
  );
  return {
    month,
    currency: budget.currency,
    budget: budget.monthly,
    total: spent(grouped.find(({ day, purpose }) => day === null && purpose === null)),
    days: daysUpTo(month, today).map((day) => ({ day, ...spent(byDay.get(day)) })),
    purposes: USAGE_PURPOSES.filter((purpose) => byPurpose.has(purpose)).map((purpose) => ({
      purpose,
      ...spent(byPurpose.get(purpose)),
    })),
    conversations: dearest.map(({ id, name, ...row }) => ({
      conversationId: id as UsageReport['conversations'][number]['conversationId'],
      contactName: name,
      ...spent(row),
    })),
    resetsAt: beginOf(month, 1).toISOString(),
  };
}

export async function reportConversation(
  sql: Sql,
  workspaceId: string,
  conversationId: string,
  { currency }: ModelBudget,
): Promise<ConversationUsage> {
  const [row] = await sql.query<SpentRow>(
    `select ${sums('$3')} from model_calls where workspace_id = $1 and conversation_id = $2`,
    [workspaceId, conversationId, currency],
  );
  return { currency, ...spent(row) };
}

function spent(row: SpentRow | undefined): Spent {
  return {
    calls: row?.calls ?? 0,
    failed: row?.failed ?? 0,
    inputTokens: row?.input_tokens ?? 0,
    outputTokens: row?.output_tokens ?? 0,
    cost: fromMicros(row?.micros ?? 0),
  };
}
