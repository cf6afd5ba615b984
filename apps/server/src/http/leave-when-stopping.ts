/** A connection that is kept alive would bring the next request to a server that is about to go. */
import type { MiddlewareHandler } from 'hono';
import type { HttpDeps } from './http-deps.ts';
import type { HttpEnv } from './http-env.ts';

export function leaveWhenStopping({
  lifeStage,
}: Pick<HttpDeps, 'lifeStage'>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    if (lifeStage() === 'stopping') c.res.headers.set('connection', 'close');
  };
}
