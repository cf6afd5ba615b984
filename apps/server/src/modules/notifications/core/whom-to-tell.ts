/**
 * Of what is one teammate told by mail, and when may the next one come? Pure: the database says what
 * is so, its clock included.
 *
 *   conversation waits ──N minutes──► ripe ──inbox open nowhere, not told, not resting──► told, once
 *        └─ claimed, answered, resolved, snoozed: it is not among the waits any more
 */
import type { ConversationId, HandoffReason, MailRules, MailWhen } from '@baton/protocol';

/** A customer who waits for a person that this teammate may be. */
export interface Wait {
  conversationId: ConversationId;
  /** Anybody's, or theirs alone. */
  kind: 'queue' | 'mine';
  /** Of the customer. */
  since: Date;
  /** When it came to the queue, or to them. */
  hereSince: Date;
  /** Null: a visitor who gave no name. */
  contactName: string | null;
  /** The website vouched for the customer, and so for the name. */
  verified: boolean;
  reasons: readonly HandoffReason[];
  /** They were told of this wait already. */
  told: boolean;
}

export interface Recipient {
  active: boolean;
  when: MailWhen;
  /** Has the inbox open nowhere, and not only since a moment ago. */
  away: boolean;
  /** A mail is on its way to them, or was there lately. */
  resting: boolean;
}

/**
 * In one mail; the rest is told by the next. More than ever wait, so that whoever opens Baton to a backlog
 * gets one mail that counts them all, not one every ten minutes.
 */
export const MOST_IN_A_MAIL = 10_000;

const MINUTE_MS = 60_000;

/** The longest waits first. Empty: no mail. */
export function whomToTell<Known extends Wait>(
  { active, when, away, resting }: Recipient,
  waits: readonly Known[],
  { afterMinutes }: Pick<MailRules, 'afterMinutes'>,
  now: Date,
): Known[] {
  const wanted = active && !resting && (when === 'always' || (when === 'away' && away));
  if (!wanted) return [];
  const ripeBefore = now.getTime() - afterMinutes * MINUTE_MS;
  return waits
    .filter(({ told, since, hereSince }) => {
      return !told && Math.max(since.getTime(), hereSince.getTime()) <= ripeBefore;
    })
    .toSorted((a, b) => a.since.getTime() - b.since.getTime())
    .slice(0, MOST_IN_A_MAIL);
}

export type MailEnd = 'sent' | 'failed' | 'refused';

/**
 * For how many minutes no other mail goes to them. A mailbox that refuses is not asked again before
 * tomorrow: a server that keeps asking is taken for one that sends spam.
 */
export const RESTS_MINUTES: Record<MailEnd, number> = { sent: 10, failed: 15, refused: 24 * 60 };
