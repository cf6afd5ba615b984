import type { ContactConversation, ContactSnapshot } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acknowledge,
  apply,
  asking,
  chosen,
  type ContactReplica,
  empty,
  fail,
  knownVersion,
  load,
  retry,
  send,
  startOver,
  stillUnsure,
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
  notice,
  shown,
  snapshotAfter,
  yours,
} from './contact-testing.ts';

describe('a contact replica', () => {
  it('is, from any old snapshot and the events after it, what a fresh snapshot is', () => {
    fc.assert(
      fc.property(
        history,
        fc.nat(),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (events, at, again, chance) => {
          const seen = at % (events.length + 1);
          const later = events.slice(seen);
          const repeated = again.map((index) => events[index % events.length]!);
          const order = [...later, ...repeated]
            .map((one) => ({ one, rank: chance.next().value as number }))
            .toSorted((a, b) => a.rank - b.rank);

          const old = load(empty, snapshotAfter(events, seen), '1.1');
          const lived = order.reduce((replica, { one }) => apply(replica, one, '1.2'), old);
          const fresh = load(empty, snapshotAfter(events, events.length), '1.2');
          expect(shown(lived)).toEqual(shown(fresh));
        },
      ),
    );
  });

  it('keeps what is newer when a snapshot arrives late', () => {
    const replica = apply(
      load(empty, { conversation: conversation(), entries: [message(1)] }, '1.1'),
      event(conversation({ version: 3, controller: 'human' }), [message(3)]),
      '1.3',
    );
    const late = { conversation: conversation({ version: 2 }), entries: [message(1), message(2)] };
    const merged = load(replica, late, '1.2');
    expect(merged.conversation?.controller).toBe('human');
    expect(bodies(merged)).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('shows the message of a handoff before its notice', () => {
    const replica = apply(
      empty,
      event(conversation({ version: 2 }), [notice(2), message(2)]),
      '1.2',
    );
    expect(bodies(replica)).toEqual(['line 2', 'waiting']);
  });

  it('keeps its list when the same thing is said twice, so that nothing is drawn again', () => {
    const news = () => event(conversation({ version: 2 }), [message(2)]);
    const once = apply(empty, news(), '1.2');
    const twice = apply(once, news(), '1.2');
    expect(twice).toEqual(once);
    expect(twice.entries).toBe(once.entries);
  });
});

describe('a contact with two conversations at once', () => {
  const two = conversationId(2) as ContactConversation['id'];
  const older = { conversation: conversation(), entries: [message(1), message(2)] };
  const newer = load(
    empty,
    { conversation: conversation({ id: two }), entries: [message(1, { body: 'newer' })] },
    '1.1',
  );

  it('is unsure which one is current once the other one stirs, and shows what the server says', () => {
    const stirred = apply(newer, event(conversation({ version: 2 }), [message(2)]), '1.2');
    expect(bodies(stirred)).toEqual(['newer']);
    expect(stirred.unsure).toBe(true);
    const told = chosen(asking(stirred), older, '1.2');
    expect(bodies(told)).toEqual(['line 1', 'line 2']);
    expect(told.unsure).toBe(false);
  });

  it('asks again when something stirs while it is being asked', () => {
    const asked = asking(apply(newer, event(conversation({ version: 2 }), []), '1.2'));
    const meanwhile = apply(asked, event(conversation({ version: 3 }), [message(3)]), '1.3');
    expect(chosen(meanwhile, older, '1.2').unsure).toBe(true);
    expect(stillUnsure(asked).unsure).toBe(true);
  });

  it('asks when the one that is shown has ended: another one may be left', () => {
    const ended = conversation({ id: two, version: 2, status: 'resolved' });
    expect(apply(newer, event(ended, []), '1.2').unsure).toBe(true);
  });

  it('keeps a message on its way until it is seen to have arrived, in whichever', () => {
    const waiting = send(newer, { clientMessageId: 'client-09', body: 'hi', at: AT });
    const stored = { ...older, entries: [...older.entries, yours(3, 'client-09')] };
    const told = chosen(waiting, stored, '1.3');
    expect(told.pending).toEqual([]);
    expect(bodies(told)).toEqual(['line 1', 'line 2', 'line 3']);
    expect(chosen(waiting, older, '1.3').pending).toHaveLength(1);
  });

  it('is sure of a single conversation, whatever is heard of it', () => {
    const replica = load(empty, older, '1.1');
    const on = apply(replica, event(conversation({ version: 3 }), [message(3)]), '1.2');
    expect(on.unsure).toBe(false);
    expect(chosen(on, older, '1.1')).toMatchObject({ conversation: { version: 3 } });
  });
});

describe('a sent message', () => {
  const pending = { clientMessageId: 'client-01', body: 'hello', at: AT };
  const stored: ContactSnapshot = {
    conversation: conversation({ version: 2 }),
    entries: [yours(2, 'client-01')],
  };

  it('stands at the end until it is acknowledged, and keeps its key when it is', () => {
    const sending = send(
      load(empty, { conversation: conversation(), entries: [message(1)] }, '1.1'),
      pending,
    );
    expect(bodies(sending)).toEqual(['line 1', 'hello (sending)']);
    const key = thread(sending)[1]?.key;
    const done = acknowledge(sending, 'client-01', stored);
    expect(bodies(done)).toEqual(['line 1', 'line 2']);
    expect(thread(done)[1]?.key).toBe(key);
  });

  it('is shown exactly once, in whatever order and how often its arrivals come', () => {
    type Happening = 'send' | 'ack' | 'socket' | 'fail' | 'retry';
    const happenings = fc.array(
      fc.constantFrom<Happening>('send', 'ack', 'socket', 'fail', 'retry'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        happenings,
        happenings,
        fc.constantFrom<Happening>('ack', 'socket'),
        (before, after, arrival) => {
          const run = (replica: ContactReplica, happening: Happening): ContactReplica => {
            switch (happening) {
              case 'send':
                return send(replica, pending);
              case 'ack':
                return acknowledge(replica, 'client-01', stored);
              case 'socket':
                return apply(replica, event(stored.conversation, stored.entries), '1.2');
              case 'fail':
                return fail(replica, 'client-01', 'offline');
              case 'retry':
                return retry(replica, 'client-01');
            }
          };
          const all: Happening[] = ['send', ...before, arrival, ...after];
          let replica = empty;
          for (const happening of all) {
            replica = run(replica, happening);
            expect(thread(replica)).toHaveLength(1);
          }
          expect(thread(replica)[0]?.kind).toBe('entry');
        },
      ),
    );
  });

  it('is acknowledged alike by all of the thread and by what is newer than what is known', () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), (events, some, more) => {
        const known = some % (events.length + 1);
        const stored = known + (more % (events.length + 1 - known));
        const whole = snapshotAfter(events, stored);
        fc.pre(whole !== null);
        const replica = load(empty, snapshotAfter(events, known), `1.${known}`);
        const same = replica.conversation?.id === whole.conversation.id;
        const version = same ? knownVersion(replica) : null;
        const newer = whole.entries.filter((entry) => entry.version > (version ?? 0));
        const later = events.slice(known);
        // What the feed brings comes before the answer, after it, or both.
        for (const answer of [whole, { ...whole, entries: newer }]) {
          let one = acknowledge(replica, 'client-01', answer);
          later.forEach((event, at) => (one = apply(one, event, `1.${known + at + 1}`)));
          expect(shown(one)).toEqual(
            shown(load(empty, snapshotAfter(events, events.length), '9.9')),
          );
        }
        expect(acknowledge(replica, 'client-01', { ...whole, entries: newer })).toEqual(
          acknowledge(replica, 'client-01', whole),
        );
      }),
    );
  });

  it('is answered with all while it is not sure which conversation this is', () => {
    const one = load(empty, stored, '1.1');
    expect(knownVersion(empty)).toBeNull();
    expect(knownVersion(one)).toBe(2);
    expect(knownVersion(stillUnsure(one))).toBeNull();
  });

  it('that failed can be sent again under the same id', () => {
    const failed = fail(send(empty, pending), 'client-01', 'offline');
    expect(bodies(failed)).toEqual(['hello (failed)']);
    expect(bodies(retry(failed, 'client-01'))).toEqual(['hello (sending)']);
  });

  it('survives a new session, though the old conversation does not', () => {
    const over = startOver(
      send(load(empty, stored, '1.2'), { ...pending, clientMessageId: 'client-02' }),
    );
    expect(bodies(over)).toEqual(['hello (sending)']);
    expect(over.cursor).toBeNull();
  });
});
