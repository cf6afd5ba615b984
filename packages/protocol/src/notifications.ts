/**
 * Mail to teammates: who is told, when, that a customer waits for a person.
 */
import { z } from 'zod';

export const MAIL_LIMITS = { minutes: { min: 1, max: 24 * 60 } } as const;

/** `away`: only while the inbox is open nowhere. */
export const MailWhen = z.enum(['never', 'away', 'always']);
export type MailWhen = z.infer<typeof MailWhen>;

/** Of the workspace. */
export const MailRules = z.strictObject({
  /** A customer who has waited for less is told to nobody. */
  afterMinutes: z.number().int().min(MAIL_LIMITS.minutes.min).max(MAIL_LIMITS.minutes.max),
  /** Whether a mail repeats the first line of what the customer wrote last. */
  quoteCustomer: z.boolean(),
});
export type MailRules = z.infer<typeof MailRules>;

export const DEFAULT_MAIL_WHEN: MailWhen = 'away';
export const DEFAULT_MAIL_RULES: MailRules = { afterMinutes: 2, quoteCustomer: false };

/** GET /api/notifications: mine, and what the workspace says. */
export const NotificationsView = z.object({
  /** False: this installation has no mail server, and nothing below has an effect. */
  available: z.boolean(),
  when: MailWhen,
  /** What became of the last mail to me, where it did not leave within the last day. */
  trouble: z.enum(['refused', 'failed']).nullable(),
  rules: MailRules,
});
export type NotificationsView = z.infer<typeof NotificationsView>;

/** PUT /api/notifications */
export const SetMailWhenRequest = z.strictObject({ when: MailWhen });
export type SetMailWhenRequest = z.input<typeof SetMailWhenRequest>;
