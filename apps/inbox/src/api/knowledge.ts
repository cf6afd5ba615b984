/** AI agents, their documents, and asking them without a customer. */
import type {
  AddDocumentRequest,
  AddedDocuments,
  AiAgent,
  AskResult,
  ChangeAiAgentRequest,
  DocumentDetail,
  DocumentPage,
  Session,
} from '@baton/protocol';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { applyToDocuments, type LiveDocumentPage } from '../live/apply-event.ts';
import { recentEvents } from '../live/recent-events.ts';
import { queryString, request } from './request.ts';
import { sessionQuery, useSession } from './session.ts';

/** One AI agent for now: the first. */
export function useAiAgent(): AiAgent {
  const [first] = useSession().aiAgents;
  if (!first) throw new Error('a workspace always has an AI agent');
  return first;
}

const readDocuments = (
  aiAgentId: string,
  search: string,
  page: string | null,
  signal?: AbortSignal,
) =>
  request<DocumentPage>(
    'GET',
    `/api/ai-agents/${aiAgentId}/documents${queryString({ page, q: search })}`,
    undefined,
    signal,
  );

/** Every page loaded so far, as one. */
export const documentsQuery = (aiAgentId: string, search: string) =>
  queryOptions({
    queryKey: ['documents', aiAgentId, search] as const,
    queryFn: ({ signal }) =>
      recentEvents.readUpToNow<LiveDocumentPage>(
        () => readDocuments(aiAgentId, search, null, signal),
        (page, event) => applyToDocuments(page, event, aiAgentId, search),
      ),
    staleTime: 30_000,
  });

export async function readMoreDocuments(
  known: LiveDocumentPage,
  aiAgentId: string,
  search: string,
): Promise<LiveDocumentPage> {
  const next = await readDocuments(aiAgentId, search, known.nextPage);
  const ids = new Set<string>(known.documents.map(({ id }) => id));
  return {
    ...known,
    documents: [...known.documents, ...next.documents.filter(({ id }) => !ids.has(id))],
    nextPage: next.nextPage,
    totals: next.totals,
  };
}

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id] as const,
    queryFn: ({ signal }) =>
      request<DocumentDetail>('GET', `/api/documents/${id}`, undefined, signal),
  });

export const addDocument = (aiAgentId: string, body: AddDocumentRequest) =>
  request<AddedDocuments>('POST', `/api/ai-agents/${aiAgentId}/documents`, body);

export function uploadDocuments(aiAgentId: string, files: readonly File[]) {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.webkitRelativePath || file.name);
  return request<AddedDocuments>('POST', `/api/ai-agents/${aiAgentId}/uploads`, form);
}

export const loadExample = (aiAgentId: string) =>
  request<AddedDocuments>('POST', `/api/ai-agents/${aiAgentId}/example`, {});

/** The example help centre, all of it. */
export const removeExample = (aiAgentId: string) =>
  request<void>('DELETE', `/api/ai-agents/${aiAgentId}/example`);

export const removeDocument = (id: string) => request<void>('DELETE', `/api/documents/${id}`);

export const ask = (aiAgentId: string, question: string) =>
  request<AskResult>('POST', `/api/ai-agents/${aiAgentId}/ask`, { question });

export const installQuery = (aiAgentId: string) =>
  queryOptions({
    queryKey: ['install', aiAgentId],
    queryFn: ({ signal }) =>
      request<{ html: string; demoUrl: string }>(
        'GET',
        `/api/ai-agents/${aiAgentId}/install`,
        undefined,
        signal,
      ),
  });

/** Changes an AI agent and shows the change everywhere. */
export function useChangeAiAgent(id: string) {
  const queryClient = useQueryClient();
  return async (change: ChangeAiAgentRequest) => {
    const { aiAgent } = await request<{ aiAgent: AiAgent }>(
      'PATCH',
      `/api/ai-agents/${id}`,
      change,
    );
    queryClient.setQueryData<Session>(
      sessionQuery.queryKey,
      (session) =>
        session && {
          ...session,
          aiAgents: session.aiAgents.map((one) => (one.id === id ? aiAgent : one)),
        },
    );
  };
}
