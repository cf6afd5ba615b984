/** A contact's conversations to test with: single lines, and whole pasts made by chance. */
import type {
  ContactConversation,
  ContactEntry,
  ContactEvent,
  ContactSnapshot,
} from '@baton/protocol';
import fc from 'fast-check';
import { type ContactReplica, thread } from './contact-replica.ts';

export const AT = '2026-01-01T10:00:00.000Z';
export const conversationId = (n: number) => `cnv_${String(n).padStart(26, '0')}`;

export const conversation = (over: Partial<ContactConversation> = {}): ContactConversation =>
  ({
    id: conversationId(1),
    version: 1,
    status: 'open',
    controller: 'ai',
    turn: 1,
    teammateName: null,
    aiWorking: false,
    ...over,
  }) as ContactConversation;

export const message = (version: number, over: Partial<ContactEntry> = {}): ContactEntry =>
  ({
    kind: 'message',
    version,
    id: `msg_${String(version).padStart(26, '0')}`,
    clientMessageId: null,
    author: 'ai',
    authorName: 'Lumi',
    body: `line ${version}`,
    sources: [],
    choices: [],
    at: AT,
    ...over,
  }) as ContactEntry;

export const notice = (version: number): ContactEntry => ({
  kind: 'notice',
  version,
  notice: 'waiting',
  name: null,
  at: AT,
});

export const yours = (version: number, clientMessageId: string) =>
  message(version, { author: 'you', clientMessageId });

export const event = (at: ContactConversation, entries: ContactEntry[]): ContactEvent => ({
  type: 'conversation.changed',
  conversation: at,
  entries,
});

export const shown = (replica: ContactReplica) => ({
  conversation: replica.conversation,
  entries: replica.entries,
});

export const bodies = (replica: ContactReplica) =>
  thread(replica).map((line) =>
    line.kind === 'pending'
      ? `${line.pending.body} (${line.pending.state})`
      : line.kind === 'preview'
        ? `${line.preview.text} (${line.preview.withdrawn ? 'withdrawn' : 'writing'})`
        : line.entry.kind === 'message'
          ? line.entry.body
          : line.entry.notice,
  );

/** A contact's whole past: what the feed brought, in the order in which it happened. */
export const history = fc
  .array(
    fc.array(
      fc.record({
        news: fc.constantFrom('nothing', 'message', 'notice', 'both'),
        controller: fc.constantFrom('ai', 'queue', 'human'),
        aiWorking: fc.boolean(),
        step: fc.integer({ min: 1, max: 3 }),
        turns: fc.integer({ min: 0, max: 1 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((conversations) =>
    conversations.flatMap((changes, index) => {
      let version = 0;
      let turn = 1;
      return changes.map((change) => {
        version += change.step;
        turn += change.turns;
        const entries: ContactEntry[] = [];
        if (change.news === 'message' || change.news === 'both') entries.push(message(version));
        if (change.news === 'notice' || change.news === 'both') entries.push(notice(version));
        const { controller, aiWorking } = change;
        const id = conversationId(index + 1) as ContactConversation['id'];
        return event(conversation({ id, version, controller, aiWorking, turn }), entries);
      });
    }),
  );

/** What the server would answer after the first `count` events. */
export function snapshotAfter(
  events: readonly ContactEvent[],
  count: number,
): ContactSnapshot | null {
  const last = events[count - 1];
  if (!last) return null;
  const same = events.slice(0, count).filter((one) => one.conversation.id === last.conversation.id);
  return { conversation: last.conversation, entries: same.flatMap((one) => one.entries) };
}
