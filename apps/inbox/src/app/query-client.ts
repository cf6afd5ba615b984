/** Requests and their cache. The live feed keeps it fresh, so nothing is read again on focus. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { problemCode } from '../api/request.ts';

/** What no second try would change. */
const FINAL = new Set(['unauthenticated', 'forbidden', 'not_found', 'invalid_input']);

export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (problemCode(error) === 'unauthenticated') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 2 && !FINAL.has(problemCode(error) ?? ''),
        retryDelay: (attempt) => 600 * 2 ** attempt,
        // Offline is the connection's business: requests are made and fail with words.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
