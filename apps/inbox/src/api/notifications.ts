/** Mail about customers who wait: mine, and what the workspace says. */
import type { MailRules, MailWhen, NotificationsView, PasswordResetWays } from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

export const notificationsQuery = queryOptions({
  queryKey: ['notifications'] as const,
  queryFn: ({ signal }) =>
    request<NotificationsView>('GET', '/api/notifications', undefined, signal),
});

export const setMailWhen = (when: MailWhen) =>
  request<NotificationsView>('PUT', '/api/notifications', { when });
export const setMailRules = (rules: MailRules) =>
  request<NotificationsView>('PUT', '/api/notification-rules', rules);
export const sendTestMail = () => request<void>('POST', '/api/notifications/test');

export const passwordResetWaysQuery = queryOptions({
  queryKey: ['password-reset-ways'] as const,
  queryFn: ({ signal }) =>
    request<PasswordResetWays>('GET', '/api/password-resets', undefined, signal),
});
export const askPasswordLink = (email: string) =>
  request<void>('POST', '/api/password-resets', { email });
