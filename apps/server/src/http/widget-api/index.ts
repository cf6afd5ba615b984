/**
 * The widget's API, under `/widget/v1`, called from customers' pages on other websites.
 *
 * Any website may ask (CORS is open, and no cookie is ever read here); whether it gets an answer is
 * the AI agent's list of allowed origins, checked on every request. A website that is not on it can
 * read why: an owner who forgot to add one sees the reason in the browser's console.
 */
import type { Context } from 'hono';
import { createApi } from '../described.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { HttpEnv } from '../http-env.ts';
import { readJsonBodies } from '../json-bodies.ts';
import type { RateLimits } from '../rate-limits.ts';
import { chatRoutes } from './chat.ts';
import { sessionRoutes } from './sessions.ts';
import { customersOnly } from './who-is-the-customer.ts';

export function widgetApi(deps: HttpDeps, limits: RateLimits) {
  const api = createApi();
  api.use(openToAllSites, readJsonBodies());
  api.route('/', sessionRoutes(deps, limits));
  api.use(customersOnly(deps));
  api.route('/', chatRoutes(deps, limits));
  return api;
}

/** Browsers keep the answer to a preflight for two hours at most. */
const preflightSeconds = '7200';

async function openToAllSites(
  c: Context<HttpEnv>,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  if (c.req.method === 'OPTIONS') {
    return c.body(null, 204, {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': preflightSeconds,
      'cross-origin-resource-policy': 'cross-origin',
    });
  }
  await next();
  const { headers } = c.res;
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', 'retry-after, x-request-id');
  headers.set('cross-origin-resource-policy', 'cross-origin');
  headers.set('cache-control', 'no-store');
  return undefined;
}
