import type { ContactConversation, ContactEntry, WidgetConfig } from '@baton/protocol';
import { empty, load, send } from '@baton/replica';
import { describe, expect, it } from 'vitest';
import {
  type ChatState,
  initialState,
  openChoices,
  unreadMessages,
  writerOf,
} from './chat-state.ts';

const config = { aiAgentName: 'Lumi' } as WidgetConfig;
const AT = '2026-01-01T10:00:00.000Z';

const message = (version: number, author: 'you' | 'ai' | 'teammate', choices: string[] = []) =>
  ({
    kind: 'message',
    version,
    author,
    choices,
    body: '',
    clientMessageId: null,
    at: AT,
  }) as unknown as ContactEntry;

function state(
  facts: Partial<ContactConversation>,
  entries: ContactEntry[],
  over: Partial<ChatState> = {},
): ChatState {
  const conversation = {
    id: 'cnv_1',
    version: 9,
    status: 'open',
    controller: 'ai',
    turn: 1,
    teammateName: null,
    aiWorking: false,
    ...facts,
  } as ContactConversation;
  return {
    ...initialState(config),
    replica: load(empty, { conversation, entries }, '1.1'),
    ...over,
  };
}

describe('unread', () => {
  it('is what others wrote after the last line that was seen', () => {
    const entries = [message(1, 'ai'), message(2, 'you'), message(3, 'ai'), message(4, 'teammate')];
    const seen = { conversationId: 'cnv_1', version: 1 };
    expect(unreadMessages(state({}, entries, { seen })).map((one) => one.version)).toEqual([3, 4]);
  });

  it('is what came of an action, too', () => {
    const told = { kind: 'notice', version: 2, notice: 'actionDone', name: 'Cancel', at: AT };
    const entries = [told, { ...told, version: 3, text: 'Done.' }] as ContactEntry[];
    expect(unreadMessages(state({}, entries))).toEqual([
      { version: 3, author: 'ai', name: 'Cancel', text: 'Done.' },
    ]);
  });

  it('starts anew with a new conversation', () => {
    const seen = { conversationId: 'cnv_0', version: 50 };
    expect(unreadMessages(state({}, [message(1, 'ai')], { seen }))).toHaveLength(1);
  });
});

describe('the dots', () => {
  const asking = (facts: Partial<ContactConversation>) => {
    const base = state(facts, []);
    const pending = { clientMessageId: 'client-1', body: 'hi', at: AT };
    return { ...base, replica: send(base.replica, pending) };
  };

  it('are the AI’s from the moment something is asked of it', () => {
    expect(writerOf(asking({}))).toEqual({ name: 'Lumi', ai: true });
    expect(writerOf(state({ aiWorking: true }, []))).toEqual({ name: 'Lumi', ai: true });
  });

  it('are nobody’s while the customer waits for a person', () => {
    expect(writerOf(asking({ controller: 'queue' }))).toBeNull();
  });

  it('are the teammate’s while they type, and never the AI’s under a person’s control', () => {
    const human = { controller: 'human', teammateName: 'Sam', aiWorking: true } as const;
    expect(writerOf(state(human, [], { typing: { name: 'Sam' } }))).toEqual({
      name: 'Sam',
      ai: false,
    });
    expect(writerOf(state(human, []))).toBeNull();
  });
});

describe('choices', () => {
  it('can be taken only from the newest message, while the AI listens', () => {
    const asked = message(1, 'ai', ['A', 'B']);
    expect(openChoices(state({}, [asked]))).toEqual(['A', 'B']);
    expect(openChoices(state({}, [asked, message(2, 'you')]))).toEqual([]);
    expect(openChoices(state({ controller: 'queue' }, [asked]))).toEqual([]);
  });
});
