/**
 * The customer's conversation as the widget holds it.
 *
 * Entries never change once written and are ordered by version, so what arrives is merged as a
 * set: twice, late or out of order makes no difference. What is true *now* (status, controller,
 * is the AI at work) is taken from the highest version seen.
 *
 * A contact may have several conversations over time, now and then two at once. Which one is shown
 * is the server's to say (the one in which was spoken last): what is heard here shows the newest
 * one for the moment, and is `unsure` until the server was asked.
 */
import type {
  AnswerPreview,
  ContactConversation,
  ContactEntry,
  ContactEvent,
  ContactSnapshot,
} from '@baton/protocol';
import { afterFrame, standingOf } from './answer-preview.ts';
import {
  addPending,
  type FieldError,
  failPending,
  type NewMessage,
  type PendingMessage,
  resendPending,
  settlePending,
} from './pending-messages.ts';

export interface ContactReplica {
  readonly conversation: ContactConversation | null;
  readonly entries: readonly ContactEntry[];
  readonly pending: readonly PendingMessage[];
  /** Where the live feed has been read up to; null before the first snapshot. */
  readonly cursor: string | null;
  /** The answer being written, as far as it came. Nothing else in here depends on it. */
  readonly preview: AnswerPreview | null;
  /** Another conversation may be the current one by now: to be asked, then told to `chosen`. */
  readonly unsure: boolean;
}

/** One line of the thread as shown: what the server has, then what is on its way, either way. */
export type ThreadLine =
  | { readonly kind: 'entry'; readonly key: string; readonly entry: ContactEntry }
  | { readonly kind: 'preview'; readonly key: string; readonly preview: AnswerPreview }
  | { readonly kind: 'pending'; readonly key: string; readonly pending: PendingMessage };

export const empty: ContactReplica = {
  conversation: null,
  entries: [],
  pending: [],
  cursor: null,
  preview: null,
  unsure: false,
};

/** Takes in a snapshot, new or late: merging keeps whatever is already known to be newer. */
export function load(
  replica: ContactReplica,
  snapshot: ContactSnapshot | null,
  cursor: string,
): ContactReplica {
  return { ...(snapshot === null ? replica : merge(replica, snapshot)), cursor };
}

/** Takes in one live event. */
export function apply(
  replica: ContactReplica,
  event: ContactEvent,
  cursor: string,
): ContactReplica {
  return { ...merge(replica, event), cursor };
}

/** The server is being asked which conversation is the current one. What is heard meanwhile counts. */
export function asking(replica: ContactReplica): ContactReplica {
  return replica.unsure ? { ...replica, unsure: false } : replica;
}

/** It was not answered: to be asked again. */
export function stillUnsure(replica: ContactReplica): ContactReplica {
  return replica.unsure ? replica : { ...replica, unsure: true };
}

/** The server has said which conversation is the current one, and how it stands. */
export function chosen(
  replica: ContactReplica,
  snapshot: ContactSnapshot | null,
  cursor: string,
): ContactReplica {
  if (snapshot === null || snapshot.conversation.id === replica.conversation?.id)
    return load(replica, snapshot, cursor);
  const { unsure } = replica;
  const { conversation } = snapshot;
  const entries = inOrder(snapshot.entries);
  const pending = unlessArrived(replica.pending, entries);
  return withDuePreview({ ...replica, conversation, entries, pending, cursor, unsure });
}

/** The customer has pressed Enter. */
export function send(replica: ContactReplica, message: NewMessage): ContactReplica {
  if (replica.entries.some((entry) => clientIdOf(entry) === message.clientMessageId))
    return replica;
  return { ...replica, pending: addPending(replica.pending, message) };
}

/**
 * The server has stored a message and answered with the conversation as it was then. The feed's
 * cursor stays where it is: events between it and this answer still have to be heard.
 */
export function acknowledge(
  replica: ContactReplica,
  clientMessageId: string,
  stored: ContactSnapshot,
): ContactReplica {
  const merged = merge(replica, stored);
  return { ...merged, pending: settlePending(merged.pending, (id) => id === clientMessageId) };
}

/**
 * Up to which version all of the conversation is here, so that an answer need only bring what is
 * newer; null while that is not sure. What was heard by socket was heard in order, without gaps.
 */
export function knownVersion({ conversation, unsure }: ContactReplica): number | null {
  return unsure || conversation === null ? null : conversation.version;
}

/** Sending went wrong. A message that arrived all the same stays arrived. */
export function fail(
  replica: ContactReplica,
  clientMessageId: string,
  problem: string,
  errors: readonly FieldError[] = [],
): ContactReplica {
  return { ...replica, pending: failPending(replica.pending, clientMessageId, problem, errors) };
}

/** The customer wants a failed message sent again, under the same id. */
export function retry(replica: ContactReplica, clientMessageId: string): ContactReplica {
  return { ...replica, pending: resendPending(replica.pending, clientMessageId) };
}

/** The customer gives up a message that was not sent. */
export function discard(replica: ContactReplica, clientMessageId: string): ContactReplica {
  return {
    ...replica,
    pending: settlePending(replica.pending, (id) => id === clientMessageId),
  };
}

/** An answer has been written a little further, or was withdrawn. */
export function preview(replica: ContactReplica, frame: AnswerPreview): ContactReplica {
  return withDuePreview({ ...replica, preview: afterFrame(replica.preview, frame) });
}

/** Nothing more is known of the answer being written: nothing is shown of it until a frame comes. */
export function hush(replica: ContactReplica): ContactReplica {
  if (replica.preview === null || replica.preview.text === '') return replica;
  return { ...replica, preview: { ...replica.preview, text: '', sources: [] } };
}

/** The answer being written, while it may be shown: not before its turn, nor after. */
export function shownPreview({
  preview: known,
  conversation,
  pending,
}: ContactReplica): AnswerPreview | null {
  if (known === null || known.text === '') return null;
  // Whoever has just written more is not waiting for this any longer.
  if (pending.some(({ state }) => state === 'sending')) return null;
  return standingOf(known, conversation) === 'due' ? known : null;
}

/** A new session for a new contact: the old conversation goes, unsent messages stay. */
export function startOver(replica: ContactReplica): ContactReplica {
  return { ...empty, pending: replica.pending };
}

/**
 * What to show, top to bottom. A message keeps its key when it turns from pending to stored, and an
 * answer when it turns from preview to message: it is named after the message that it answers.
 */
export function thread(replica: ContactReplica): readonly ThreadLine[] {
  let asked = '';
  let answers = 0;
  const nextAnswer = () => `${asked}/${answers++}`;
  const lines = replica.entries.map((entry): ThreadLine => {
    if (entry.kind === 'notice' || entry.author === 'teammate') {
      return { kind: 'entry', key: keyOf(entry), entry };
    }
    if (entry.author === 'ai') return { kind: 'entry', key: nextAnswer(), entry };
    asked = entry.clientMessageId ?? keyOf(entry);
    answers = 0;
    return { kind: 'entry', key: asked, entry };
  });
  const shown = shownPreview(replica);
  if (shown) lines.push({ kind: 'preview', key: nextAnswer(), preview: shown });
  for (const pending of replica.pending) {
    lines.push({ kind: 'pending', key: pending.clientMessageId, pending });
  }
  return lines;
}

function merge(replica: ContactReplica, news: ContactSnapshot): ContactReplica {
  return withDuePreview(mergeTruth(replica, news));
}

/** A preview whose time is over is let go. */
function withDuePreview(replica: ContactReplica): ContactReplica {
  const over = replica.preview && standingOf(replica.preview, replica.conversation) === 'over';
  return over ? { ...replica, preview: null } : replica;
}

function mergeTruth(replica: ContactReplica, news: ContactSnapshot): ContactReplica {
  const pending = unlessArrived(replica.pending, news.entries);
  const known = replica.conversation;

  if (known === null || news.conversation.id !== known.id) {
    const heard = { ...replica, pending, unsure: replica.unsure || known !== null };
    if (known !== null && news.conversation.id < known.id) return heard;
    return { ...heard, conversation: news.conversation, entries: inOrder(news.entries) };
  }
  // With this one ended, another one may be what is left.
  const ended = known.status !== 'resolved' && news.conversation.status === 'resolved';
  return {
    ...replica,
    pending,
    unsure: replica.unsure || ended,
    conversation: news.conversation.version < known.version ? known : news.conversation,
    entries: withNews(replica.entries, news.entries),
  };
}

function unlessArrived(
  pending: readonly PendingMessage[],
  entries: readonly ContactEntry[],
): readonly PendingMessage[] {
  const arrived = new Set(entries.map(clientIdOf));
  return settlePending(pending, (id) => arrived.has(id));
}

/** What is known stays the same object, and the same list when nothing is new. */
function withNews(
  known: readonly ContactEntry[],
  news: readonly ContactEntry[],
): readonly ContactEntry[] {
  const keys = new Set(known.map(keyOf));
  const unknown = news.filter((entry) => !keys.has(keyOf(entry)));
  return unknown.length === 0 ? known : inOrder([...known, ...unknown]);
}

/** By version, each once. One event may give a message and a notice: the message comes first. */
function inOrder(entries: readonly ContactEntry[]): readonly ContactEntry[] {
  const once = new Map(entries.map((entry) => [keyOf(entry), entry]));
  return [...once.values()].toSorted(
    (a, b) => a.version - b.version || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
  );
}

const keyOf = (entry: ContactEntry) => `${entry.version}:${entry.kind}`;
const clientIdOf = (entry: ContactEntry) =>
  entry.kind === 'message' ? entry.clientMessageId : null;
