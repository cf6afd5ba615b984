/**
 * What the feed brought lately, so that an answer read from the server cannot overwrite it.
 *
 * A request and the feed race: the server reads a list, an event happens and is applied here, then
 * the older list arrives. So the events heard while a request was under way are applied to its
 * answer again. They are harmless when the answer had them already.
 */
import type { InboxEvent } from '@baton/protocol';

const KEEP = 1000;

/** `'gap'`: the answer and the events do not join up; it is read again. */
export type Apply<Answer> = (answer: Answer, event: InboxEvent) => Answer | 'gap';

export type RecentEvents = {
  heard: (event: InboxEvent) => void;
  /** Reads, then brings the answer up to now. */
  readUpToNow: <Answer>(read: () => Promise<Answer>, apply: Apply<Answer>) => Promise<Answer>;
};

export function createRecentEvents(): RecentEvents {
  let events: InboxEvent[] = [];
  /** How many events came before the first one kept. */
  let dropped = 0;

  async function readUpToNow<Answer>(
    read: () => Promise<Answer>,
    apply: Apply<Answer>,
    triesLeft = 3,
  ): Promise<Answer> {
    const from = dropped + events.length;
    let answer: Answer = await read();
    const missed = from < dropped;
    if (!missed) {
      let joins = true;
      for (const event of events.slice(from - dropped)) {
        const next = apply(answer, event);
        if (next === 'gap') joins = false;
        else answer = next;
      }
      if (joins) return answer;
    }
    if (triesLeft > 0) return readUpToNow(read, apply, triesLeft - 1);
    return answer;
  }

  return {
    heard(event) {
      events.push(event);
      if (events.length > KEEP) {
        dropped += KEEP / 2;
        events = events.slice(KEEP / 2);
      }
    },
    readUpToNow,
  };
}

export const recentEvents = createRecentEvents();
