/**
 * Replies and notes on their way: from the key press until the conversation shows them. Pure.
 *
 * A message is known by its client-made id, so sending twice is harmless, and it leaves this list
 * only when it has arrived or its writer lets it go.
 */
export type Outgoing = {
  readonly clientMessageId: string;
  readonly conversationId: string;
  readonly kind: 'reply' | 'note';
  readonly body: string;
  /** ISO 8601 */
  readonly at: string;
  readonly state: 'sending' | 'waiting' | 'failed';
  /** Why it was refused, in words; only when failed. */
  readonly problem: string | null;
};

export type Outbox = readonly Outgoing[];

export function put(outbox: Outbox, message: Omit<Outgoing, 'state' | 'problem'>): Outbox {
  if (outbox.some((one) => one.clientMessageId === message.clientMessageId)) return outbox;
  return [...outbox, { ...message, state: 'sending', problem: null }];
}

/** No answer came: it stays in line and is sent again by itself. */
export const waitForServer = (outbox: Outbox, id: string) =>
  change(outbox, id, { state: 'waiting', problem: null });

/** The server refused it: only its writer can decide what happens next. */
export const refuse = (outbox: Outbox, id: string, problem: string) =>
  change(outbox, id, { state: 'failed', problem });

export const sendAgain = (outbox: Outbox, id: string) =>
  change(outbox, id, { state: 'sending', problem: null });

export function remove(outbox: Outbox, id: string): Outbox {
  const left = outbox.filter((one) => one.clientMessageId !== id);
  return left.length === outbox.length ? outbox : left;
}

/**
 * What to send next: the oldest unsent message of each conversation, so that order is kept. A
 * refused one holds nothing up; one that is under way does.
 */
export function nextToSend(outbox: Outbox, underWay: ReadonlySet<string>): readonly Outgoing[] {
  const taken = new Set<string>();
  return outbox.filter((one) => {
    if (one.state === 'failed' || taken.has(one.conversationId)) return false;
    taken.add(one.conversationId);
    return !underWay.has(one.clientMessageId);
  });
}

/** What is still missing from the conversation as the server shows it. */
export function notArrived(
  outbox: Outbox,
  conversationId: string,
  events: readonly { readonly type: string; readonly clientMessageId?: string }[],
): Outbox {
  const arrived = new Set(events.map((event) => event.clientMessageId));
  return outbox.filter(
    (one) => one.conversationId === conversationId && !arrived.has(one.clientMessageId),
  );
}

function change(outbox: Outbox, id: string, to: Pick<Outgoing, 'state' | 'problem'>): Outbox {
  return outbox.map((one) => (one.clientMessageId === id ? { ...one, ...to } : one));
}
