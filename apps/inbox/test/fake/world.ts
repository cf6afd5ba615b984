/** Everything the fake server knows, and how it changes. Each change is told to whoever listens. */
import type {
  AssistRequest,
  InboxEvent,
  InboxView,
  KnowledgePassage,
  KnowledgeSource,
  Teammate,
} from '@baton/protocol';
import { inView } from '@baton/replica';
import { type ActionsState, cancelPlan, orderStatus } from './actions.ts';
import { ordinarily } from './assist.ts';
import { tell, type Told } from './conversation.ts';
import { createEngine } from './engine-api.ts';
import { askResult, decisionView, documents } from './knowledge.ts';
import { createMail } from './notifications-api.ts';
import { scene } from './scene.ts';
import { createPolicy } from './policy-api.ts';
import { createRecords } from './records.ts';
import { createReviews } from './reviews.ts';
import { createSigningIn } from './signing-in-api.ts';
import { sources } from './sources.ts';
import { createWebhooks } from './webhooks-api.ts';

export type World = ReturnType<typeof createWorld>;

export function createWorld(conversations: readonly Told[] = scene) {
  const told = new Map(conversations.map((one) => [one.summary.id as string, one]));
  const listeners = new Set<(frame: object) => void>();
  let position = 1;
  const cursor = () => `1.${position}`;
  const feed: { cursor: string; event: InboxEvent }[] = [];

  let quiet = false;
  const emit = (event: InboxEvent) => {
    position += 1;
    const entry = { cursor: cursor(), event };
    feed.push(entry);
    if (!quiet) for (const listen of listeners) listen({ type: 'event', ...entry });
  };
  const all = () => [...told.values()].map(({ summary }) => summary);
  const counts = (me: string) => ({
    waiting: all().filter((one) => inView(one, 'waiting', me)).length,
    mine: all().filter((one) => inView(one, 'mine', me)).length,
    ai: all().filter((one) => inView(one, 'ai', me)).length,
    open: all().filter((one) => inView(one, 'open', me)).length,
  });

  const known = [...sources];
  return {
    documents: [...documents],
    policy: createPolicy(),
    reviews: createReviews(),
    records: createRecords(),
    webhooks: createWebhooks(),
    signingIn: createSigningIn(),
    mail: createMail(),
    actions: { actions: [orderStatus, cancelPlan], secretSet: false, saved: [] } as ActionsState,
    /** How drafts for teammates come; and which were asked for. */
    assist: ordinarily,
    assisted: [] as AssistRequest[],
    /** The request of a run that waits for a yes or no; null where it does not, or never did. */
    waitingRun(runId: string) {
      for (const { summary, events } of told.values()) {
        const about = events.filter((event) => 'runId' in event && event.runId === runId);
        const [requested] = about;
        if (requested?.type !== 'actionRequested' || about.length > 1) continue;
        return { conversationId: summary.id, summary, requested };
      }
      return null;
    },
    engine: createEngine(),
    /** What a question comes to, and the record of every decision. */
    asked: askResult,
    decision: decisionView,
    /** Of a decision, by the event that carries it. */
    conversationOf(decisionId: string) {
      const found = [...told.values()].find(({ events }) =>
        events.some(
          (event) =>
            (event.type === 'aiAnswered' || event.type === 'handedOff') &&
            event.decision?.id === decisionId,
        ),
      );
      if (!found) throw new Error(`no decision ${decisionId}`);
      return found.summary.id;
    },
    sources: known,
    /** Passages that somebody changed. */
    passages: new Map<string, KnowledgePassage>(),
    changeSource(source: KnowledgeSource) {
      const at = known.findIndex(({ id }) => id === source.id);
      if (at < 0) known.push(source);
      else known[at] = source;
      emit({ type: 'source.changed', source });
      return source;
    },
    feed,
    cursor,
    emit,
    counts,
    /** Set by tests to see how the screen takes it. */
    trouble: null as
      | null
      | ((method: string, path: string) => { status: number; body: object } | null),
    listen(listener: (frame: object) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whisper(frame: object) {
      for (const listen of listeners) listen(frame);
    },
    /** Something happens, and the feed is slow to say so. */
    quietly(act: () => void) {
      quiet = true;
      act();
      quiet = false;
    },
    open: (id: string) => told.get(id) ?? null,
    happen(id: string, ...events: Parameters<typeof tell>[1][]) {
      const before = told.get(id);
      if (!before) throw new Error(`no conversation ${id}`);
      const after = events.reduce((now, event) => tell(now, event), before);
      told.set(id, after);
      emit({
        type: 'conversation.changed',
        summary: after.summary,
        events: after.events.slice(before.events.length),
      });
      return after;
    },
    all,
    ofContact: (id: string) => all().filter(({ contact }) => contact.id === id),
    remove(id: string) {
      told.delete(id);
      emit({ type: 'conversation.removed', conversationId: id as never });
    },
    start(one: Told) {
      told.set(one.summary.id, one);
      emit({ type: 'conversation.changed', summary: one.summary, events: [...one.events] });
    },
    list(view: InboxView, me: Teammate, q: string, page: string | null) {
      const order = (one: ReturnType<typeof all>[number]) =>
        view === 'waiting' ? Date.parse(one.waitingSince ?? '') : -Date.parse(one.lastMessageAt);
      const found = all()
        .filter((one) => inView(one, view, me.id))
        .filter(
          (one) =>
            q === '' ||
            JSON.stringify([one.contact, one.preview]).toLowerCase().includes(q.toLowerCase()),
        )
        .sort((a, b) => order(a) - order(b));
      const from = Number(page ?? 0);
      return {
        conversations: found.slice(from, from + 50),
        nextPage: from + 50 < found.length ? String(from + 50) : null,
        counts: counts(me.id),
        cursor: cursor(),
      };
    },
  };
}
