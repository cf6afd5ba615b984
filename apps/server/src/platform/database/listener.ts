/**
 * LISTEN that survives: one connection for every channel of the process, made again with
 * growing pauses whenever it breaks. Nothing is replayed, so each reconnect is announced.
 *
 *   idle ── first listen ──► connecting ──► hearing
 *                               ▲  │ failed    │ broke, or stopped answering
 *                               └──┴── pause ◄─┘
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';

interface Ear {
  onNotify: (payload: string) => void;
  onReconnect: (() => void) | undefined;
}

export interface Listener {
  /** Resolves once the channel is heard, or once it is known that the database is away. */
  listen(
    channel: string,
    onNotify: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const firstPauseMs = 50;
const longestPauseMs = 3_000;
/** How often a quiet connection is asked whether its other end still lives. */
const heartbeatMs = 15_000;

export function createListener(config: pg.ClientConfig, log: Log): Listener {
  const wanted = new Map<string, Set<Ear>>();
  const stop = new AbortController();
  let hearing: { client: pg.Client; channels: Set<string> } | undefined;
  let keeping: Promise<void> | undefined;
  let firstAttempt: Promise<void> | undefined;
  /** Queries on the one connection, in turn. */
  let turn: Promise<void> = Promise.resolve();

  async function listen(
    channel: string,
    onNotify: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>> {
    const ear: Ear = { onNotify, onReconnect };
    const ears = wanted.get(channel) ?? new Set();
    wanted.set(channel, ears.add(ear));
    firstAttempt ??= new Promise((resolve) => {
      keeping = keepHearing(resolve);
    });
    await firstAttempt;
    await tune();
    return async () => {
      ears.delete(ear);
      if (ears.size === 0 && wanted.get(channel) === ears) wanted.delete(channel);
      await tune();
    };
  }

  async function keepHearing(onFirstAttempt: () => void): Promise<void> {
    let pauseMs = firstPauseMs;
    for (let attempt = 1; !stop.signal.aborted; attempt += 1) {
      const client = new pg.Client({ ...config, query_timeout: 10_000 });
      const broken = new Promise<void>((resolve) => {
        client.on('error', () => resolve());
        client.once('end', () => resolve());
      });
      try {
        await client.connect();
        client.on('notification', deliver);
        hearing = { client, channels: new Set() };
        await tune();
        pauseMs = firstPauseMs;
        if (attempt > 1) announceReconnect();
        onFirstAttempt();
        await heartbeatUntil(broken, client);
      } catch (error) {
        log.debug({ err: error }, 'listening for notifications failed; trying again');
      }
      hearing = undefined;
      void client.end().catch(() => undefined);
      onFirstAttempt();
      await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, stop).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  /** Makes the channels that the connection hears the ones that are wanted. */
  function tune(): Promise<void> {
    turn = turn.then(async () => {
      if (hearing === undefined) return;
      const { client, channels } = hearing;
      try {
        for (const channel of wanted.keys()) {
          if (channels.has(channel)) continue;
          await client.query(`listen ${pg.escapeIdentifier(channel)}`);
          channels.add(channel);
        }
        for (const channel of channels) {
          if (wanted.has(channel)) continue;
          await client.query(`unlisten ${pg.escapeIdentifier(channel)}`);
          channels.delete(channel);
        }
      } catch {
        // The connection is breaking; the next one is tuned from the beginning.
        await client.end().catch(() => undefined);
      }
    });
    return turn;
  }

  async function heartbeatUntil(broken: Promise<void>, client: pg.Client): Promise<void> {
    const beat = setInterval(() => {
      turn = turn.then(async () => {
        await client.query('select 1').catch(() => client.end().catch(() => undefined));
      });
    }, heartbeatMs);
    try {
      await broken;
    } finally {
      clearInterval(beat);
    }
  }

  function deliver({ channel, payload = '' }: pg.Notification): void {
    for (const { onNotify } of wanted.get(channel) ?? []) attend(() => onNotify(payload));
  }

  function announceReconnect(): void {
    for (const ears of wanted.values()) {
      for (const { onReconnect } of ears) if (onReconnect !== undefined) attend(onReconnect);
    }
  }

  /** One ear's trouble must not deafen the others. */
  function attend(hear: () => void): void {
    try {
      hear();
    } catch (error) {
      log.error({ err: error }, 'a listener threw');
    }
  }

  async function close(): Promise<void> {
    stop.abort();
    wanted.clear();
    await hearing?.client.end().catch(() => undefined);
    await keeping;
  }

  return { listen, close };
}
