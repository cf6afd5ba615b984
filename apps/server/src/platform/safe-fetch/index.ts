/**
 * The one HTTP client for whatever Baton fetches from addresses that somebody typed: websites that
 * are read, actions and webhooks.
 *
 *   address.ts   which addresses are public
 *   target.ts    which URLs may be asked for at all
 *   connect.ts   resolve, check every address, connect to exactly those: nothing to rebind
 *   body.ts      decompress and read, within bounds
 *   safe-fetch.ts the request, its redirects and its time
 *   guarded-fetch.ts the same guard as a `fetch` that streams, for the providers of models
 *
 * The promise: no request of this client reaches a machine that the public cannot reach, whatever
 * the URL is spelled like, whatever its name resolves to, and wherever it redirects; and no answer
 * takes more memory or time than it was given. `BATON_ALLOW_PRIVATE_FETCH=on` lifts the first half
 * for an intranet; cloud metadata addresses stay closed even then.
 */
export { gunzipWithin } from './body.ts';
export {
  createGuardedFetch,
  type GuardedFetch,
  type GuardedFetchOptions,
} from './guarded-fetch.ts';
export { type FetchRefusal, Refused, type RefusalCode } from './refusal.ts';
export {
  createSafeFetch,
  type Fetched,
  type FetchHead,
  type FetchOptions,
  type SafeFetch,
  type SafeFetchOptions,
} from './safe-fetch.ts';
