// One client's place in the feed. It keeps law 7's half on the wire: between the cursor a client
// said hello with and now, every entry is handed on exactly once and in order, though the past is
// read from the database while the present goes on arriving.
//
//   catching up: the past is read page by page; the present is kept aside
//   live:        what was kept aside and is newer follows, then everything as it happens
//
// Entries come in batches, and whoever is live gets the batch itself, not a copy: what is made of it
// for one client can be kept for the others.

import type { Cursor } from '@baton/protocol';

export interface Placed {
  cursor: Cursor;
}

export type CompareCursors = (a: Cursor, b: Cursor) => number;

export class ClientStream<Entry extends Placed> {
  readonly #compare: CompareCursors;
  readonly #send: (entries: readonly Entry[]) => void;
  #at: Cursor;
  #aside: (readonly Entry[])[] | null = [];

  constructor(from: Cursor, compare: CompareCursors, send: (entries: readonly Entry[]) => void) {
    this.#at = from;
    this.#compare = compare;
    this.#send = send;
  }

  /** The last entry handed on, or where the client began. */
  get cursor(): Cursor {
    return this.#at;
  }

  /** Entries of the past, in order. */
  past(entries: readonly Entry[]): void {
    this.#hand(entries);
  }

  /** Entries that have just become visible, in order. */
  present(entries: readonly Entry[]): void {
    if (this.#aside === null) this.#hand(entries);
    else this.#aside.push(entries);
  }

  /** The past is read to its end, which is `end`: go live. */
  caughtUp(end: Cursor): void {
    const aside = this.#aside ?? [];
    this.#aside = null;
    for (const entries of aside) this.#hand(entries);
    if (this.#compare(end, this.#at) > 0) this.#at = end;
  }

  #hand(entries: readonly Entry[]): void {
    const [first, last] = [entries[0], entries.at(-1)];
    if (first === undefined || last === undefined || !this.#isNew(last)) return;
    const fresh =
      first === last || this.#isNew(first)
        ? entries
        : entries.filter((entry) => this.#isNew(entry));
    this.#at = last.cursor;
    this.#send(fresh);
  }

  #isNew(entry: Entry): boolean {
    return this.#compare(entry.cursor, this.#at) > 0;
  }
}
