/** Who did what, what is known about a customer, and how long it is kept. */
import type {
  AuditGroup,
  AuditPage,
  ContactErased,
  ContactExport,
  ContactHoldings,
  FoundContacts,
  RetentionPreview,
  RetentionRules,
  RetentionView,
} from '@baton/protocol';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { queryString, request } from './request.ts';

export type AuditQuestion = {
  group: AuditGroup | null;
  teammate: string | null;
  /** ISO 8601. */
  from: string | null;
};

export const auditQuery = (question: AuditQuestion) =>
  infiniteQueryOptions({
    queryKey: ['audit-log', question],
    queryFn: ({ signal, pageParam }) =>
      request<AuditPage>(
        'GET',
        `/api/audit-log${queryString({ ...question, page: pageParam })}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextPage }) => nextPage,
    placeholderData: keepPreviousData,
    // Whoever looks at it wants what happened just now.
    staleTime: 0,
  });

export const auditFile = (question: AuditQuestion, format: 'csv' | 'ndjson') =>
  `/api/audit-log/export${queryString({ ...question, format })}`;

/** By a part of the name or address, or an id in full. Nobody's data stays here for longer. */
export const foundContactsQuery = (query: string) =>
  queryOptions({
    queryKey: ['contacts', query],
    queryFn: ({ signal }) =>
      request<FoundContacts>('POST', '/api/contacts/search', { query }, signal),
    staleTime: 0,
    gcTime: 0,
  });

export const holdingsQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['contact', contactId],
    queryFn: ({ signal }) =>
      request<ContactHoldings>('GET', `/api/contacts/${contactId}`, undefined, signal),
    staleTime: 0,
    gcTime: 0,
  });

export const exportContact = (contactId: string) =>
  request<ContactExport>('GET', `/api/contacts/${contactId}/export`);

export const eraseContact = (contactId: string, confirm: string) =>
  request<ContactErased>('POST', `/api/contacts/${contactId}/erasure`, { confirm });

export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => request<RetentionView>('GET', '/api/retention', undefined, signal),
});

export const saveRetention = (rules: RetentionRules) =>
  request<RetentionView>('PUT', '/api/retention', rules);

export const retentionPreviewQuery = (rules: RetentionRules) =>
  queryOptions({
    queryKey: ['retention-preview', rules],
    queryFn: ({ signal }) =>
      request<RetentionPreview>('POST', '/api/retention/preview', rules, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
