/**
 * Somebody else on the same server, who always has a transaction open.
 *
 * The feed hands out what lies below the oldest transaction of the whole server. On a server that is
 * quiet by luck, a test that takes "committed" for "handed out" passes, until another test file runs
 * beside it. Beside this neighbour it fails every time, where it was written.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { urlOfDatabase } from './admin.ts';

/** How long each of its transactions is open; they overlap by half. */
const OPEN_MS = 30;

export async function startBusyNeighbour(url: string): Promise<{ stop: () => Promise<void> }> {
  const stopping = new AbortController();
  const lanes = [0, OPEN_MS / 2].map(async (delay) => {
    const client = new pg.Client({ connectionString: urlOfDatabase(url, 'postgres') });
    // The server may be stopped before us.
    client.on('error', () => stopping.abort());
    await client.connect();
    await pause(delay);
    return {
      client,
      async run() {
        while (!stopping.signal.aborted) {
          await client.query('begin; select pg_current_xact_id()');
          await pause(OPEN_MS);
          await client.query('commit');
        }
      },
    };
  });
  const running = (await Promise.all(lanes)).map(async ({ client, run }) => {
    await run().catch(() => undefined);
    await client.end().catch(() => undefined);
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
