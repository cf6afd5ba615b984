/**
 * One connection to Redis (or Valkey, which speaks the same) that subscribes and publishes, made
 * again with growing pauses whenever it breaks or stops answering.
 *
 *   connecting ──► up ── broke, or no answer to a ping ──► down ── pause ──► connecting
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

export interface RedisLinkOptions {
  /** redis:// or rediss:// */
  url: string;
  channels: readonly string[];
  hear(channel: string, payload: string): void;
  /** It was up and is down, or the other way round. */
  changed(up: boolean): void;
  log: Log;
  /** How often the other end is asked whether it lives; it has as long to answer. */
  pulseMs?: number | undefined;
}

export interface RedisLink {
  up(): boolean;
  /** False: it did not leave, or it is not known whether it arrived. */
  publish(channel: string, payload: string): Promise<boolean>;
  close(): Promise<void>;
}

const CONNECT_WITHIN_MS = 3_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Resolves when the first attempt has succeeded or failed. */
export async function openRedisLink(options: RedisLinkOptions): Promise<RedisLink> {
  const { url, channels, log, pulseMs = 2_000 } = options;
  // Only who sets it pays for loading it.
  const { createClient } = await import('@redis/client');
  const stopping = new AbortController();
  let client: Client | null = null;
  let firstTried: () => void = () => {};
  const tried = new Promise<void>((resolve) => {
    firstTried = resolve;
  });

  type Client = ReturnType<typeof newClient>;
  const newClient = () =>
    createClient({
      url,
      RESP: 3,
      name: 'baton',
      disableOfflineQueue: true,
      maintNotifications: 'disabled',
      // Connections are ours to make again: so that every loss is noticed and told.
      socket: { connectTimeout: CONNECT_WITHIN_MS, reconnectStrategy: false },
    });

  async function keepConnected(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      const attempt = newClient();
      const broken = new Promise<void>((resolve) => {
        attempt.on('error', () => resolve());
        attempt.once('end', () => resolve());
        stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      try {
        await attempt.connect();
        await attempt.subscribe([...channels], (payload, channel) =>
          options.hear(channel, payload),
        );
        if (stopping.signal.aborted) break;
        client = attempt;
        pauseMs = FIRST_PAUSE_MS;
        options.changed(true);
        firstTried();
        await Promise.race([broken, silence(attempt)]);
      } catch (error) {
        log.debug({ err: error }, 'the fan-out broker could not be reached');
      } finally {
        drop(attempt);
      }
      if (client !== null) {
        client = null;
        if (!stopping.signal.aborted) options.changed(false);
      }
      firstTried();
      const pause = pauseMs * (0.5 + Math.random() / 2);
      await sleep(pause, undefined, stopping).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Resolves when the other end no longer answers: a process that hangs keeps its connections. */
  async function silence(asked: Client): Promise<void> {
    const isOurs = () => asked === client && asked.isReady;
    while (isOurs()) {
      const answer = asked.ping().then(
        () => true,
        () => false,
      );
      const [answered] = await Promise.all([
        Promise.race([answer, sleep(pulseMs, false, { signal: stopping.signal })]),
        sleep(pulseMs, undefined, { signal: stopping.signal }),
      ]).catch(() => [false]);
      if (!answered) return;
    }
  }

  const keeping = keepConnected();
  await tried;
  return {
    up: () => client !== null,
    async publish(channel, payload) {
      if (client === null) return false;
      return client.publish(channel, payload).then(
        () => true,
        () => false,
      );
    },
    async close() {
      stopping.abort();
      await keeping;
    },
  };
}

function drop(client: { isOpen: boolean; destroy(): void }): void {
  try {
    if (client.isOpen) client.destroy();
  } catch {
    // It had closed by itself meanwhile.
  }
}
