/**
 * Gives every request an id, in its answer and in the log, so that one finds the other; and says
 * how it ended to whoever counts.
 */
import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { HttpDeps } from './http-deps.ts';
import type { HttpEnv } from './http-env.ts';

export function identifyRequests({
  log,
  answered,
}: Pick<HttpDeps, 'log' | 'answered'>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const requestId = randomBytes(9).toString('base64url');
    c.set('requestId', requestId);
    const start = performance.now();
    await next();
    c.res.headers.set('x-request-id', requestId);
    const { method } = c.req;
    const { status } = c.res;
    // The pattern and not the address, which may hold a token.
    const route = routePath(c, -1);
    const took = performance.now() - start;
    answered?.({ method, route, status, seconds: took / 1_000 });
    log.debug({ requestId, method, route, status, ms: Math.round(took * 10) / 10 }, 'answered');
  };
}
