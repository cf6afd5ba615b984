/** Says of every request where it comes from, for the audit log. */
import type { MiddlewareHandler } from 'hono';
import { withCaller } from '../platform/audit/index.ts';
import type { HttpEnv } from './http-env.ts';
import { clientAddress, type Whereabouts } from './where-from.ts';

export function rememberCaller(where: Whereabouts): MiddlewareHandler<HttpEnv> {
  return (c, next) =>
    withCaller(
      { address: clientAddress(c, where), userAgent: c.req.header('user-agent') ?? null },
      next,
    );
}
