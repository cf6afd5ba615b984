/**
 * What servers say to each other: "there is something to read", and what is fleeting (who types, who
 * is there, previews). The database holds the truth; nothing here is kept, and losing all of it
 * costs a second. Through PostgreSQL by itself, or through Redis where one is named.
 *
 *   fan-out.ts           the port
 *   through-database.ts  LISTEN and NOTIFY
 *   through-broker.ts    Redis, and the database while it is away
 *   redis-link.ts        the connection to it
 */
import type { Database } from '../database/index.ts';
import type { Log } from '../log.ts';
import type { FanOut } from './fan-out.ts';
import { throughBroker } from './through-broker.ts';
import { throughDatabase } from './through-database.ts';

export type { BrokerState, FanOut, FanOutChannel } from './fan-out.ts';
export { throughBroker } from './through-broker.ts';
export { throughDatabase } from './through-database.ts';

/** @param options.url of a Redis; null: the database alone */
export function createFanOut(options: {
  url: string | null;
  database: Database;
  log: Log;
}): FanOut {
  const { url, database, log } = options;
  return url === null ? throughDatabase(database, log) : throughBroker({ url, database, log });
}
