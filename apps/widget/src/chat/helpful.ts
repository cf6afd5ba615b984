/**
 * Whether answers helped, in the customer's own word: shown at once, and taken back when the server
 * could not be told. Words go out one after another, so the last one said is the last to arrive.
 */
import type { Storage } from '../page/storage.ts';
import type { ChatState } from './chat-state.ts';
import type { Link } from './link.ts';
import type { Store } from './store.ts';
import type { WidgetClient } from './widget-client.ts';

/** By the id of the answer; null takes it back. Resolves with false when it could not be told. */
export type SayHelpful = (messageId: string, helpful: boolean | null) => Promise<boolean>;

type Said = ChatState['helpful'];

export function createHelpful(
  store: Store<ChatState>,
  link: Pick<Link, 'session' | 'renew'>,
  client: Pick<WidgetClient, 'sayHelpful'>,
  { tab }: Pick<Storage, 'tab'>,
): SayHelpful {
  let queue: Promise<unknown> = Promise.resolve();
  /** What the server knows. */
  const told = () => tab.get('helpful') ?? {};
  store.set({ helpful: told() });
  const shown = (messageId: string) => store.state.helpful[messageId] ?? null;

  async function tell(messageId: string, helpful: boolean | null): Promise<boolean> {
    // They have thought better of it meanwhile: only the last word is said.
    if (shown(messageId) !== helpful) return true;
    const token = await link.session();
    const answer = token === null ? null : await client.sayHelpful(token, messageId, { helpful });
    if (answer?.ok) {
      tab.set('helpful', withWord(told(), messageId, helpful));
      return true;
    }
    if (token !== null && answer?.trouble === 'widget_session_expired') void link.renew(token);
    if (shown(messageId) !== helpful) return true;
    store.set({ helpful: withWord(store.state.helpful, messageId, told()[messageId] ?? null) });
    return false;
  }

  return (messageId, helpful) => {
    store.set({ helpful: withWord(store.state.helpful, messageId, helpful) });
    const telling = queue.then(() => tell(messageId, helpful));
    queue = telling;
    return telling;
  };
}

function withWord(said: Said, messageId: string, helpful: boolean | null): Said {
  const { [messageId]: _before, ...others } = said;
  return helpful === null ? others : { ...others, [messageId]: helpful };
}
