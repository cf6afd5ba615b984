/** Mail to teammates: what somebody chose, what the workspace says, and how a mail server is. */
import type { MailRules, NotificationsView } from '@baton/protocol';
import { type Answer, ok } from './answers.ts';

export const createMail = (): NotificationsView => ({
  available: true,
  when: 'away',
  trouble: null,
  rules: { afterMinutes: 2, quoteCustomer: false },
});

export function notifications(
  mail: NotificationsView,
  method: string,
  path: string[],
  body: MailRules & Pick<NotificationsView, 'when'>,
): Answer {
  if (path[1] === 'test') return ok();
  if (method === 'PUT' && path[0] === 'notifications') mail.when = body.when;
  if (method === 'PUT' && path[0] === 'notification-rules') mail.rules = body;
  return ok(mail);
}
