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

  /** Entries that became visible, in order. */
  deliver(entries: readonly FeedEntry[]): void {
    for (const entry of entries) {
      for (const stream of this.#workspaces.get(entry.workspaceId) ?? []) stream.present(entry);
      if (this.#contacts.size === 0) continue;
      const contactId = conversationChange(entry.type, entry.data)?.summary.contact.id;
      if (contactId === undefined) continue;
      for (const stream of this.#contacts.get(contactId) ?? []) stream.present(entry);
    }
  }
}

function follow(map: Map<string, Set<FeedStream>>, key: string, stream: FeedStream): () => void {
  const streams = map.get(key) ?? new Set<FeedStream>();
  map.set(key, streams.add(stream));
  return () => {
    streams.delete(stream);
    if (streams.size === 0) map.delete(key);
  };
}
