import type {
  ConversationEvent,
  ConversationOpened,
  ConversationSummary,
  InboxEvent,
  InboxView,
  KnowledgeDocument,
  Session,
} from '@baton/protocol';
import { inView, type LiveConversationPage } from '@baton/replica';
import { aConversation } from '@baton/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyToDetail,
  applyToDocuments,
  applyToList,
  applyToSession,
  applyToSources,
  type LiveDocumentPage,
} from './apply-event.ts';

const me = 'tmt_me';
const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 9, n)).toISOString();

const summary = (id: string, version: number, more: Partial<ConversationSummary> = {}) =>
  ({
    id,
    version,
    status: 'open',
    controller: 'ai',
    assigneeId: null,
    waitingSince: null,
    lastMessageAt: minute(version),
    ...more,
  }) as ConversationSummary;
const changed = (to: ConversationSummary, events: ConversationEvent[] = []): InboxEvent => ({
  type: 'conversation.changed',
  summary: to,
  events,
});

describe('an open conversation', () => {
  const { events } = aConversation()
    .customerSays('Where is my order?')
    .aiAnswers()
    .customerSays('A person, please')
    .handedOff();
  const at = (version: number): ConversationOpened => ({
    summary: summary('cnv_1', version),
    events: events.slice(0, version),
    cursor: '1.1',
  });
  const from = (before: number, version: number) =>
    changed(summary('cnv_1', version), events.slice(before, version));

  it('law: any old snapshot plus the events after it, some twice, equals a fresh one', () => {
    const last = events.length;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: last }), fc.array(fc.nat(last - 2)), (start, again) => {
        let detail = at(start);
        const hear = (event: InboxEvent) => {
          const next = applyToDetail(detail, event);
          if (next === 'gap') throw new Error('no event is missing here');
          detail = next;
        };
        for (let version = start + 1; version <= last; version++) {
          hear(from(version - 1, version));
          // The feed may say things twice.
          for (const old of again) if (old + 1 < version) hear(from(old, old + 1));
        }
        expect(detail).toEqual(at(last));
      }),
    );
  });

  it('says that there is a gap when an event is missing', () => {
    expect(applyToDetail(at(2), from(3, 4))).toBe('gap');
  });

  it('is left alone by what happens elsewhere', () => {
    const detail = at(2);
    expect(applyToDetail(detail, changed(summary('cnv_2', 9)))).toBe(detail);
  });
});

describe('a list', () => {
  const anyChange = fc.record({
    id: fc.constantFrom('cnv_a', 'cnv_b', 'cnv_c', 'cnv_d'),
    status: fc.constantFrom('open' as const, 'resolved' as const),
    controller: fc.constantFrom('ai' as const, 'queue' as const, 'human' as const),
  });

  it('law: a page plus everything that happened since, some twice, equals a fresh page', () => {
    fc.assert(
      fc.property(
        fc.array(anyChange, { maxLength: 25 }),
        fc.nat(25),
        fc.constantFrom<InboxView>('waiting', 'mine', 'ai', 'open', 'snoozed', 'resolved'),
        fc.array(fc.nat(24)),
        (changes, loadedAfter, view, again) => {
          const versions = new Map<string, number>();
          const events = changes.map(({ id, status, controller }, index) => {
            const version = (versions.get(id) ?? 0) + 1;
            versions.set(id, version);
            return summary(id, version, {
              status,
              controller,
              assigneeId: (controller === 'human' ? me : null) as ConversationSummary['assigneeId'],
              waitingSince: controller === 'queue' ? minute(index) : null,
              lastMessageAt: minute(index),
            });
          });
          const fresh = (until: number) => {
            const newest = new Map(events.slice(0, until).map((one) => [one.id, one]));
            const order = (one: ConversationSummary) =>
              view === 'waiting'
                ? Date.parse(one.waitingSince ?? '')
                : -Date.parse(one.lastMessageAt);
            return [...newest.values()]
              .filter((one) => inView(one, view, me))
              .sort((a, b) => order(a) - order(b));
          };
          const from = Math.min(loadedAfter, events.length);
          let page: LiveConversationPage = {
            conversations: fresh(from),
            nextPage: null,
            counts: { waiting: 0, mine: 0, ai: 0, open: 0 },
            cursor: '1.1',
          };
          events.slice(from).forEach((one, index) => {
            page = applyToList(page, changed(one), view, '', me);
            for (const nth of again) {
              const old = events[from + nth];
              if (nth <= index && old) page = applyToList(page, changed(old), view, '', me);
            }
          });
          expect(page.conversations).toEqual(fresh(events.length));
        },
      ),
    );
  });

  it('of search results keeps what was found and keeps it fresh, whatever view it is in now', () => {
    const page = {
      conversations: [summary('cnv_a', 1)],
      nextPage: null,
      counts: { waiting: 0, mine: 0, ai: 1, open: 1 },
      cursor: '1.1' as ConversationOpened['cursor'],
    };
    const resolved = summary('cnv_a', 2, { status: 'resolved' });
    const after = applyToList(page, changed(resolved), 'ai', 'order', me);
    expect(after.conversations).toEqual([resolved]);
    expect(applyToList(after, changed(summary('cnv_b', 1)), 'ai', 'order', me)).toBe(after);
  });
});

describe('the documents', () => {
  const document = (id: string, more: Partial<KnowledgeDocument> = {}) =>
    ({
      id,
      aiAgentId: 'agt_1',
      state: 'ready',
      passageCount: 4,
      embeddedCount: 4,
      createdAt: minute(1),
      updatedAt: minute(1),
      ...more,
    }) as KnowledgeDocument;
  const page = (...documents: KnowledgeDocument[]): LiveDocumentPage => ({
    documents,
    nextPage: null,
    totals: {
      documents: documents.length,
      passages: documents.length * 4,
      embedded: documents.length * 4,
      failed: 0,
    },
  });
  const hear = (before: LiveDocumentPage, event: InboxEvent, search = '') =>
    applyToDocuments(before, event, 'agt_1', search);
  const isNow = (to: KnowledgeDocument): InboxEvent => ({ type: 'document.changed', document: to });

  it('show a new one on top, and count it', () => {
    const added = document('doc_2', { state: 'processing', passageCount: 0, embeddedCount: 0 });
    const after = hear(page(document('doc_1')), isNow(added));
    expect(after.documents.map(({ id }) => id)).toEqual(['doc_2', 'doc_1']);
    expect(after.totals).toEqual({ documents: 2, passages: 4, embedded: 4, failed: 0 });
  });

  it('move their totals with the progress of one of them', () => {
    const before = page(document('doc_1', { embeddedCount: 4 }), document('doc_2'));
    const after = hear(
      before,
      isNow(document('doc_1', { embeddedCount: 1, updatedAt: minute(2), state: 'failed' })),
    );
    expect(after.totals).toEqual({ documents: 2, passages: 8, embedded: 5, failed: 1 });
  });

  it('ignore news that are older than what is shown', () => {
    const before = page(document('doc_1', { updatedAt: minute(5) }));
    expect(hear(before, isNow(document('doc_1', { updatedAt: minute(2) })))).toBe(before);
  });

  it('do not bring back what was removed', () => {
    const removed = hear(page(document('doc_1')), {
      type: 'document.removed',
      documentId: 'doc_1' as KnowledgeDocument['id'],
    });
    expect(removed.totals.documents).toBe(0);
    expect(hear(removed, isNow(document('doc_1')))).toBe(removed);
  });

  it('of another AI agent, or outside a search, stay out', () => {
    const before = page(document('doc_1'));
    const foreign = { ...document('doc_9'), aiAgentId: 'agt_2' } as KnowledgeDocument;
    expect(hear(before, isNow(foreign))).toBe(before);
    expect(hear(before, isNow(document('doc_2')), 'returns')).toBe(before);
  });
});

describe('the session', () => {
  const ana = { id: 'tmt_a', name: 'Ana', role: 'owner' };
  const session = { teammate: ana, teammates: [ana] } as unknown as Session;
  const isNow = (teammate: object) =>
    ({ type: 'teammate.changed', teammate }) as unknown as InboxEvent;

  it('learns of a new teammate', () => {
    const ben = { id: 'tmt_b', name: 'Ben', role: 'teammate' };
    expect(applyToSession(session, isNow(ben)).teammates).toEqual([ana, ben]);
  });

  it('learns of my own new role everywhere', () => {
    const admin = { ...ana, role: 'admin' };
    const after = applyToSession(session, isNow(admin));
    expect(after.teammate).toEqual(admin);
    expect(after.teammates).toEqual([admin]);
  });
});

describe('sources follow the feed', () => {
  const source = (id: string, more: object = {}) =>
    ({ id, aiAgentId: 'agt_1', documentCount: 0, ...more }) as never;
  const list = { sources: [source('src_1'), source('src_2')] };

  it('in place when they change, last when they are new, gone when they were removed', () => {
    const grown = source('src_1', { documentCount: 7 });
    expect(applyToSources(list, { type: 'source.changed', source: grown }, 'agt_1')).toEqual({
      sources: [grown, source('src_2')],
    });
    const added = source('src_3');
    expect(
      applyToSources(list, { type: 'source.changed', source: added }, 'agt_1').sources.at(-1),
    ).toBe(added);
    const removed = { type: 'source.removed', sourceId: 'src_1' as never } as const;
    expect(applyToSources(list, removed, 'agt_1')).toEqual({ sources: [source('src_2')] });
    expect(applyToSources({ sources: [] }, removed, 'agt_1')).toEqual({ sources: [] });
  });

  it('of this AI agent only', () => {
    const other = source('src_9', { aiAgentId: 'agt_2' });
    expect(applyToSources(list, { type: 'source.changed', source: other }, 'agt_1')).toBe(list);
  });

  it('and a list of one source takes in no documents of another', () => {
    const empty = {
      documents: [],
      nextPage: null,
      totals: { documents: 0, passages: 0, embedded: 0, failed: 0 },
    } as LiveDocumentPage;
    const document = { id: 'doc_1', aiAgentId: 'agt_1', sourceId: 'src_2' } as KnowledgeDocument;
    const event = { type: 'document.changed', document } as const;
    expect(applyToDocuments(empty, event, 'agt_1', '', 'src_1')).toBe(empty);
    expect(applyToDocuments(empty, event, 'agt_1', '', 'src_2').documents).toEqual([document]);
  });
});
