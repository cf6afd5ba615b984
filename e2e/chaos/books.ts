/** The books of model calls, the decisions and the passages, read with plain SQL; and their time made to run out. */
import { pause } from '../support/random.ts';
import { connected } from './evidence.ts';
import type { Books, StoredDecision } from './model-laws.ts';

/** Calls of the living end by themselves; after that a server gives back what the dead held. */
const SETTLED_WITHIN_MS = 40_000;

/**
 * What is set aside now. Asked after the last fault: some of it is held by the dead, whose calls nobody
 * will ever book, and the servers' clocks jumped meanwhile, so that no time tells whose is whose.
 */
export async function openReservations(databaseUrl: string): Promise<string[]> {
  return connected(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from model_reservations');
    return rows.map(({ id }) => id);
  });
}

/**
 * Waits until every call is booked or given back. For what may be the dead's, the time is over at once
 * here. All that was set aside after the last fault is the living's own: they have to book it.
 */
export async function balanceBooks(databaseUrl: string, mayBeDead: string[]): Promise<Books> {
  return connected(databaseUrl, async (client) => {
    const open = async (): Promise<number> => {
      const { rows } = await client.query<{ open: string }>(
        'select count(*) as open from model_reservations',
      );
      return Number(rows[0]?.open ?? 0);
    };
    await client.query(
      `update model_reservations set expires_at = now() - interval '1 minute' where id = any($1)`,
      [mayBeDead],
    );
    const deadline = Date.now() + SETTLED_WITHIN_MS;
    while ((await open()) > 0 && Date.now() < deadline) await pause(250);
    const months = await client.query<{ reserved: string; spent: string; booked: string }>(
      `select m.reserved_micros as reserved, m.spent_micros as spent,
         coalesce((select sum(c.cost_micros) from model_calls c
           where c.ai_agent_id = m.ai_agent_id and c.currency = m.currency
             and date_trunc('month', c.at at time zone 'utc') = m.month), 0) as booked
       from model_months m`,
    );
    return {
      reservations: await open(),
      months: months.rows.map(({ reserved, spent, booked }) => ({
        reserved: Number(reserved),
        spent: Number(spent),
        booked: Number(booked),
      })),
    };
  });
}

export async function readDecisions(databaseUrl: string): Promise<StoredDecision[]> {
  return connected(databaseUrl, async (client) => {
    const { rows } = await client.query<{
      id: string;
      conversation_id: string;
      turn: number;
      sentences: { text: string; removed: boolean }[] | null;
    }>(
      `select id, conversation_id, turn, record #> '{generation,sentences}' as sentences
       from decisions`,
    );
    return rows.map(({ id, conversation_id, turn, sentences }) => ({
      id,
      conversationId: conversation_id,
      turn,
      removed: (sentences ?? []).filter(({ removed }) => removed).map(({ text }) => text),
    }));
  });
}

export async function readPassages(databaseUrl: string): Promise<string[]> {
  return connected(databaseUrl, async (client) => {
    const { rows } = await client.query<{ markdown: string }>('select markdown from passages');
    return rows.map(({ markdown }) => markdown);
  });
}
