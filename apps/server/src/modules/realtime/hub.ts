// Who listens to what: every client with a place in the feed, found by workspace or by contact, so
// that a batch of the feed costs what its listeners are, not what all sockets are.

import type { FeedEntry } from '../../platform/feed/index.ts';
import { conversationChange } from './frames.ts';
import type { ClientStream } from './core/stream.ts';

export type FeedStream = ClientStream<FeedEntry>;

export class Hub {
  readonly #workspaces = new Map<string, Set<FeedStream>>();
  readonly #contacts = new Map<string, Set<FeedStream>>();

  /** Everything of a workspace, for a teammate. Returns how to stop. */
  followWorkspace(workspaceId: string, stream: FeedStream): () => void {
    return follow(this.#workspaces, workspaceId, stream);
  }

  /** Everything of one contact's conversations, for their widget. */
  followContact(contactId: string, stream: FeedStream): () => void {
    return follow(this.#contacts, contactId, stream);
  }

  /** Entries that became visible, in order. All listeners of one kind get the same batch. */
  deliver(entries: readonly FeedEntry[]): void {
    hand(this.#workspaces, entries, (entry) => entry.workspaceId);
    hand(
      this.#contacts,
      entries,
      (entry) => conversationChange(entry.type, entry.data)?.summary.contact.id,
    );
  }
}

function hand(
  listeners: ReadonlyMap<string, ReadonlySet<FeedStream>>,
  entries: readonly FeedEntry[],
  keyOf: (entry: FeedEntry) => string | undefined,
): void {
  if (listeners.size === 0) return;
  const batches = new Map<string, FeedEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined || !listeners.has(key)) continue;
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, [entry]);
    else batch.push(entry);
  }
  for (const [key, batch] of batches)
    for (const stream of listeners.get(key) ?? []) stream.present(batch);
}

function follow(map: Map<string, Set<FeedStream>>, key: string, stream: FeedStream): () => void {
  const streams = map.get(key) ?? new Set<FeedStream>();
  map.set(key, streams.add(stream));
  return () => {
    streams.delete(stream);
    if (streams.size === 0) map.delete(key);
  };
}
