/** Mails to teammates: how they ended; never to whom. */
import { Counter } from 'prom-client';
import type { MailAbout, MailEnd } from '../../modules/notifications/index.ts';
import type { MetricsRegistry } from '../../platform/metrics/index.ts';

const ABOUT: Record<MailAbout, true> = { waiting: true, password: true };
const ENDS: Record<MailEnd, true> = { sent: true, refused: true, failed: true };

export function mailMetrics(registry: MetricsRegistry) {
  const ended = new Counter({
    name: 'baton_mails_total',
    help: 'Mails to teammates that ended in this process: sent (taken by the mail server), refused (this mailbox, for good) or failed (every attempt did).',
    labelNames: ['about', 'outcome'],
    registers: [registry],
  });
  // From zero on: what appears with its first failure has not increased, for who watches.
  for (const about of Object.keys(ABOUT)) {
    for (const outcome of Object.keys(ENDS)) ended.inc({ about, outcome }, 0);
  }
  return { ended: (about: MailAbout, outcome: MailEnd): void => ended.inc({ about, outcome }) };
}
