/** AI agents, their documents, and asking them without a customer. */
import type {
  AddDocumentRequest,
  AddedDocuments,
  AiAgent,
  AskResult,
  ChangeAiAgentRequest,
  ChangePassageRequest,
  DocumentDetail,
  DocumentPage,
  DocumentVersionList,
  DocumentVersionView,
  PassageView,
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
  source: string | null,
  page: string | null,
  signal?: AbortSignal,
) =>
  request<DocumentPage>(
    'GET',
    `/api/ai-agents/${aiAgentId}/documents${queryString({ page, q: search, source })}`,
    undefined,
    signal,
  );

/** Every page loaded so far, as one: of all sources, or of one. */
export const documentsQuery = (aiAgentId: string, search: string, sourceId: string | null = null) =>
  queryOptions({
    queryKey: ['documents', aiAgentId, search, sourceId] as const,
    queryFn: ({ signal }) =>
      recentEvents.readUpToNow<LiveDocumentPage>(
        () => readDocuments(aiAgentId, search, sourceId, null, signal),
        (page, event) => applyToDocuments(page, event, aiAgentId, search, sourceId),
      ),
    staleTime: 30_000,
  });

export async function readMoreDocuments(
  known: LiveDocumentPage,
  aiAgentId: string,
  search: string,
  sourceId: string | null,
): Promise<LiveDocumentPage> {
  const next = await readDocuments(aiAgentId, search, sourceId, known.nextPage);
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

/** Changes a passage and shows it on the open document. Answers with the passage as it is now. */
export function useChangePassage() {
  const queryClient = useQueryClient();
  return async (documentId: string, passageId: string, change: ChangePassageRequest) => {
    const { passage } = await request<PassageView>('PATCH', `/api/passages/${passageId}`, change);
    queryClient.setQueryData<DocumentDetail>(
      documentQuery(documentId).queryKey,
      (detail) =>
        detail && {
          ...detail,
          passages: detail.passages.map((one) => (one.id === passage.id ? passage : one)),
        },
    );
    return passage;
  };
}

export const versionsQuery = (documentId: string, version: number) =>
  queryOptions({
    // A new version is a new list.
    queryKey: ['document', documentId, 'versions', version] as const,
    queryFn: ({ signal }) =>
      request<DocumentVersionList>(
        'GET',
        `/api/documents/${documentId}/versions`,
        undefined,
        signal,
      ),
  });

/** What a version said never changes. */
export const versionQuery = (documentId: string, version: number) =>
  queryOptions({
    queryKey: ['document-version', documentId, version] as const,
    queryFn: ({ signal }) =>
      request<DocumentVersionView>(
        'GET',
        `/api/documents/${documentId}/versions/${version}`,
        undefined,
        signal,
      ),
    staleTime: 'static',
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
