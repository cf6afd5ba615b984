// One client's place in the feed. It keeps law 7's half on the wire: between the cursor a client
// said hello with and now, every entry is handed on exactly once and in order, though the past is
// read from the database while the present goes on arriving.
//
//   catching up: the past is read page by page; the present is kept aside
//   live:        what was kept aside and is newer follows, then everything as it happens

import type { Cursor } from '@baton/protocol';

export interface Placed {
  cursor: Cursor;
}

export type CompareCursors = (a: Cursor, b: Cursor) => number;

export class ClientStream<Entry extends Placed> {
  readonly #compare: CompareCursors;
  readonly #send: (entry: Entry) => void;
  #at: Cursor;
  #aside: Entry[] | null = [];

  constructor(from: Cursor, compare: CompareCursors, send: (entry: Entry) => void) {
    this.#at = from;
    this.#compare = compare;
    this.#send = send;
  }

  /** The last entry handed on, or where the client began. */
  get cursor(): Cursor {
    return this.#at;
  }

  /** Entries kept aside while the past is read: what a slow reader costs. */
  get backlog(): number {
    return this.#aside?.length ?? 0;
  }

  /** An entry of the past, in order. */
  past(entry: Entry): void {
    this.#hand(entry);
  }

  /** An entry that has just become visible. */
  present(entry: Entry): void {
    if (this.#aside === null) this.#hand(entry);
    else this.#aside.push(entry);
  }

  /** The past is read to its end, which is `end`: go live. */
  caughtUp(end: Cursor): void {
    const aside = this.#aside ?? [];
    this.#aside = null;
    for (const entry of aside) this.#hand(entry);
    if (this.#compare(end, this.#at) > 0) this.#at = end;
  }

  #hand(entry: Entry): void {
    if (this.#compare(entry.cursor, this.#at) <= 0) return;
    this.#at = entry.cursor;
    this.#send(entry);
  }
}
