/** Everything the screen is drawn from, and what can be read off it. */
import type { ContactEntry, WidgetConfig } from '@baton/protocol';
import type { Values } from './forms.ts';
import { type ContactReplica, empty, type LiveStatus, shownPreview } from '@baton/replica';

export interface ChatState {
  readonly config: WidgetConfig;
  readonly open: boolean;
  readonly replica: ContactReplica;
  /** `none`: nothing was asked of the server yet. `failing`: asked, and being asked again. */
  readonly session: 'none' | 'opening' | 'ready' | 'failing' | 'refused';
  readonly connection: LiveStatus;
  /** Whether the website's word for who this is was taken; null when it gave none. */
  readonly identity: { readonly identified: boolean; readonly problem: string | null } | null;
  /** Who is typing; null when nobody is. */
  readonly typing: { readonly name: string | null } | null;
  /** The newest line that was seen. */
  readonly seen: { readonly conversationId: string; readonly version: number } | null;
  /** The address the customer left; false: did not want to; null: not asked yet. */
  readonly email: string | false | null;
  /** By the ids of answers: what the customer said of them. */
  readonly helpful: Readonly<Record<string, boolean>>;
  readonly sound: boolean;
  readonly draft: string;
  /** By run: what was typed into forms that were not sent. */
  readonly typed: Readonly<Record<string, Values>>;
  /** Version of the message whose preview beside the launcher was dismissed. */
  readonly dismissed: number;
}

export function initialState(config: WidgetConfig): ChatState {
  return {
    config,
    open: false,
    replica: empty,
    session: 'none',
    connection: 'connecting',
    identity: null,
    typing: null,
    seen: null,
    email: null,
    helpful: {},
    sound: false,
    draft: '',
    typed: {},
    dismissed: 0,
  };
}

/** What the other side said, or what came of what it did. */
export interface News {
  readonly version: number;
  readonly author: 'ai' | 'teammate';
  readonly name: string | null;
  readonly text: string;
}

/** News that were not looked at yet. */
export function unreadMessages({ replica, seen }: ChatState): readonly News[] {
  const id = replica.conversation?.id;
  const upTo = seen?.conversationId === id ? (seen?.version ?? 0) : 0;
  return replica.entries.flatMap((entry) => (entry.version > upTo ? (newsIn(entry) ?? []) : []));
}

function newsIn(entry: ContactEntry): News | null {
  const { version } = entry;
  if (entry.kind === 'notice') {
    return entry.text ? { version, author: 'ai', name: entry.name, text: entry.text } : null;
  }
  const { author, authorName: name, body: text } = entry;
  return author === 'you' ? null : { version, author, name, text };
}

/** Who has the conversation, as the header says it. */
export type Holder = 'ai' | 'queue' | 'human' | 'resolved';

export function holderOf({ replica }: ChatState): Holder {
  const conversation = replica.conversation;
  if (conversation?.status === 'resolved') return 'resolved';
  return conversation?.controller ?? 'ai';
}

/** Whether dots are shown, and whose: the AI owes an answer not yet to be seen, or somebody types. */
export function writerOf(state: ChatState): { readonly name: string; readonly ai: boolean } | null {
  const { replica, typing, config } = state;
  const holder = holderOf(state);
  if (holder === 'human' && typing) {
    return { name: typing.name ?? replica.conversation?.teammateName ?? '', ai: false };
  }
  const asked = replica.pending.some((message) => message.state === 'sending');
  const seen = shownPreview(replica) !== null;
  const aiOwes = replica.conversation?.aiWorking === true && holder === 'ai' && !seen;
  const aiWillOwe = asked && (holder === 'ai' || holder === 'resolved');
  return aiOwes || aiWillOwe ? { name: config.aiAgentName, ai: true } : null;
}

/** Choices of the newest message, while they can still be taken. */
export function openChoices(state: ChatState): readonly string[] {
  const { entries, pending } = state.replica;
  const last = entries.at(-1);
  const answerable = last?.kind === 'message' && last.author === 'ai' && pending.length === 0;
  return answerable && holderOf(state) === 'ai' ? last.choices : [];
}
