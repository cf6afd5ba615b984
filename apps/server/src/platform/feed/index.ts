/**
 * The live feed: everything an open screen must hear about, in an order that never skips.
 * Written with the change (append), read from a cursor (read), followed as it grows (tail).
 */
export { appendFeed, type NewFeedEntry } from './append.ts';
export { compareCursors } from './cursor.ts';
export { beginFeedGeneration, prepareFeed } from './generation.ts';
export { type FeedHolder, findFeedHolder } from './hold-up.ts';
export { pruneFeed } from './prune.ts';
export {
  currentCursor,
  type FeedAnswer,
  type FeedEntry,
  type FeedQuestion,
  readFeed,
} from './read.ts';
export { cursorSince } from './since.ts';
export {
  createFeedTail,
  type FeedSubscriber,
  type FeedTail,
  type FeedTailOptions,
} from './tail.ts';
export { longestUndeliveredSeconds, undeliveredSeconds } from './undelivered.ts';
