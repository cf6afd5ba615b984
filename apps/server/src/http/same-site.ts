/**
 * No other website may act with a teammate's cookie: what changes something must come from our
 * own pages, or from a program that is no browser (and so carries nobody's cookie by accident).
 *
 * Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`. SameSite=Lax
 * on the cookie and JSON-only bodies stand behind this.
 */
import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from './http-env.ts';
import { Problem } from './problem.ts';
import { ownOrigins, type Whereabouts } from './where-from.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

export function fromOwnPagesOnly(where: Whereabouts): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (!harmless.has(c.req.method)) {
      const site = c.req.header('sec-fetch-site') || undefined;
      const origin = c.req.header('origin');
      const ours =
        site !== undefined
          ? site === 'same-origin' || site === 'none'
          : origin === undefined || ownOrigins(c, where).includes(origin);
      if (!ours) {
        throw new Problem('cross_site_request', 'Open Baton itself and do it there.');
      }
    }
    await next();
  };
}
