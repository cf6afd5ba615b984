/** Who waits for a person, and whom the AI may have forgotten: read from the database when asked. */
import { Counter, Gauge } from 'prom-client';
import { type Actions, ANSWER_TURN } from '../../modules/answering/index.ts';
import type { Conversations } from '../../modules/conversations/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sql } from '../../platform/database/index.ts';
import type { MetricsRegistry } from '../../platform/metrics/index.ts';
import { RUNS_LOOKED_FOR_MS, STRANDED_AFTER_MS } from '../housekeeping.ts';

const COUNTED_AT_MOST = 100;

export interface PromiseSources {
  conversations: Pick<Conversations, 'stranded'>;
  actions: Pick<Actions, 'stranded'>;
}

export function promiseMetrics(registry: MetricsRegistry) {
  const registers = [registry];
  const waiting = new Gauge({
    name: 'baton_conversations_waiting',
    help: 'Conversations that were handed off and that nobody has claimed.',
    registers,
  });
  const longest = new Gauge({
    name: 'baton_conversations_waiting_longest_seconds',
    help: 'For how long the customer who waits longest for somebody to claim the conversation has waited; 0 when nobody waits.',
    registers,
  });
  const stranded = new Gauge({
    name: 'baton_stranded_conversations',
    help: `Customers who are owed an answer, for more than ten seconds, or the end of an action, begun within a day, that no job will bring. Must be 0; counted up to ${COUNTED_AT_MOST}.`,
    registers,
  });
  const mended = new Counter({
    name: 'baton_stranded_conversations_mended_total',
    help: 'Stranded conversations, and actions, that this process found and gave a new job. Must stay 0.',
    registers,
  });

  return {
    mended: (count: number): void => mended.inc(count),
    async refresh(
      sql: Sql,
      { conversations, actions }: PromiseSources,
      clock: Clock,
    ): Promise<void> {
      const [queue] = await sql.query<{ waiting: number; longest: number }>(
        `select count(*)::int as waiting,
                coalesce(extract(epoch from now() - min(waiting_since)), 0)::float8 as longest
         from conversations where controller = 'queue'`,
      );
      waiting.set(queue?.waiting ?? 0);
      longest.set(Math.max(0, queue?.longest ?? 0));
      const forgotten = await conversations.stranded({
        olderThan: new Date(clock.now().getTime() - STRANDED_AFTER_MS),
        jobKind: ANSWER_TURN,
        limit: COUNTED_AT_MOST,
      });
      const since = new Date(clock.now().getTime() - RUNS_LOOKED_FOR_MS);
      const runs = await actions.stranded({ since, limit: COUNTED_AT_MOST });
      stranded.set(Math.min(COUNTED_AT_MOST, forgotten.length + runs.length));
    },
    forget(): void {
      for (const gauge of [waiting, longest, stranded]) gauge.remove();
    },
  };
}
