/**
 * Builds a conversation's events as a scene:
 *
 *   aConversation().customerSays('Hello?').handedOff().claimedBy(ana).repliedBy(ana, 'Hi!').events
 *
 * Versions, times (a minute apart), turns and ids follow on by themselves.
 */
import type {
  AiAgentId,
  Brief,
  ContactDetails,
  ContactId,
  ConversationEvent,
  DecisionSummary,
  HandoffReason,
  TeammateId,
} from '@baton/protocol';
import { minute } from '../fakes/test-clock.ts';
import { idOf, ids } from '../ids.ts';
import { aBrief, aDecision, aSource } from './decision.ts';

type Unplaced<E> = E extends ConversationEvent ? Omit<E, 'version' | 'at'> : never;

/** Besides customer messages, what begins a new turn: control changes hands. */
const turnsOver: ReadonlySet<ConversationEvent['type']> = new Set([
  'handedOff',
  'claimed',
  'tookOver',
  'transferred',
  'handedBack',
  'reopened',
]);

export class ConversationBuilder {
  readonly events: ConversationEvent[] = [];
  /** The turn after the last event: what the AI's result must carry to count. */
  turn = 0;
  /** Keeps the ids of several conversations of one test apart. */
  readonly #series: number;

  constructor({ series, contactId, aiAgentId, page }: Required<StartOptions>) {
    this.#series = series * 1_000;
    this.happened({ type: 'conversationStarted', contactId, aiAgentId, page });
  }

  /** Any event: for what has no method of its own. */
  happened(event: Unplaced<ConversationEvent>): this {
    const version = this.events.length + 1;
    this.events.push({ ...event, version, at: minute(version) });
    if (event.type === 'customerMessageSent') this.turn = event.turn;
    if (turnsOver.has(event.type)) this.turn += 1;
    return this;
  }

  customerSays(body = 'Where is my order?'): this {
    const message = this.#message(body);
    return this.happened({ type: 'customerMessageSent', ...message, turn: this.turn + 1 });
  }

  aiAnswers(body = 'It is on its way.', decision: Partial<DecisionSummary> = {}): this {
    const { messageId } = this.#message(body);
    return this.happened({
      type: 'aiAnswered',
      messageId,
      body,
      turn: this.turn,
      sources: [aSource()],
      choices: [],
      decision: aDecision(decision),
    });
  }

  handedOff(
    reasons: HandoffReason[] = ['direct_request'],
    { body = 'I am passing you on to a person.', brief = {} }: HandoffOptions = {},
  ): this {
    return this.happened({
      type: 'handedOff',
      messageId: this.#message(body).messageId,
      body,
      turn: this.turn,
      reasons,
      brief: aBrief({ reasons, ...brief }),
      decision: aDecision({ outcome: 'handoff', reasons }),
    });
  }

  claimedBy(teammateId: TeammateId): this {
    return this.happened({ type: 'claimed', teammateId });
  }

  takenOverBy(teammateId: TeammateId): this {
    return this.happened({
      type: 'tookOver',
      teammateId,
      interruptedTurn: null,
      brief: null,
    });
  }

  repliedBy(teammateId: TeammateId, body = 'Let me look into that.'): this {
    return this.happened({ type: 'replied', ...this.#message(body), teammateId });
  }

  notedBy(teammateId: TeammateId, body = 'Called the warehouse.'): this {
    return this.happened({ type: 'noteAdded', ...this.#message(body), teammateId });
  }

  transferred(by: TeammateId, from: TeammateId | null, to: TeammateId | null): this {
    return this.happened({ type: 'transferred', by, from, to });
  }

  returnedFrom(from: TeammateId, because: 'away' | 'unanswered' = 'away'): this {
    return this.happened({ type: 'transferred', by: null, from, to: null, because });
  }

  handedBackBy(teammateId: TeammateId): this {
    return this.happened({ type: 'handedBack', teammateId });
  }

  resolvedBy(by: TeammateId | null): this {
    return this.happened({ type: 'resolved', by });
  }

  reopenedFor(assigneeId: TeammateId | null, by: TeammateId | null = null): this {
    const controller = assigneeId === null ? 'ai' : 'human';
    return this.happened({ type: 'reopened', by, controller, assigneeId });
  }

  snoozedBy(by: TeammateId, until: string): this {
    return this.happened({ type: 'snoozed', by, until });
  }

  taggedWith(tag: string, by: TeammateId | null = null): this {
    return this.happened({ type: 'tagged', by, tag });
  }

  identifiedAs(details: ContactDetails): this {
    return this.happened({ type: 'contactIdentified', details });
  }

  #message(body: string) {
    const n = this.#series + this.events.length + 1;
    return { messageId: ids.message(n), clientMessageId: idOf('client', n), body };
  }
}

interface HandoffOptions {
  body?: string;
  brief?: Partial<Brief>;
}

interface StartOptions {
  /** Set it apart in tests with several conversations. */
  series?: number;
  contactId?: ContactId;
  aiAgentId?: AiAgentId;
  page?: string | null;
}

/** A conversation that has started, and in which nothing was said yet. */
export function aConversation({
  series = 0,
  contactId = ids.contact(),
  aiAgentId = ids.aiAgent(),
  page = null,
}: StartOptions = {}): ConversationBuilder {
  return new ConversationBuilder({ series, contactId, aiAgentId, page });
}
