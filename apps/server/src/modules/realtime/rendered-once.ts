// A batch of the feed goes to every open inbox of its workspace as the same bytes: made once, kept
// for as long as the batch is being handed round.

import type { FeedEntry } from '../../platform/feed/index.ts';
import { type Framed, inOnePiece } from './framed.ts';
import { eventFrame, inboxEvent } from './frames.ts';

export function renderedOnce(): (entries: readonly FeedEntry[]) => Framed | null {
  const kept = new WeakMap<readonly FeedEntry[], Framed | null>();
  return (entries) => {
    const known = kept.get(entries);
    if (known !== undefined) return known;
    const frames = entries.flatMap((entry) => {
      const event = inboxEvent(entry.type, entry.data);
      return event === null ? [] : [eventFrame(entry.cursor, event)];
    });
    const piece = inOnePiece(frames);
    kept.set(entries, piece);
    return piece;
  };
}
