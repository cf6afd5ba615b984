/**
 * Through a broker, with the database beneath it. The promise: a broker that dies, hangs, comes
 * back, or is reached by some processes and not by others costs speed for a moment, and never a
 * message that matters; for what matters is in the database, and is looked for anyway.
 *
 *   every process listens to both
 *   broker up         say it by the broker
 *   broker away       say it by the database, and tell the others every two seconds: "I cannot hear
 *                     the broker". Who hears that says everything by both for a while
 *
 * So a message may come twice, or the older of two last. Whoever listens must bear that.
 */
import { createHash } from 'node:crypto';
import { acrossWorkspaces, type Database } from '../database/index.ts';
import type { Log } from '../log.ts';
import type { FanOut, FanOutChannel } from './fan-out.ts';
import { openRedisLink, type RedisLink, type RedisLinkOptions } from './redis-link.ts';
import { throughDatabase } from './through-database.ts';

export interface BrokerOptions {
  url: string;
  database: Database;
  log: Log;
  /** For tests: see RedisLinkOptions. */
  pulseMs?: number | undefined;
}

/** On the database: somebody cannot hear the broker. */
const DEAF_CHANNEL = 'baton_fan_out_deaf';
const SAY_DEAF_EVERY_MS = 2_000;
/** One such word may be lost. */
const DEAF_LASTS_MS = 5_000;

interface Ear {
  hear: (payload: string) => void;
  mayHaveMissed: (() => void) | undefined;
}

export function throughBroker({ url, database, log, pulseMs }: BrokerOptions): FanOut {
  const beneath = throughDatabase(database, log);
  const ears: Record<FanOutChannel, Set<Ear>> = { feed: new Set(), whispers: new Set() };
  const sent = { broker: 0, database: 0 };
  let link: RedisLink | null = null;
  let names: Readonly<Record<FanOutChannel, string>> | null = null;
  let opening: Promise<void> | undefined;
  let sayDeaf: NodeJS.Timeout | undefined;
  let unlistenDeaf: (() => Promise<void>) | undefined;
  let othersDeafUntil = 0;

  /** Only who listens connects: a command that says one thing says it by the database. */
  async function open(): Promise<void> {
    unlistenDeaf = await database.listen(DEAF_CHANNEL, () => {
      othersDeafUntil = performance.now() + DEAF_LASTS_MS;
    });
    const installation = await acrossWorkspaces('the start of a server', () =>
      installationName(database),
    );
    const own = { feed: `${installation}:feed`, whispers: `${installation}:whispers` };
    names = own;
    const options: RedisLinkOptions = {
      url,
      channels: Object.values(own),
      log,
      hear: (name, payload) => deliver(name === own.feed ? 'feed' : 'whispers', payload),
      changed,
      pulseMs,
    };
    link = await openRedisLink(options);
    if (!link.up()) changed(false);
  }

  function changed(up: boolean): void {
    clearInterval(sayDeaf);
    if (up) {
      log.info('the fan-out broker carries what servers say to each other');
    } else {
      log.warn('the fan-out broker is away: the database carries what servers say to each other');
      sayDeaf = setInterval(tellDeaf, SAY_DEAF_EVERY_MS);
      sayDeaf.unref();
      tellDeaf();
    }
    for (const each of Object.values(ears)) for (const ear of each) ear.mayHaveMissed?.();
  }

  function tellDeaf(): void {
    database.notify(DEAF_CHANNEL, '').catch(() => undefined);
  }

  function deliver(channel: FanOutChannel, payload: string): void {
    for (const { hear } of ears[channel]) {
      try {
        hear(payload);
      } catch (error) {
        log.error({ err: error }, 'a listener threw');
      }
    }
  }

  function sendBeneath(channel: FanOutChannel, payload: string): void {
    sent.database += 1;
    beneath.send(channel, payload);
  }

  return {
    send(channel, payload) {
      if (link === null || names === null || !link.up()) return sendBeneath(channel, payload);
      sent.broker += 1;
      if (performance.now() < othersDeafUntil) sendBeneath(channel, payload);
      void link.publish(names[channel], payload).then((left) => {
        if (!left) sendBeneath(channel, payload);
      });
    },
    async listen(channel, hear, mayHaveMissed) {
      const ear: Ear = { hear, mayHaveMissed };
      ears[channel].add(ear);
      const unlisten = await beneath.listen(channel, hear, mayHaveMissed);
      await (opening ??= open());
      return async () => {
        ears[channel].delete(ear);
        await unlisten();
      };
    },
    broker: () => ({ up: link?.up() ?? false, sent: { ...sent } }),
    async close() {
      clearInterval(sayDeaf);
      await opening?.catch(() => undefined);
      clearInterval(sayDeaf);
      await link?.close();
      await unlistenDeaf?.();
    },
  };
}

/**
 * Several installations may share a broker: each has its own channels. A copy of a whole PostgreSQL
 * server is, by this name, the same installation.
 */
async function installationName(database: Database): Promise<string> {
  const [row] = await database.query<{ name: string }>(
    `select concat_ws('/', installation.value->>'systemIdentifier', pg_database.oid) as name
     from pg_database left join installation on installation.key = 'feed'
     where datname = current_database()`,
  );
  const hash = createHash('sha256').update(row?.name ?? '');
  return `baton:${hash.digest('base64url').slice(0, 16)}`;
}
