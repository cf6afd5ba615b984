/**
 * `GET /metrics`, for Prometheus. It exists where a token is set, for whoever sends it: the same
 * port serves the public, and how busy a support desk is concerns nobody outside.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createApi } from './described.ts';
import type { HttpDeps } from './http-deps.ts';
import { Problem } from './problem.ts';

export function metricsRoutes({ metrics }: Pick<HttpDeps, 'metrics'>) {
  return createApi().get('/metrics', async (c) => {
    if (metrics.token === null) {
      throw new Problem('not_found', 'Metrics are off. BATON_METRICS_TOKEN turns them on.');
    }
    const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (given === undefined || !isSame(given, metrics.token)) {
      throw new Problem('unauthenticated', 'Send BATON_METRICS_TOKEN as a bearer token.');
    }
    const { text, contentType } = await metrics.read();
    return c.body(text, 200, { 'content-type': contentType, 'cache-control': 'no-store' });
  });
}

/** Takes as long for a near miss as for any other. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
