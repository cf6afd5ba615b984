// One stretch of reading a website: page after page, politely, until everything is settled, somebody
// ends it, or it is another website's turn. All that matters is in the database after every page, so
// whoever goes on, here or elsewhere, repeats nothing.

import { setTimeout as sleep } from 'node:timers/promises';
import { countRead, nextPage, nextTryIn } from './frontier.ts';
import { holdReading, isReader, ReadingEnded, type Website } from './reading-lease.ts';
import { DOOR_WORDS } from './doors.ts';
import { readPage, type ReadingParts } from './read-page.ts';
import { failReading, finishReading } from './source-life.ts';

export type StretchEnd =
  /** It came to its end, well or not. */
  | { type: 'over' }
  /** Stopped, removed, or taken over by another reader. */
  | { type: 'ended' }
  /** There is more to do, not before this time has passed. */
  | { type: 'more'; afterMs: number };

export interface Stretch {
  /** Of the job: the process is going down, or its lease is lost. */
  signal: AbortSignal;
  /** Others have their turn after this long. */
  stretchMs: number;
  /** After every page. */
  onPage: () => void;
}

const LOOK_EVERY_MS = 400;
const HOLD_EVERY_MS = 8_000;
/** Shorter waits are waited here; longer ones give the place to another. */
const WAIT_HERE_MS = 2_000;
/** Pages in a row behind a door for robots: the website does not want us. */
const MOST_BLOCKED = 5;

export async function readStretch(
  parts: ReadingParts,
  website: Website,
  stretch: Stretch,
): Promise<StretchEnd> {
  const ours = new AbortController();
  const signal = AbortSignal.any([stretch.signal, ours.signal]);
  const watching = watch(parts, website, ours);
  try {
    return await readOn(parts, website, { ...stretch, signal });
  } catch (error) {
    stretch.signal.throwIfAborted();
    if (error instanceof ReadingEnded || ours.signal.aborted) return { type: 'ended' };
    // Removed in the middle of something: what failed, failed for that.
    if (!(await isReader(parts.database, website))) return { type: 'ended' };
    throw error;
  } finally {
    ours.abort();
    await watching;
  }
}

async function readOn(
  parts: ReadingParts,
  website: Website,
  { signal, stretchMs, onPage }: Stretch,
): Promise<StretchEnd> {
  const { database, clock } = parts;
  const until = performance.now() + stretchMs;
  let read = await countRead(database, website);
  let blocked = 0;
  let lastAsked: number | null = null;

  for (;;) {
    signal.throwIfAborted();
    // At least one page: also the shortest stretch comes to an end.
    if (lastAsked !== null && performance.now() > until) return { type: 'more', afterMs: 0 };
    if (read >= website.settings.maxPages) return finished(true);
    const page = await nextPage(database, website);
    if (page === null) {
      const waitMs = await nextTryIn(database, website);
      if (waitMs === null) return finished(false);
      if (waitMs > WAIT_HERE_MS) return { type: 'more', afterMs: waitMs };
      await sleep(Math.max(waitMs, 20), undefined, { signal });
      continue;
    }
    const robots = await parts.robots.of(page.url, signal);
    const asked = 'rules' in robots ? robots.rules.crawlDelayMs : 0;
    const pauseMs = Math.max(website.settings.delayMs, asked);
    if (lastAsked !== null && pauseMs > 0) {
      await sleep(Math.max(0, lastAsked + pauseMs - performance.now()), undefined, { signal });
    }
    const step = await readPage(parts, website, page, signal);
    lastAsked = performance.now();
    onPage();
    switch (step.type) {
      case 'no_start':
        await failReading(database, website, { ...step, now: clock.now() });
        return { type: 'over' };
      case 'again':
        if (step.wholeSite && step.afterMs > WAIT_HERE_MS) {
          return { type: 'more', afterMs: step.afterMs };
        }
        if (step.wholeSite) await sleep(step.afterMs, undefined, { signal });
        break;
      case 'settled':
        if (step.state === 'read' || step.state === 'unchanged') {
          blocked = 0;
          if (page.kind === 'page') read += 1;
        }
        if (step.door === 'blocked') blocked += 1;
        if (blocked >= MOST_BLOCKED) {
          const how = { reason: DOOR_WORDS.blocked, transient: false, now: clock.now() };
          await failReading(database, website, how);
          return { type: 'over' };
        }
    }
  }

  async function finished(limitReached: boolean): Promise<StretchEnd> {
    await finishReading(database, website, { limitReached, now: clock.now() });
    return { type: 'over' };
  }
}

/** Looks whether the reading is still ours, so that a stop is a matter of a moment. */
async function watch(
  { database }: ReadingParts,
  website: Website,
  ours: AbortController,
): Promise<void> {
  let heldAt = performance.now();
  while (!ours.signal.aborted) {
    await sleep(LOOK_EVERY_MS, undefined, { signal: ours.signal }).catch(() => {});
    if (ours.signal.aborted) return;
    const hold = performance.now() - heldAt > HOLD_EVERY_MS;
    const look = hold ? holdReading(database, website) : isReader(database, website);
    // A database that is away for a moment says neither yes nor no.
    const still = await look.catch(() => null);
    if (hold && still) heldAt = performance.now();
    if (still === false) ours.abort(new ReadingEnded());
  }
}
