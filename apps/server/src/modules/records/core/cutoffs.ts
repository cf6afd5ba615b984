/** Rules in days as moments: what is older than these falls due. */
import type { RetentionRules } from '@baton/protocol';

const DAY_MS = 24 * 60 * 60_000;

export interface Cutoffs {
  /** Null: kept for ever. */
  conversations: Date | null;
  visitors: Date | null;
  decisionInputs: Date | null;
  auditEntries: Date | null;
}

export function cutoffsOf(rules: RetentionRules, now: Date): Cutoffs {
  const before = (days: number | null) =>
    days === null ? null : new Date(now.getTime() - days * DAY_MS);
  return {
    conversations: before(rules.conversationsDays),
    visitors: before(rules.visitorsDays),
    decisionInputs: before(rules.decisionInputsDays),
    auditEntries: before(rules.auditLogDays),
  };
}
