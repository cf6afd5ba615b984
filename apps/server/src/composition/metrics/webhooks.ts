/** What other people's servers were told, and what waits for them; never which server. */
import { Counter, Gauge } from 'prom-client';
import {
  type DeliveryEnd,
  WEBHOOK_STANDINGS,
  type Webhooks,
} from '../../modules/integrations/index.ts';
import type { MetricsRegistry } from '../../platform/metrics/index.ts';

export function webhookMetrics(registry: MetricsRegistry) {
  const registers = [registry];
  const ended = new Counter({
    name: 'baton_webhook_deliveries_total',
    help: 'Attempts at deliveries that ended in this process: delivered, failed (to be tried again) or given_up (for good, also without a last attempt).',
    labelNames: ['outcome'],
    registers,
  });
  const webhooks = new Gauge({
    name: 'baton_webhooks',
    help: 'Webhooks: active, resting (failed several times in a row), paused by a person, or off.',
    labelNames: ['state'],
    registers,
  });
  const waiting = new Gauge({
    name: 'baton_webhook_deliveries_waiting',
    help: 'Deliveries that wait, by the state of their webhook. Counted up to 10,000.',
    labelNames: ['state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'baton_webhook_oldest_waiting_seconds',
    help: 'Age of the oldest event that waits to be told, by the state of its webhook; 0 when none waits.',
    labelNames: ['state'],
    registers,
  });

  const untold = new Gauge({
    name: 'baton_webhook_untold_seconds',
    help: 'Age of the oldest event that was not turned into deliveries yet, for workspaces with webhooks; 0 when there is none.',
    registers,
  });

  return {
    ended: (outcome: DeliveryEnd, count = 1): void => ended.inc({ outcome }, count),
    async refresh(source: Pick<Webhooks, 'standings' | 'untoldSeconds'>): Promise<void> {
      const standings = await source.standings();
      for (const state of WEBHOOK_STANDINGS) {
        const one = standings.find(({ standing }) => standing === state);
        webhooks.set({ state }, one?.webhooks ?? 0);
        waiting.set({ state }, one?.waiting ?? 0);
        oldest.set({ state }, one?.oldestSeconds ?? 0);
      }
      untold.set(await source.untoldSeconds());
    },
    forget(): void {
      for (const gauge of [webhooks, waiting, oldest]) gauge.reset();
      untold.remove();
    },
  };
}
