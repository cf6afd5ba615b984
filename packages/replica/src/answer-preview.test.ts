import type {
  AnswerPreview,
  ContactConversation,
  ContactEntry,
  ContactEvent,
} from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apply,
  type ContactReplica,
  empty,
  hush,
  load,
  preview,
  send,
  shownPreview,
  thread,
} from './contact-replica.ts';
import {
  AT,
  bodies,
  conversation,
  conversationId,
  event,
  history,
  message,
  yours,
} from './contact-testing.ts';

describe('the preview of an answer', () => {
  const draft = (over: Partial<AnswerPreview> = {}): AnswerPreview =>
    ({
      type: 'draft',
      conversationId: conversationId(1),
      turn: 1,
      text: 'Hold the ring.',
      sources: [],
      withdrawn: false,
      ...over,
    }) as AnswerPreview;

  const asked = (over: Partial<ContactConversation> = {}) =>
    load(
      empty,
      {
        conversation: conversation({ version: 2, aiWorking: true, ...over }),
        entries: [yours(2, 'client-01')],
      },
      '1.2',
    );
  const later = (over: Partial<ContactConversation>, entries: ContactEntry[] = []) =>
    event(conversation({ version: 3, ...over }), entries);

  type Happening = { feed: ContactEvent } | { frame: AnswerPreview } | { own: string };
  /** About a turn that some event tells of, or the ones beside it. */
  const frames = fc.array(
    fc.record({
      about: fc.nat(),
      beside: fc.constantFrom(0, 0, 0, 1, -1),
      text: fc.constantFrom('One.', 'One. Two.', ''),
      withdrawn: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 12 },
  );
  const mixed = fc
    .tuple(history, frames, fc.array(fc.constant('client-09'), { maxLength: 1 }))
    .chain(([events, drafts, own]) => {
      const all: Happening[] = [
        ...events.map((feed) => ({ feed })),
        ...drafts.map(({ about, beside, text, withdrawn }) => {
          const { id, turn } = events[about % events.length]!.conversation;
          return { frame: draft({ conversationId: id, turn: turn + beside, text, withdrawn }) };
        }),
        ...own.map((id) => ({ own: id })),
      ];
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
  const run = (replica: ContactReplica, happening: Happening): ContactReplica => {
    if ('feed' in happening) return apply(replica, happening.feed, '1.2');
    if ('frame' in happening) return preview(replica, happening.frame);
    return send(replica, { clientMessageId: happening.own, body: 'x', at: AT });
  };

  it('changes nothing else: without it, a replica is what it would be had no frame come', () => {
    fc.assert(
      fc.property(mixed, (happenings) => {
        const withFrames = happenings.reduce(run, empty);
        const without = happenings.filter((one) => !('frame' in one)).reduce(run, empty);
        expect({ ...withFrames, preview: null }).toEqual(without);
        expect(thread(withFrames).filter((line) => line.kind !== 'preview')).toEqual(
          thread(without),
        );
      }),
    );
  });

  it('shows only what the AI owes this very turn, whatever comes in whatever order', () => {
    let times = 0;
    fc.assert(
      fc.property(mixed, (happenings) => {
        let replica = empty;
        for (const happening of happenings) {
          replica = run(replica, happening);
          const shown = shownPreview(replica);
          if (shown === null) continue;
          times++;
          expect(replica.conversation).toMatchObject({
            id: shown.conversationId,
            turn: shown.turn,
            controller: 'ai',
            status: 'open',
            aiWorking: true,
          });
          expect(replica.pending.filter(({ state }) => state === 'sending')).toEqual([]);
          expect(shown.text).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
    // Chance does bring about what is promised of.
    expect(times).toBeGreaterThan(0);
  });

  it('gives every line a key of its own', () => {
    fc.assert(
      fc.property(mixed, (happenings) => {
        const keys = thread(happenings.reduce(run, empty)).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('becomes the answer under the same key', () => {
    const writing = preview(asked(), draft());
    expect(bodies(writing)).toEqual(['line 2', 'Hold the ring. (writing)']);
    const answered = apply(writing, later({ aiWorking: false }, [message(3)]), '1.3');
    expect(bodies(answered)).toEqual(['line 2', 'line 3']);
    expect(thread(answered)[1]?.key).toBe(thread(writing)[1]?.key);
  });

  it('that ran ahead of its question shows when the question is there', () => {
    const ahead = preview(empty, draft({ turn: 2 }));
    expect(shownPreview(ahead)).toBeNull();
    const first = load(ahead, { conversation: conversation(), entries: [] }, '1.1');
    expect(shownPreview(first)).toBeNull();
    expect(shownPreview(apply(first, later({ turn: 2, aiWorking: true }), '1.3'))).not.toBeNull();
  });

  it.each<[string, Partial<ContactConversation>]>([
    ['it was answered', { aiWorking: false }],
    ['a person took over', { controller: 'human', turn: 2, aiWorking: false }],
    ['it was passed to the queue', { controller: 'queue', turn: 2, aiWorking: false }],
    ['the customer wrote more', { turn: 2, aiWorking: true }],
    ['it was resolved', { status: 'resolved', aiWorking: false }],
  ])('is gone when %s, and a late frame does not bring it back', (_, facts) => {
    const over = apply(preview(asked(), draft()), later(facts), '1.3');
    expect(over.preview).toBeNull();
    expect(preview(over, draft({ text: 'Hold the ring. Let go.' })).preview).toBeNull();
  });

  it('is gone from the moment in which the customer writes more', () => {
    const writing = preview(asked(), draft());
    expect(bodies(send(writing, { clientMessageId: 'client-02', body: 'Wait', at: AT }))).toEqual([
      'line 2',
      'Wait (sending)',
    ]);
  });

  it('that is withdrawn keeps its words to leave with, and is not written on', () => {
    const gone = preview(preview(asked(), draft()), draft({ text: '', withdrawn: true }));
    expect(bodies(gone)).toEqual(['line 2', 'Hold the ring. (withdrawn)']);
    const hushed = hush(gone);
    expect(bodies(hushed)).toEqual(['line 2']);
    expect(preview(hushed, draft())).toEqual(hushed);
  });

  it('that fell silent shows nothing, until it is written on', () => {
    const silent = hush(preview(asked(), draft()));
    expect(bodies(silent)).toEqual(['line 2']);
    expect(bodies(preview(silent, draft({ text: 'More.' })))).toEqual([
      'line 2',
      'More. (writing)',
    ]);
  });
});
