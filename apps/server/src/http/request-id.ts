/**
 * Gives every request an id, in its answer and in the log, so that one finds the other; and says
 * how it ended to whoever counts.
 */
import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { traced } from '../platform/tracing/index.ts';
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
    const { method } = c.req;
    const facts = { 'http.request.method': method, 'baton.request_id': requestId };
    const { route, status } = await traced(
      method,
      facts,
      async (span) => {
        await next();
        // The pattern and not the address, which may hold a token.
        const ended = { route: routePath(c, -1), status: c.res.status };
        span.rename(`${method} ${ended.route}`);
        span.add({ 'http.route': ended.route, 'http.response.status_code': ended.status });
        if (ended.status >= 500) span.fail();
        return ended;
      },
      // A caller from outside says nothing about our traces: anybody could fill the collector.
      { kind: 'server' },
    );
    c.res.headers.set('x-request-id', requestId);
    const took = performance.now() - start;
    answered?.({ method, route, status, seconds: took / 1_000 });
    const code = c.get('keptOut');
    if (code !== undefined) log.info({ requestId, method, route, code }, 'kept out');
    log.debug({ requestId, method, route, status, ms: Math.round(took * 10) / 10 }, 'answered');
  };
}
