/** Getting in and out, and who I am. */
import type {
  AcceptInviteRequest,
  EndedSessions,
  EndSessionsRequest,
  InviteOffer,
  OpenSessionList,
  Session,
  SetUpRequest,
  SignInStep,
  Teammate,
} from '@baton/protocol';
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { queryString, request } from './request.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('GET', '/api/session', undefined, signal),
  staleTime: 5 * 60_000,
  retry: false,
});

/** The session of a screen behind the door: its route has loaded it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

export function useMe(): Teammate {
  return useSession().teammate;
}

/** Owners and admins change settings, knowledge and people. */
export function useMayManage(): boolean {
  return useMe().role !== 'teammate';
}

export function useSetSession() {
  const queryClient = useQueryClient();
  return (session: Session) => queryClient.setQueryData(sessionQuery.queryKey, session);
}

export const checkSetUpLink = (token: string) =>
  request<unknown>('GET', `/api/setup${queryString({ token })}`);
export const setUp = (body: SetUpRequest) => request<Session>('POST', '/api/setup', body);
export const signOut = () => request<void>('DELETE', '/api/session');
export const readInvite = (token: string) =>
  request<InviteOffer>('GET', `/api/invites/by-token/${encodeURIComponent(token)}`);
export const acceptInvite = (body: AcceptInviteRequest) =>
  request<Session | SignInStep>('POST', '/api/invites/accept', body);
export const changePassword = (body: { current: string; next: string }) =>
  request<void>('POST', '/api/password', body);

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => request<OpenSessionList>('GET', '/api/sessions', undefined, signal),
});
export const endSessions = (body: EndSessionsRequest) =>
  request<EndedSessions>('POST', '/api/sessions/end', body);
export const signTeammateOut = (id: string) =>
  request<EndedSessions>('POST', `/api/teammates/${id}/sign-out`);
