/** What writes an AI agent's answers, its voice, its budget, and what it has cost. */
import type {
  ConversationUsage,
  EngineChoice,
  EngineTest,
  EngineView,
  ModelBudget,
  UsageReport,
  Voice,
} from '@baton/protocol';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { request } from './request.ts';

const base = (aiAgentId: string) => `/api/ai-agents/${aiAgentId}`;

export const engineQuery = (aiAgentId: string) =>
  queryOptions({
    queryKey: ['engine', aiAgentId] as const,
    queryFn: ({ signal }) =>
      request<EngineView>('GET', `${base(aiAgentId)}/engine`, undefined, signal),
    staleTime: 30_000,
  });

/** Each saves one part, and shows all of it as the server keeps it. */
export function useChangeEngine(aiAgentId: string) {
  const queryClient = useQueryClient();
  const show = async (saved: Promise<EngineView>) => {
    queryClient.setQueryData(engineQuery(aiAgentId).queryKey, await saved);
    // Prices and the limit are told again with what was spent.
    void queryClient.invalidateQueries({ queryKey: ['usage', aiAgentId] });
  };
  return {
    choose: (choice: EngineChoice) => show(request('PUT', `${base(aiAgentId)}/engine`, choice)),
    /** Back to the operator's default. */
    forget: () => show(request('DELETE', `${base(aiAgentId)}/engine`)),
    speak: (voice: Voice) => show(request('PUT', `${base(aiAgentId)}/voice`, voice)),
    limit: (budget: ModelBudget) => show(request('PUT', `${base(aiAgentId)}/budget`, budget)),
  };
}

/** One short call: with a choice as it is typed, or as it is saved. */
export const testEngine = (aiAgentId: string, choice: EngineChoice | null, signal: AbortSignal) =>
  request<EngineTest>('POST', `${base(aiAgentId)}/engine/test`, choice ?? {}, signal);

/** `month` as "2026-11", in UTC. */
export const usageQuery = (aiAgentId: string, month: string) =>
  queryOptions({
    queryKey: ['usage', aiAgentId, month] as const,
    queryFn: ({ signal }) =>
      request<UsageReport>('GET', `${base(aiAgentId)}/usage?month=${month}`, undefined, signal),
    staleTime: 15_000,
  });

/** Asked anew as the conversation goes on; what was known stays until then. */
export const conversationUsageQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['conversation-usage', id, version] as const,
    queryFn: ({ signal }) =>
      request<ConversationUsage>('GET', `/api/conversations/${id}/usage`, undefined, signal),
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
