/**
 * Integrations: what Baton says to other people's servers. Now the requests of actions; every one
 * goes through safe-fetch, so none reaches an address that the public cannot reach.
 */
export { createActionClient } from './action-client.ts';
