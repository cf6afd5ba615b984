/**
 * The one reader of the feed in this process: it follows all workspaces and hands what is new to
 * its subscribers, in order, each entry once.
 *
 *   commit ─► wake() ─┬─► read at once, here
 *                     └─► one word every few ms ─► the tails of other processes read
 *
 * The word goes by the fan-out, after the commit. One that is lost costs time, never an entry: a slow
 * poll looks anyway. One that comes late or twice is one look too many.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { acrossWorkspaces, type Database } from '../database/index.ts';
import { type FanOut, throughDatabase } from '../fan-out/index.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { createCoalescer } from './coalesce.ts';
import { reportHoldUp } from './hold-up.ts';
import { currentCursor, type FeedEntry, readFeed } from './read.ts';

export interface FeedTailOptions {
  database: Database;
  /** How tails wake each other. Default: by notifications of the database. */
  fanOut?: FanOut;
  log: Log;
  /** How often to look without having been woken. Default: 1 s. */
  pollMs?: number;
  /** At most one word to the others in this time. Default: 5 ms. */
  coalesceMs?: number;
}

export type FeedSubscriber = (entries: readonly FeedEntry[], cursor: string) => void;

export interface FeedTail {
  /** Begins at the present; resolves once everything committed from now on will be seen. */
  start(): Promise<void>;
  /**
   * Returns how to stop. `lost` is called when entries may have been missed for good: the database
   * was another one, or away for longer than the feed is kept.
   */
  subscribe(subscriber: FeedSubscriber, lost?: () => void): () => void;
  /** Called after a commit that wrote to the feed. */
  wake(): void;
  /** Up to where subscribers have been told. */
  cursor(): string;
  stop(): Promise<void>;
}

const pageSize = 1_000;
/** After this long it is worth telling the operator who holds the feed up. */
const patienceMs = 5_000;
/** How soon to look again for entries behind the horizon, growing up to the longest. */
const firstPauseMs = 2;
const longestPauseMs = 50;

export function createFeedTail(options: FeedTailOptions): FeedTail {
  const { database, log, pollMs = 1_000, coalesceMs = 5 } = options;
  const fanOut = options.fanOut ?? throughDatabase(database, log);
  const self = newId('prc');
  const subscribers = new Map<FeedSubscriber, (() => void) | undefined>();
  const stopping = new AbortController();
  let cursor = '';
  let wanted = false;
  let look: () => void = () => undefined;
  let following: Promise<void> | undefined;
  let unlisten: (() => Promise<void>) | undefined;

  const tellOthers = createCoalescer(coalesceMs, () => {
    // Should it be lost, the others' poll finds what we wrote.
    fanOut.send('feed', self);
  });

  const start = (): Promise<void> => acrossWorkspaces('the live feed', begin);

  async function begin(): Promise<void> {
    cursor = await currentCursor(database);
    unlisten = await fanOut.listen(
      'feed',
      (from) => {
        if (from !== self) lookNow();
      },
      lookNow,
    );
    following = follow();
  }

  function wake(): void {
    lookNow();
    tellOthers.call();
  }

  function lookNow(): void {
    wanted = true;
    look();
  }

  async function follow(): Promise<void> {
    let pauseMs = firstPauseMs;
    let heldUpSince = performance.now();
    while (!stopping.signal.aborted) {
      wanted = false;
      const found = await read();
      if (found === 'more') continue;
      if (found === 'all') heldUpSince = performance.now();
      else if (performance.now() - heldUpSince > patienceMs) {
        heldUpSince = performance.now();
        await reportHoldUp(database, log);
      }
      pauseMs = found === 'pending' ? Math.min(pauseMs * 2, longestPauseMs) : firstPauseMs;
      await pause(found === 'pending' ? Math.min(pauseMs, pollMs) : pollMs);
    }
  }

  async function read(): Promise<'more' | 'pending' | 'all'> {
    try {
      const answer = await readFeed(database, { after: cursor, limit: pageSize });
      if (answer.kind === 'reset') {
        log.error({ reason: answer.reason }, 'the feed tail lost its place; going on from now');
        cursor = await currentCursor(database);
        for (const lost of subscribers.values()) lost?.();
        return 'all';
      }
      cursor = answer.cursor;
      if (answer.entries.length > 0) publish(answer.entries);
      if (answer.entries.length === pageSize) return 'more';
      return answer.pending ? 'pending' : 'all';
    } catch (error) {
      if (!stopping.signal.aborted)
        log.warn({ err: error }, 'reading the feed failed; trying again');
      return 'all';
    }
  }

  function publish(entries: readonly FeedEntry[]): void {
    for (const subscriber of subscribers.keys()) {
      try {
        subscriber(entries, cursor);
      } catch (error) {
        log.error({ err: error }, 'a subscriber of the feed threw');
      }
    }
  }

  async function pause(ms: number): Promise<void> {
    if (wanted || stopping.signal.aborted) return;
    const over = new AbortController();
    const woken = new Promise<void>((resolve) => {
      look = resolve;
    });
    await Promise.race([woken, sleep(ms, undefined, over).catch(() => undefined)]);
    over.abort();
  }

  async function stop(): Promise<void> {
    stopping.abort();
    tellOthers.stop();
    look();
    await following;
    await unlisten?.();
  }

  return {
    start,
    wake,
    stop,
    cursor: () => cursor,
    subscribe(subscriber, lost) {
      subscribers.set(subscriber, lost);
      return () => void subscribers.delete(subscriber);
    },
  };
}
