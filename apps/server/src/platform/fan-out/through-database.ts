/**
 * Through PostgreSQL's notifications: nothing to install, and enough for a few servers. Each message
 * is a transaction of its own, outside of any that writes: a commit that notifies waits for every
 * other that does, on the whole server.
 */
import type { Database } from '../database/index.ts';
import type { Log } from '../log.ts';
import type { FanOut, FanOutChannel } from './fan-out.ts';

/** Older releases know these names: servers of both talk to each other during an upgrade. */
const channels: Readonly<Record<FanOutChannel, string>> = {
  feed: 'baton_feed',
  whispers: 'baton_whispers',
};
/** PostgreSQL refuses 8,000 bytes. */
const LARGEST_PAYLOAD = 7_900;

export function throughDatabase(database: Pick<Database, 'listen' | 'notify'>, log: Log): FanOut {
  return {
    send(channel, payload) {
      // Only a long preview comes this far: what is shown of it stays, until the answer is there.
      if (Buffer.byteLength(payload) > LARGEST_PAYLOAD) return;
      database.notify(channels[channel], payload).catch((error: unknown) => {
        log.debug({ err: error }, 'a notification between processes was not sent');
      });
    },
    listen: (channel, hear, mayHaveMissed) =>
      database.listen(channels[channel], hear, mayHaveMissed),
    broker: () => null,
    close: async () => {},
  };
}
