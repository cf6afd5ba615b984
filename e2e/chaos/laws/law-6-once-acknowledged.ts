/** A message once acknowledged is never lost and never doubled, and says what it said. */
import type { Evidence, StoredMessage, Verdict } from './evidence.ts';

type Read = Pick<Evidence, 'conversations' | 'messages' | 'sent'>;

export function onceAcknowledged({ conversations, messages, sent }: Read): Verdict {
  const stored = byClientId(messages);
  const broken: string[] = [];
  for (const { clientMessageId: id, acknowledged, body } of sent) {
    const copies = stored.get(id) ?? [];
    const [first] = copies;
    if (copies.length > 1) broken.push(`message ${id} is stored ${copies.length} times`);
    if (acknowledged && first === undefined) broken.push(`acknowledged message ${id} is lost`);
    if (first !== undefined && first.body !== body) broken.push(`message ${id} was changed`);
  }
  const known = new Set(sent.map(({ clientMessageId }) => clientMessageId));
  for (const id of stored.keys())
    if (!known.has(id)) broken.push(`message ${id} was sent by nobody`);
  broken.push(...eventsAndRows({ conversations, messages }));
  const checked = sent.filter(({ acknowledged }) => acknowledged).length;
  return { law: '6. acknowledged is kept, once', checked, of: 'acknowledged messages', broken };
}

/** Every message stands twice, as an event and as a row; both are the same ones. */
function eventsAndRows({ conversations, messages }: Omit<Read, 'sent'>): string[] {
  const rows = new Set(
    messages.map(({ conversationId, version }) => `${conversationId} ${version}`),
  );
  let said = 0;
  const broken: string[] = [];
  for (const { id, events } of conversations) {
    for (const event of events) {
      if (!('messageId' in event)) continue;
      said += 1;
      if (!rows.has(`${id} ${event.version}`)) broken.push(`${id} v${event.version}: has no row`);
    }
  }
  if (rows.size !== messages.length) broken.push('two messages have the same place');
  if (messages.length > said) broken.push(`${messages.length - said} messages have no event`);
  return broken;
}

function byClientId(messages: readonly StoredMessage[]): Map<string, StoredMessage[]> {
  const stored = new Map<string, StoredMessage[]>();
  for (const message of messages) {
    if (message.clientMessageId === null) continue;
    const copies = stored.get(message.clientMessageId) ?? [];
    stored.set(message.clientMessageId, [...copies, message]);
  }
  return stored;
}
