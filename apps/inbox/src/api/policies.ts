/** The policy of an AI agent: draft, check, versions, and replays over the past. */
import type {
  PolicyCheck,
  PolicyDocument,
  PolicyVersion,
  PolicyView,
  PublishPolicyRequest,
  Replay,
  ReplayChanges,
  ReplayedPolicy,
  ReplayPair,
  ReplayRequest,
  RollBackPolicyRequest,
  SaveDraftRequest,
} from '@baton/protocol';
import { queryOptions } from '@tanstack/react-query';
import { queryString, request } from './request.ts';

const base = (aiAgentId: string) => `/api/ai-agents/${aiAgentId}/policy`;

export const policyQuery = (aiAgentId: string) =>
  queryOptions({
    queryKey: ['policy', aiAgentId] as const,
    queryFn: ({ signal }) => request<PolicyView>('GET', base(aiAgentId), undefined, signal),
    staleTime: 30_000,
  });

/** What a published version said never changes. */
export const policyVersionQuery = (aiAgentId: string, version: number) =>
  queryOptions({
    queryKey: ['policy-version', aiAgentId, version] as const,
    queryFn: ({ signal }) =>
      request<PolicyVersion>('GET', `${base(aiAgentId)}/versions/${version}`, undefined, signal),
    staleTime: 'static',
  });

export const saveDraft = (aiAgentId: string, body: SaveDraftRequest) =>
  request<PolicyView>('PUT', `${base(aiAgentId)}/draft`, body);

export const discardDraft = (aiAgentId: string) =>
  request<PolicyView>('DELETE', `${base(aiAgentId)}/draft`);

export const publishPolicy = (aiAgentId: string, body: PublishPolicyRequest) =>
  request<PolicyView>('POST', `${base(aiAgentId)}/publish`, body);

export const rollBackPolicy = (aiAgentId: string, body: RollBackPolicyRequest) =>
  request<PolicyView>('POST', `${base(aiAgentId)}/roll-back`, body);

export const checkPolicy = (aiAgentId: string, document: PolicyDocument, signal?: AbortSignal) =>
  request<PolicyCheck>('POST', `${base(aiAgentId)}/check`, { document }, signal);

// --- Replay -------------------------------------------------------------------------------------

export const startReplay = (aiAgentId: string, body: ReplayRequest) =>
  request<{ replay: Replay }>('POST', `${base(aiAgentId)}/replay`, body);

export function replayTranscripts(aiAgentId: string, file: File, policy: ReplayedPolicy) {
  const form = new FormData();
  form.append('file', file, file.name);
  form.append('policy', JSON.stringify(policy));
  return request<{ replay: Replay }>('POST', `${base(aiAgentId)}/replay/transcripts`, form);
}

/** Asked again every second until it is done. */
export const replayQuery = (id: string) =>
  queryOptions({
    queryKey: ['replay', id] as const,
    queryFn: ({ signal }) =>
      request<{ replay: Replay }>('GET', `/api/replays/${id}`, undefined, signal),
    refetchInterval: ({ state }) =>
      state.data?.replay.state === 'waiting' || state.data?.replay.state === 'running'
        ? 1_000
        : false,
  });

/** One kind of change; null: all of them. */
export type ReplayFilter = Pick<ReplayPair, 'was' | 'wouldBe'> | null;

export const readChanges = (
  id: string,
  filter: ReplayFilter,
  page: string | null,
  signal?: AbortSignal,
) =>
  request<ReplayChanges>(
    'GET',
    `/api/replays/${id}/changes${queryString({ was: filter?.was, wouldBe: filter?.wouldBe, page })}`,
    undefined,
    signal,
  );
