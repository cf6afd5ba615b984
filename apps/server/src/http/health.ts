/**
 * Two questions of whoever keeps us running:
 *
 *   GET /healthz   does this process live? 200 as long as it can say so: a restart would mend nothing
 *   GET /readyz    may requests be sent here? 503 with the reason while it starts, stops, or its
 *                  database is away
 *
 * A database that is away must not have every process restarted, so only the second asks for it.
 */
import { createApi } from './described.ts';
import type { HttpDeps } from './http-deps.ts';

/** A database that takes longer than this to say a word is away, as far as a probe is concerned. */
const patienceMs = 2_000;

const uncached = { 'cache-control': 'no-store' };

export function healthRoutes({
  lifeStage,
  pingDatabase,
  version,
}: Pick<HttpDeps, 'lifeStage' | 'pingDatabase' | 'version'>) {
  async function whyNotReady(): Promise<string | null> {
    switch (lifeStage()) {
      case 'starting':
        return 'It is starting.';
      case 'stopping':
        return 'It is stopping: send requests elsewhere.';
      case 'serving': {
        const answers = await Promise.race([pingDatabase().then(yes, no), notWithin(patienceMs)]);
        return answers ? null : 'Its database does not answer.';
      }
    }
  }

  return createApi()
    .get('/healthz', (c) => c.json({ status: 'alive', version }, 200, uncached))
    .get('/readyz', async (c) => {
      const reason = await whyNotReady();
      return reason === null
        ? c.json({ status: 'ready', version }, 200, uncached)
        : c.json({ status: 'unavailable', reason, version }, 503, uncached);
    });
}

const yes = () => true;
const no = () => false;

function notWithin(ms: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref();
  });
}
