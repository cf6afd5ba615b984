/** Gives every request an id, in its answer and in the log, so that one finds the other. */
import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { HttpDeps } from './http-deps.ts';
import type { HttpEnv } from './http-env.ts';

export function identifyRequests({ log }: HttpDeps): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const requestId = randomBytes(9).toString('base64url');
    c.set('requestId', requestId);
    const start = performance.now();
    await next();
    c.res.headers.set('x-request-id', requestId);
    log.debug(
      {
        requestId,
        method: c.req.method,
        // The pattern and not the address, which may hold a token.
        route: routePath(c, -1),
        status: c.res.status,
        ms: Math.round((performance.now() - start) * 10) / 10,
      },
      'answered',
    );
  };
}
