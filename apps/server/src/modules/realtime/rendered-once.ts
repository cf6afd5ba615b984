// A feed entry goes to every open inbox of its workspace as the same text: made once, kept while
// it is being handed round.

import type { FeedEntry } from '../../platform/feed/index.ts';
import { inboxEvent } from './frames.ts';
import { eventText } from './live-client.ts';

const KEPT = 256;

export function renderedOnce(): (entry: FeedEntry) => string | null {
  const kept = new Map<string, string | null>();
  return (entry) => {
    const known = kept.get(entry.cursor);
    if (known !== undefined) return known;
    const event = inboxEvent(entry.type, entry.data);
    const text = event === null ? null : eventText(entry.cursor, event);
    kept.set(entry.cursor, text);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
    return text;
  };
}
