/** `GET /healthz`: 200 while Baton can serve, 503 before that and while its database is away. */
import { createApi } from './described.ts';
import type { HttpDeps } from './http-deps.ts';

/** A database that takes longer than this to say a word is away, as far as a probe is concerned. */
const patienceMs = 2_000;

export function healthRoutes({ isReady, version }: HttpDeps) {
  return createApi().get('/healthz', async (c) => {
    const ready = await Promise.race([isReady().catch(() => false), notWithin(patienceMs)]);
    return c.json({ status: ready ? 'ready' : 'unavailable', version }, ready ? 200 : 503, {
      'cache-control': 'no-store',
    });
  });
}

function notWithin(ms: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref();
  });
}
