/** Teammates and invitations. */
import type {
  Invite,
  InviteCreated,
  InviteRequest,
  Role,
  Session,
  Teammate,
} from '@baton/protocol';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { applyToSession } from '../live/apply-event.ts';
import { request } from './request.ts';
import { sessionQuery } from './session.ts';

export const invitesQuery = queryOptions({
  queryKey: ['invites'],
  queryFn: ({ signal }) => request<{ invites: Invite[] }>('GET', '/api/invites', undefined, signal),
});

export const createInvite = (body: InviteRequest) =>
  request<InviteCreated>('POST', '/api/invites', body);
export const revokeInvite = (id: string) => request<void>('DELETE', `/api/invites/${id}`);

/** Changes a role, or shuts somebody out; the session shows it at once. */
export function useChangeTeammate() {
  const queryClient = useQueryClient();
  return async (id: string, change: { role?: Role; disabled?: boolean }) => {
    const { teammate } = await request<{ teammate: Teammate }>(
      'PATCH',
      `/api/teammates/${id}`,
      change,
    );
    queryClient.setQueryData<Session>(
      sessionQuery.queryKey,
      (session) => session && applyToSession(session, { type: 'teammate.changed', teammate }),
    );
  };
}
