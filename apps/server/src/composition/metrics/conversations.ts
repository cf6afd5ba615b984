/** What happened in conversations, as numbers: counted by the process that committed it, once. */
import { Counter, Histogram } from 'prom-client';
import type { DecisionSummary, HandoffReason } from '@baton/protocol';
import type { Committed } from '../../modules/conversations/index.ts';
import type { MetricsRegistry } from '../../platform/metrics/index.ts';

const buckets = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300];

/** Rules have names of ours, as "not_confident"; should a policy ever bring its own, they stay out. */
const aRuleOfOurs = /^[a-z_]{1,32}$/;

export function conversationMetrics(registry: MetricsRegistry) {
  const registers = [registry];
  const started = new Counter({
    name: 'baton_conversations_started_total',
    help: 'Conversations that customers began.',
    registers,
  });
  const messages = new Counter({
    name: 'baton_messages_total',
    help: 'Public messages, by who said them: customer, ai or teammate.',
    labelNames: ['author'],
    registers,
  });
  const decisions = new Counter({
    name: 'baton_decisions_total',
    help: 'Decisions of the AI that took effect, by outcome and by the rule that fired.',
    labelNames: ['outcome', 'rule'],
    registers,
  });
  const handoffs = new Counter({
    name: 'baton_handoffs_total',
    help: 'Handoffs to people, by reason; one with two reasons counts under both.',
    labelNames: ['reason'],
    registers,
  });
  // From zero on: an alert looks for its increase, and what appears at one has not increased.
  handoffs.inc({ reason: 'ai_error' satisfies HandoffReason }, 0);
  const takeovers = new Counter({
    name: 'baton_takeovers_total',
    help: 'Conversations that teammates took from the AI unasked.',
    registers,
  });
  const answerSeconds = new Histogram({
    name: 'baton_ai_answer_seconds',
    help: "From the customer's first unanswered message to what the AI did about it: an answer or a handoff.",
    labelNames: ['end'],
    buckets,
    registers,
  });

  function decided(decision: DecisionSummary | null): void {
    if (decision === null) return;
    const { outcome, rule } = decision;
    decisions.inc({ outcome, rule: aRuleOfOurs.test(rule) ? rule : 'other' });
  }

  function waited(end: 'answer' | 'handoff', at: string, { before }: Committed): void {
    const since = before?.unanswered?.since;
    if (since === undefined) return;
    answerSeconds.observe({ end }, Math.max(0, Date.parse(at) - Date.parse(since)) / 1_000);
  }

  return {
    committed(committed: Committed): void {
      for (const event of committed.events) {
        switch (event.type) {
          case 'conversationStarted':
            started.inc();
            break;
          case 'customerMessageSent':
            messages.inc({ author: 'customer' });
            break;
          case 'aiAnswered':
            messages.inc({ author: 'ai' });
            decided(event.decision);
            waited('answer', event.at, committed);
            break;
          case 'handedOff':
            messages.inc({ author: 'ai' });
            decided(event.decision);
            for (const reason of event.reasons) handoffs.inc({ reason });
            waited('handoff', event.at, committed);
            break;
          case 'tookOver':
            takeovers.inc();
            break;
          case 'replied':
            messages.inc({ author: 'teammate' });
            break;
          default:
        }
      }
    },
  };
}
