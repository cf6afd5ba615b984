/**
 * Folds one event into the state. Events are facts: nothing is refused here.
 */
import type { ConversationEvent, TeammateId } from '@baton/protocol';
import { settlesQuestions, startsEpisode } from './episode.ts';
import { shorten } from './preview.ts';
import type { Control, ConversationState, HumanControl, RunStanding, Standing } from './state.ts';

export function evolve(
  state: ConversationState | null,
  event: ConversationEvent,
): ConversationState {
  if (state === null) return begin(event);
  const next: ConversationState = {
    ...state,
    ...remembered(state, event),
    version: event.version,
    changedAt: event.at,
  };
  return { ...next, ...applied(next, event) };
}

export function fold(events: readonly ConversationEvent[]): ConversationState | null {
  return events.reduce<ConversationState | null>(evolve, null);
}

function begin(event: ConversationEvent): ConversationState {
  if (event.type !== 'conversationStarted') {
    throw new Error(`a conversation begins with conversationStarted, not ${event.type}`);
  }
  return {
    version: event.version,
    turn: 0,
    standing: open({ by: 'ai', owesTurn: null }),
    unanswered: null,
    episode: { number: 1, startsAt: event.version, handoffReasons: [] },
    aiAgentId: event.aiAgentId,
    contact: { id: event.contactId, name: null, email: null },
    tags: [],
    preview: { author: 'contact', text: '' },
    lastMessageAt: event.at,
    createdAt: event.at,
    changedAt: event.at,
  };
}

/** What an event does to memory, wherever the conversation stands: questions and episodes. */
function remembered(
  state: ConversationState,
  event: ConversationEvent,
): Partial<ConversationState> {
  const changes: Partial<ConversationState> = {};
  if (event.type === 'customerMessageSent') {
    changes.unanswered = state.unanswered ?? { since: event.at, version: event.version };
  }
  if (settlesQuestions(event)) changes.unanswered = null;
  if (startsEpisode(event)) {
    changes.episode = {
      number: state.episode.number + 1,
      startsAt: event.version,
      handoffReasons: [],
    };
  }
  return changes;
}

function applied(state: ConversationState, event: ConversationEvent): Partial<ConversationState> {
  switch (event.type) {
    case 'conversationStarted':
      throw new Error('a conversation starts once');
    case 'customerMessageSent':
      return {
        ...spoke('contact', event),
        turn: event.turn,
        ...(state.standing.control.by === 'ai' && {
          standing: open({ by: 'ai', owesTurn: event.turn }),
        }),
      };
    case 'aiAnswered':
      return { ...spoke('ai', event), standing: open({ by: 'ai', owesTurn: null }) };
    case 'handedOff':
      // Its words are the same every time: a list shows what the customer asked instead.
      return {
        lastMessageAt: event.at,
        ...control(state, { by: 'queue', since: event.at }),
        episode: { ...state.episode, handoffReasons: event.reasons },
      };
    case 'claimed':
      return control(state, human(event.teammateId, event.at));
    case 'tookOver':
      return {
        ...control(state, human(event.teammateId, event.at)),
        episode: { ...state.episode, handoffReasons: ['takeover'] },
      };
    case 'replied':
      return spoke('teammate', event);
    case 'transferred':
      return control(
        state,
        event.to === null ? { by: 'queue', since: event.at } : human(event.to, event.at),
      );
    case 'handedBack':
      // The customer who spoke last is answered by the AI now, not left in silence.
      return control(state, {
        by: 'ai',
        owesTurn: state.unanswered === null ? null : state.turn + 1,
      });
    case 'resolved':
      return { standing: { status: 'resolved', control: atRest(state.standing.control) } };
    case 'reopened':
      return control(
        state,
        event.assigneeId === null
          ? { by: 'ai', owesTurn: null }
          : human(event.assigneeId, event.at),
      );
    case 'snoozed':
      return { standing: snoozed(state.standing, event.until) };
    case 'woke':
      return { standing: open(state.standing.control) };
    case 'tagged':
      return { tags: [...state.tags, event.tag] };
    case 'untagged':
      return { tags: state.tags.filter((tag) => tag !== event.tag) };
    case 'contactIdentified':
      return {
        contact: {
          id: state.contact.id,
          ...event.details,
          ...((event.verified || state.contact.verified) && { verified: true }),
        },
      };
    case 'actionRequested':
      return run(state, event, 'waiting');
    case 'actionDecided':
      return run(state, event, event.approved ? 'approved' : 'over');
    case 'actionFinished':
      return run(state, event, 'over');
    case 'noteAdded':
      return {};
  }
}

function run(
  { runs }: ConversationState,
  { runId, actionId, name }: Extract<ConversationEvent, { runId: unknown }>,
  is: RunStanding['is'],
): Partial<ConversationState> {
  return { runs: { ...runs, [runId]: { is, actionId, name } } };
}

/** Control changes hands: a new turn, so that whatever the AI has in flight is for an old one. */
function control(state: ConversationState, next: Control): Partial<ConversationState> {
  return { turn: state.turn + 1, standing: open(next) };
}

function open(next: Control): Standing {
  return { status: 'open', control: next };
}

function human(teammateId: TeammateId, since: string): HumanControl {
  return { by: 'human', teammateId, since };
}

function snoozed({ control: held }: Standing, until: string): Standing {
  if (held.by !== 'human') throw new Error('only what a person has can be snoozed');
  return { status: 'snoozed', until, control: held };
}

/** Who gets the next message: the person who had it, else the AI. Nobody waits any more. */
function atRest(held: Control): Extract<Standing, { status: 'resolved' }>['control'] {
  return held.by === 'human' ? held : { by: 'ai', owesTurn: null };
}

function spoke(
  author: ConversationState['preview']['author'],
  { body, at }: { body: string; at: string },
): Pick<ConversationState, 'preview' | 'lastMessageAt'> {
  return { preview: { author, text: shorten(body) }, lastMessageAt: at };
}
