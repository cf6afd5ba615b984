/** Actions: their definitions, trying them, and what became of each run. */
import type {
  Action,
  ActionDraft,
  ActionList,
  ActionRunList,
  ActionRunView,
  ActionTrial,
  IdentitySecret,
  NewIdentitySecret,
} from '@baton/protocol';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { queryString, request } from './request.ts';

export const actionsQuery = (aiAgentId: string) =>
  queryOptions({
    queryKey: ['actions', aiAgentId] as const,
    queryFn: ({ signal }) =>
      request<ActionList>('GET', `/api/ai-agents/${aiAgentId}/actions`, undefined, signal),
    staleTime: 10_000,
  });

/** Null makes a new one. */
export const saveAction = (aiAgentId: string, id: string | null, draft: ActionDraft) =>
  id === null
    ? request<{ action: Action }>('POST', `/api/ai-agents/${aiAgentId}/actions`, draft)
    : request<{ action: Action }>('PUT', `/api/actions/${id}`, draft);

export const removeAction = (id: string) => request<void>('DELETE', `/api/actions/${id}`);

/** Really sent. */
export const tryAction = (id: string, values: Record<string, string>) =>
  request<ActionTrial>('POST', `/api/actions/${id}/try`, { values });

// --- Runs ---------------------------------------------------------------------------------------

/** Of one conversation. `news`: the version of its newest event about an action. */
export const conversationRunsQuery = (conversationId: string, news: number) =>
  queryOptions({
    queryKey: ['action-runs', conversationId, news] as const,
    queryFn: ({ signal }) =>
      request<ActionRunList>(
        'GET',
        `/api/conversations/${conversationId}/action-runs`,
        undefined,
        signal,
      ),
    staleTime: 60_000,
  });

/** Of all actions of an AI agent, or of one of them; newest first. */
export const agentRunsQuery = (aiAgentId: string, actionId: string | null) =>
  infiniteQueryOptions({
    queryKey: ['agent-runs', aiAgentId, actionId] as const,
    queryFn: ({ pageParam, signal }) =>
      request<ActionRunList>(
        'GET',
        `/api/ai-agents/${aiAgentId}/action-runs${queryString({ action: actionId, page: pageParam })}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextPage }) => nextPage,
    staleTime: 5_000,
  });

export const decideRun = (runId: string, approve: boolean, note: string | null) =>
  request<ActionRunView>('POST', `/api/action-runs/${runId}/${approve ? 'approve' : 'decline'}`, {
    note,
  });

// --- Identity -----------------------------------------------------------------------------------

export const identityQuery = (aiAgentId: string) =>
  queryOptions({
    queryKey: ['identity-secret', aiAgentId] as const,
    queryFn: ({ signal }) =>
      request<IdentitySecret>(
        'GET',
        `/api/ai-agents/${aiAgentId}/identity-secret`,
        undefined,
        signal,
      ),
  });

/** Makes a new secret; the old one, if any, is worth nothing from then on. Told once. */
export const makeIdentitySecret = (aiAgentId: string) =>
  request<NewIdentitySecret>('POST', `/api/ai-agents/${aiAgentId}/identity-secret`, {});

/** What is sent to be saved. A secret header whose value was not typed anew keeps its own. */
export function draftOf(action: Action): ActionDraft {
  const { id: _id, aiAgentId: _ai, version: _version, updatedAt: _at, ...rest } = action;
  const { lastRunAt: _last, runs: _runs, failures: _failures, headers, ...definition } = rest;
  return {
    ...definition,
    headers: headers.map(({ name, value, secret }) => ({
      name,
      secret,
      ...(value === null ? {} : { value }),
    })),
  };
}
