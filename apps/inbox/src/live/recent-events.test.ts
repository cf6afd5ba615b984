import type { InboxEvent } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { createRecentEvents } from './recent-events.ts';

/** An event that stands for "the number is now n"; answers are the number the server read. */
const nowIs = (n: number) => ({ type: 'document.removed', documentId: String(n) }) as InboxEvent;
const toNumber = (event: InboxEvent) =>
  event.type === 'document.removed' ? Number(event.documentId) : 0;
const latest = (answer: number, event: InboxEvent) => Math.max(answer, toNumber(event));

describe('events heard while a request is under way', () => {
  it('are applied to its answer, which was read before them', async () => {
    const recent = createRecentEvents();
    const answer = await recent.readUpToNow(async () => {
      recent.heard(nowIs(2));
      recent.heard(nowIs(3));
      return 1;
    }, latest);
    expect(answer).toBe(3);
  });

  it('from before the request are left alone: the server knew them', async () => {
    const recent = createRecentEvents();
    recent.heard(nowIs(9));
    expect(await recent.readUpToNow(async () => 1, latest)).toBe(1);
  });

  it('that do not join up with the answer make it be read again', async () => {
    const recent = createRecentEvents();
    let reads = 0;
    const answer = await recent.readUpToNow<number>(
      async () => {
        reads += 1;
        if (reads === 1) recent.heard(nowIs(7));
        return reads;
      },
      (now, event) => (toNumber(event) === 7 && now === 1 ? 'gap' : now),
    );
    expect(answer).toBe(2);
  });

  it('are not waited for endlessly, should they never join up', async () => {
    const recent = createRecentEvents();
    let reads = 0;
    await recent.readUpToNow<number>(
      async () => {
        recent.heard(nowIs(1));
        return ++reads;
      },
      () => 'gap',
    );
    expect(reads).toBe(4);
  });

  it('more than are kept make it be read again', async () => {
    const recent = createRecentEvents();
    let reads = 0;
    const answer = await recent.readUpToNow(async () => {
      reads += 1;
      if (reads === 1) for (let n = 0; n < 5000; n++) recent.heard(nowIs(0));
      return reads;
    }, latest);
    expect(answer).toBe(2);
  });
});
