/** Webhooks, and the log of what each was sent. */
import type {
  NewWebhookSecret,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryList,
  WebhookDraft,
  WebhookList,
} from '@baton/protocol';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { queryString, request } from './request.ts';

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'] as const,
  queryFn: ({ signal }) => request<WebhookList>('GET', '/api/webhooks', undefined, signal),
  // They change by themselves: what waits is sent, what is dead is turned off.
  refetchInterval: 10_000,
});

export const deliveriesQuery = (webhookId: string, state: WebhookDelivery['state'] | null) =>
  infiniteQueryOptions({
    queryKey: ['webhook-deliveries', webhookId, state] as const,
    queryFn: ({ pageParam, signal }) =>
      request<WebhookDeliveryList>(
        'GET',
        `/api/webhooks/${webhookId}/deliveries${queryString({ state, page: pageParam, limit: '20' })}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextPage }) => nextPage,
    refetchInterval: 10_000,
  });

export const addWebhook = (draft: WebhookDraft) =>
  request<NewWebhookSecret>('POST', '/api/webhooks', draft);

export const changeWebhook = (id: string, draft: WebhookDraft) =>
  request<{ webhook: Webhook }>('PUT', `/api/webhooks/${id}`, draft);

export const removeWebhook = (id: string) => request<void>('DELETE', `/api/webhooks/${id}`);

export const pauseWebhook = (id: string) =>
  request<{ webhook: Webhook }>('POST', `/api/webhooks/${id}/pause`, {});

export const resumeWebhook = (id: string) =>
  request<{ webhook: Webhook }>('POST', `/api/webhooks/${id}/resume`, {});

/** Told once. */
export const renewWebhookSecret = (id: string) =>
  request<NewWebhookSecret>('POST', `/api/webhooks/${id}/secret`, {});

/** Really sent. */
export const testWebhook = (id: string) =>
  request<{ delivery: WebhookDelivery }>('POST', `/api/webhooks/${id}/test`, {});

export const resendDelivery = (id: string) =>
  request<{ delivery: WebhookDelivery }>('POST', `/api/webhook-deliveries/${id}/resend`, {});

export const resendDead = (id: string) =>
  request<{ count: number }>('POST', `/api/webhooks/${id}/resend-dead`, {});
