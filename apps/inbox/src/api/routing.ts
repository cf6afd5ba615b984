/** For how long a customer waits for one person. */
import type { RoutingRules, RoutingView } from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

export const routingQuery = queryOptions({
  queryKey: ['routing'] as const,
  queryFn: ({ signal }) => request<RoutingView>('GET', '/api/routing', undefined, signal),
});

export const saveRouting = (rules: RoutingRules) =>
  request<RoutingView>('PUT', '/api/routing', rules);
