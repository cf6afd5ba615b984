import type {
  ConversationDetail,
  ConversationSummary,
  InboxEvent,
  InboxView,
} from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyToPage,
  inView,
  type LiveConversationPage,
  removeFromPage,
} from './conversation-list.ts';
import { applyConversationChanged } from './conversation-replica.ts';

type ConversationChanged = Extract<InboxEvent, { type: 'conversation.changed' }>;
type Event = ConversationChanged['events'][number];

const ME = 'tmt_me';
const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 9, n)).toISOString();

const summary = (over: Partial<Record<keyof ConversationSummary, unknown>> = {}) =>
  ({
    id: 'cnv_1',
    version: 1,
    status: 'open',
    controller: 'ai',
    assigneeId: null,
    waitingSince: null,
    lastMessageAt: minute(0),
    ...over,
  }) as ConversationSummary;

const tagged = (version: number) =>
  ({ version, at: minute(0), type: 'tagged', by: null, tag: `tag${version}` }) as Event;

/** One commit: the events from the version before up to `to`. */
const changed = (from: number, to: number): ConversationChanged => ({
  type: 'conversation.changed',
  summary: summary({ version: to }),
  events: Array.from({ length: to - from }, (_, index) => tagged(from + 1 + index)),
});

const detailAt = (version: number): ConversationDetail => ({
  summary: summary({ version }),
  events: changed(0, version).events,
});

describe('a conversation replica', () => {
  it('is, from any old load and the commits after it, what a fresh load is', () => {
    const commits = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(commits, fc.nat(), (sizes, at) => {
        const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((a, b) => a + b, 0));
        const feed = ends.map((end, index) => changed(end - sizes[index]!, end));
        const start = at % (feed.length + 1);
        let detail = detailAt(start === 0 ? 1 : ends[start - 1]!);
        // The feed begins before the load: repeats are harmless.
        for (const event of [...feed.slice(Math.max(0, start - 2)), ...feed.slice(-1)]) {
          const next = applyConversationChanged(detail, event);
          expect(next).not.toBe('gap');
          if (next !== 'gap') detail = next;
        }
        expect(detail).toEqual(detailAt(ends.at(-1)!));
      }),
    );
  });

  it('calls a missing event a gap instead of showing a history with a hole', () => {
    expect(applyConversationChanged(detailAt(2), changed(3, 4))).toBe('gap');
    expect(applyConversationChanged(undefined, changed(0, 1))).toBe('gap');
    const holed = { ...changed(2, 5), events: [tagged(3), tagged(5)] };
    expect(applyConversationChanged(detailAt(2), holed)).toBe('gap');
  });

  it('stays the same object when nothing is new', () => {
    const detail = detailAt(4);
    expect(applyConversationChanged(detail, changed(2, 4))).toBe(detail);
    expect(applyConversationChanged(detail, changed(1, 2))).toBe(detail);
  });
});

const page = (
  conversations: ConversationSummary[],
  nextPage: string | null = null,
): LiveConversationPage => ({
  conversations,
  nextPage,
  counts: { waiting: 0, mine: 0, ai: 0, open: 0 },
  cursor: '1.1',
});

const news = (over: Parameters<typeof summary>[0]): ConversationChanged => ({
  type: 'conversation.changed',
  summary: summary(over),
  events: [],
});

const ids = (of: LiveConversationPage) => of.conversations.map((one) => one.id);

describe('a list view', () => {
  it('shows who waits longest first', () => {
    const waiting = (id: string, since: number) => ({
      id,
      controller: 'queue',
      waitingSince: minute(since),
    });
    let list = page([summary(waiting('cnv_2', 5))]);
    list = applyToPage(list, news(waiting('cnv_1', 1)), 'waiting', ME);
    list = applyToPage(list, news(waiting('cnv_3', 9)), 'waiting', ME);
    expect(ids(list)).toEqual(['cnv_1', 'cnv_2', 'cnv_3']);
  });

  it('moves a conversation to the top when something is said in it', () => {
    const list = page([
      summary({ id: 'cnv_2', lastMessageAt: minute(5) }),
      summary({ id: 'cnv_1', lastMessageAt: minute(1) }),
    ]);
    const after = applyToPage(
      list,
      news({ id: 'cnv_1', version: 2, lastMessageAt: minute(9) }),
      'ai',
      ME,
    );
    expect(ids(after)).toEqual(['cnv_1', 'cnv_2']);
  });

  it('lets go of a conversation that a colleague claimed, and no old event brings it back', () => {
    const waiting = { controller: 'queue', waitingSince: minute(1) };
    const list = page([summary(waiting)]);
    const claimed = applyToPage(list, news({ version: 2, controller: 'human' }), 'waiting', ME);
    expect(ids(claimed)).toEqual([]);
    expect(ids(applyToPage(claimed, news({ version: 1, ...waiting }), 'waiting', ME))).toEqual([]);
  });

  it('leaves a conversation below the last one loaded to the page that is still to come', () => {
    const list = page([summary({ id: 'cnv_2', lastMessageAt: minute(5) })], 'more');
    const after = applyToPage(list, news({ id: 'cnv_1', lastMessageAt: minute(1) }), 'ai', ME);
    expect(ids(after)).toEqual(['cnv_2']);
  });

  it('is, for every view, what a fresh load is, whatever came twice or out of order', () => {
    const change = fc.record({
      id: fc.constantFrom('cnv_1', 'cnv_2', 'cnv_3', 'cnv_4'),
      status: fc.constantFrom('open', 'snoozed', 'resolved'),
      controller: fc.constantFrom('ai', 'queue', 'human'),
      assigneeId: fc.constantFrom(null, ME, 'tmt_other'),
      said: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 20 }),
        fc.constantFrom<InboxView>('waiting', 'mine', 'ai', 'open', 'snoozed', 'resolved'),
        fc.nat(),
        fc.infiniteStream(fc.nat()),
        (changes, view, at, chance) => {
          const newest = new Map<string, ConversationSummary>();
          const feed = changes.map(({ said, ...facts }, index) => {
            const before = newest.get(facts.id);
            const now = summary({
              ...facts,
              version: (before?.version ?? 0) + 1,
              waitingSince:
                facts.controller === 'queue' ? (before?.waitingSince ?? minute(index)) : null,
              lastMessageAt: said || !before ? minute(index) : before.lastMessageAt,
            });
            newest.set(facts.id, now);
            return {
              type: 'conversation.changed',
              summary: now,
              events: [],
            } satisfies ConversationChanged;
          });
          const fresh = (count: number) => {
            const latest = new Map(
              feed.slice(0, count).map((one) => [one.summary.id, one.summary]),
            );
            return page(
              [...latest.values()]
                .filter((one) => inView(one, view, ME))
                .toSorted((a, b) =>
                  view === 'waiting'
                    ? a.waitingSince!.localeCompare(b.waitingSince!) || (a.id < b.id ? -1 : 1)
                    : b.lastMessageAt.localeCompare(a.lastMessageAt) || (a.id < b.id ? 1 : -1),
                ),
            );
          };
          const seen = at % (feed.length + 1);
          // In order, as the feed brings them, each perhaps again a little later.
          const late = feed.slice(seen).flatMap((one, index, all) => {
            const again = chance.next().value as number;
            return again % 3 === 0 ? [one, all[again % (index + 1)]!] : [one];
          });
          const lived = late.reduce((list, one) => applyToPage(list, one, view, ME), fresh(seen));
          expect(ids(lived)).toEqual(ids(fresh(feed.length)));
        },
      ),
    );
  });
});

it('a list from which a conversation was removed does not get it back, whatever comes late', () => {
  const page = { conversations: [summary()], nextPage: null } as unknown as LiveConversationPage;
  const removed = removeFromPage(page, 'cnv_1');
  expect(removed.conversations).toEqual([]);
  expect(applyToPage(removed, changed(0, 9), 'open', ME).conversations).toEqual([]);
});
