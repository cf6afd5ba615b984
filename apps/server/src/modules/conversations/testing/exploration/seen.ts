/**
 * A second opinion: what an onlooker makes of the events, with rules of their own, and which law
 * an event breaks. Shares no code with the core, so that a mistake in it cannot hide itself.
 */
import type { ConversationEvent, TeammateId } from '@baton/protocol';

export interface Seen {
  version: number;
  at: string;
  status: 'none' | 'open' | 'snoozed' | 'resolved';
  control: 'nobody' | 'ai' | 'queue' | TeammateId;
  /** The customer's messages since the last public answer. */
  unanswered: number;
  /** What the AI said since it was last called on: by a message, by a hand-back. */
  spoken: number;
  customerTurn: number;
  aiTurn: number;
  runs: Readonly<Record<string, 'asked' | 'approved' | 'over'>>;
}

export const nothingSeen: Seen = {
  version: 0,
  at: '',
  status: 'none',
  control: 'nobody',
  unanswered: 0,
  spoken: 0,
  customerTurn: 0,
  aiTurn: 0,
  runs: {},
};

/** Events after which what the AI has in flight is for an old turn. */
const newTurns = new Set<ConversationEvent['type']>([
  'customerMessageSent',
  'handedOff',
  'claimed',
  'tookOver',
  'transferred',
  'handedBack',
  'resolved',
  'reopened',
]);
export const makesLate = ({ type }: ConversationEvent): boolean => newTurns.has(type);

export const isPerson = (control: Seen['control']): control is TeammateId =>
  control !== 'nobody' && control !== 'ai' && control !== 'queue';

export function see(
  before: Seen,
  event: ConversationEvent,
): { seen: Seen; broken: readonly string[] } {
  const broken: string[] = [];
  const must = (holds: boolean, law: string) => {
    if (!holds) broken.push(law);
  };
  must(event.version === before.version + 1, 'law 6: versions have no gaps');
  must(event.at >= before.at, 'law 6: time never runs backwards in a conversation');
  const seen = { ...before, version: event.version, at: event.at };
  const is = (run: keyof Seen['runs'], standing: Seen['runs'][string]) => {
    seen.runs = { ...before.runs, [run]: standing };
  };

  switch (event.type) {
    case 'conversationStarted':
      must(before.status === 'none', 'a conversation starts once');
      return { seen: { ...seen, status: 'open', control: 'ai' }, broken };
    case 'customerMessageSent':
      must(before.status === 'open', 'law 5: a customer writes into an open conversation');
      must(event.turn > before.customerTurn, 'law 1: every customer message is a new turn');
      seen.unanswered += 1;
      seen.spoken = 0;
      seen.customerTurn = event.turn;
      return { seen, broken };
    case 'aiAnswered':
    case 'handedOff':
      must(before.status === 'open', 'law 1: the AI never speaks in a closed conversation');
      must(before.control === 'ai', 'law 1: the AI speaks only while it has control');
      must(before.unanswered > 0, 'law 2: the AI speaks only to an open question');
      must(before.spoken === 0, 'law 2: the AI speaks once when it is called on');
      must(event.turn >= before.customerTurn, 'law 1: the AI answers the newest turn');
      must(event.turn > before.aiTurn, 'law 2: no turn is answered twice');
      seen.spoken += 1;
      seen.aiTurn = event.turn;
      if (event.type === 'handedOff') seen.control = 'queue';
      else seen.unanswered = 0;
      return { seen, broken };
    case 'claimed':
      must(before.control === 'queue', 'law 4: claimed from the queue, and from nobody else');
      must(before.status === 'open', 'law 4: only an open conversation is claimed');
      return { seen: { ...seen, control: event.teammateId }, broken };
    case 'tookOver':
      must(before.control === 'ai', 'law 4: taken over from the AI, and from nobody else');
      return { seen: { ...seen, control: event.teammateId }, broken };
    case 'replied':
      must(isPerson(before.control), 'law 3: where a reply stands, a person has control');
      must(before.status !== 'resolved', 'law 3: a reply opens what was resolved');
      return { seen: { ...seen, unanswered: 0 }, broken };
    case 'transferred':
      must(before.status === 'open', 'only what is open is transferred');
      must(
        event.from === (isPerson(before.control) ? before.control : null),
        'a transfer names the one who had it',
      );
      must(
        event.because === undefined || before.unanswered > 0,
        'nothing is taken from a teammate who has answered',
      );
      return { seen: { ...seen, control: event.to ?? 'queue' }, broken };
    case 'handedBack':
      must(before.status === 'open', 'only what is open is handed back');
      must(before.control !== 'ai', 'handed back once');
      return { seen: { ...seen, control: 'ai', spoken: 0 }, broken };
    case 'resolved':
      must(before.status !== 'resolved', 'a conversation is closed once');
      must(
        !Object.values(before.runs).includes('asked'),
        'nothing waits for approval in a resolved conversation',
      );
      return { seen: { ...seen, status: 'resolved', unanswered: 0 }, broken };
    case 'reopened':
      must(before.status === 'resolved', 'only what is resolved is reopened');
      must(
        event.controller === (event.assigneeId === null ? 'ai' : 'human'),
        'a reopening says who has it',
      );
      return { seen: { ...seen, status: 'open', control: event.assigneeId ?? 'ai' }, broken };
    case 'snoozed':
      must(isPerson(before.control), 'only what a person has is snoozed');
      return { seen: { ...seen, status: 'snoozed' }, broken };
    case 'woke':
      must(before.status === 'snoozed', 'only what sleeps wakes');
      return { seen: { ...seen, status: 'open' }, broken };
    case 'actionRequested':
      must(before.runs[event.runId] === undefined, 'a run is asked for once');
      is(event.runId, 'asked');
      return { seen, broken };
    case 'actionDecided':
      must(before.runs[event.runId] === 'asked', 'law 4: a run is decided once');
      must(event.by === null || isPerson(before.control), 'law 3: a decision takes control');
      is(event.runId, event.approved ? 'approved' : 'over');
      return { seen, broken };
    case 'actionFinished':
      must(before.runs[event.runId] !== 'over', 'a run ends once');
      is(event.runId, 'over');
      return { seen, broken };
    case 'noteAdded':
    case 'tagged':
    case 'untagged':
    case 'contactIdentified':
      return { seen, broken };
  }
}
