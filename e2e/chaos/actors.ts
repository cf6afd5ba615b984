/**
 * Scripted people. Each does what its browser would: sends, and sends the same again until it is
 * acknowledged; never gives up because a server died, never invents a new id for an old message.
 */
import { randomUUID } from 'node:crypto';
import type { WidgetSession } from '@baton/protocol';
import { ApiFailure, CustomerApi, type TeammateApi } from './api.ts';
import { type Chance, pause } from '../support/random.ts';

/** What a person sent, and whether they were told that it is stored. */
export interface Sent {
  clientMessageId: string;
  body: string;
  conversationId: string | null;
  acknowledged: boolean;
}

export interface Stop {
  stopped: boolean;
}

const questions = [
  'How do I reset my lamp?',
  'The lamp will not connect to my Wi-Fi',
  'What does Lumen Plus cost?',
  'Where is my order?',
  'How do I send a lamp back?',
  'Do you deliver to Norway?',
  'Can I pay my taxes with you in seashells?',
  'The light flickers on video calls',
];
const pleas = ['I want to talk to a person', 'Can a human help me please?'];

const GIVE_UP_MS = 60_000;

/** Sends until acknowledged. A refusal (not an outage) ends it. */
async function insist<T>(attempt: () => Promise<T>): Promise<T | ApiFailure> {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof ApiFailure && !error.passing) return error;
      if (Date.now() > deadline) throw error;
      await pause(120);
    }
  }
}

type Begun = (api: CustomerApi, session: WidgetSession) => void;

export class Customer {
  readonly sent: Sent[] = [];
  readonly #api: CustomerApi;
  readonly #chance: Chance;
  readonly #begun: Begun;

  /** `begun`: the chat is open. */
  constructor(base: string, widgetKey: string, chance: Chance, begun: Begun = () => {}) {
    this.#api = new CustomerApi(base, widgetKey);
    this.#chance = chance;
    this.#begun = begun;
  }

  async talk(stop: Stop): Promise<void> {
    const session = await insist(() => this.#api.begin());
    if (session instanceof ApiFailure) throw session;
    this.#begun(this.#api, session);
    while (!stop.stopped) {
      const chance = this.#chance;
      const body = chance.next() < 0.25 ? chance.oneOf(pleas) : chance.oneOf(questions);
      await this.#say(body);
      // Now and then two in a row, as people do.
      if (chance.next() < 0.3) await this.#say(chance.oneOf(questions));
      await pause(chance.between(50, 900));
    }
  }

  /** Comes, asks one thing that the documents may answer, and waits. */
  async askOnce(): Promise<void> {
    const session = await insist(() => this.#api.begin());
    if (session instanceof ApiFailure) throw session;
    this.#begun(this.#api, session);
    await this.#say(this.#chance.oneOf(questions));
  }

  async #say(body: string): Promise<void> {
    const message: Sent = {
      clientMessageId: randomUUID(),
      body,
      conversationId: null,
      acknowledged: false,
    };
    this.sent.push(message);
    const doubled = this.#chance.next() < 0.2;
    const send = () => insist(() => this.#api.send(message.clientMessageId, body));
    // An impatient browser: the same message twice at once.
    const [stored] = await Promise.all(doubled ? [send(), send()] : [send()]);
    if (stored instanceof ApiFailure) throw stored;
    message.acknowledged = true;
    message.conversationId = stored.snapshot.conversation.id;
  }
}

/** Somebody new each time: with them the AI has control, until a teammate cannot keep still. */
export class Passersby {
  readonly sent: Sent[] = [];
  readonly #next: () => Customer;
  readonly #chance: Chance;

  constructor(next: () => Customer, chance: Chance) {
    this.#next = next;
    this.#chance = chance;
  }

  async come(stop: Stop): Promise<void> {
    while (!stop.stopped) {
      const somebody = this.#next();
      await somebody.askOnce();
      this.sent.push(...somebody.sent);
      await pause(this.#chance.between(400, 2_000));
    }
  }
}

/** Claims, replies, takes over, hands back and resolves, as the queue and whim have it. */
export class BusyTeammate {
  readonly sent: Sent[] = [];
  readonly #api: TeammateApi;
  readonly #chance: Chance;

  constructor(api: TeammateApi, chance: Chance) {
    this.#api = api;
    this.#chance = chance;
  }

  async work(stop: Stop): Promise<void> {
    while (!stop.stopped) {
      const view = this.#chance.oneOf(['waiting', 'waiting', 'mine', 'ai']);
      const page = await insist(() => this.#api.list(view));
      if (page instanceof ApiFailure) throw page;
      if (page.conversations.length > 0) {
        const { id } = this.#chance.oneOf(page.conversations);
        await this.#act(view, id);
      }
      await pause(this.#chance.between(30, 400));
    }
  }

  async #act(view: string, id: string): Promise<void> {
    const post = (action: string) =>
      insist(() => this.#api.post(`/api/conversations/${id}/${action}`));
    switch (view) {
      case 'waiting':
        await post('claim');
        await this.#reply(id);
        return;
      case 'ai':
        // Steps in while the AI may be in mid-answer.
        if (this.#chance.next() < 0.4) await this.#reply(id);
        return;
      default:
        await this.#reply(id);
        await post(this.#chance.oneOf(['hand-back', 'hand-back', 'resolve']));
    }
  }

  async #reply(conversationId: string): Promise<void> {
    const message: Sent = {
      clientMessageId: randomUUID(),
      body: `A person here, ${this.#chance.between(1, 1_000_000)}.`,
      conversationId,
      acknowledged: false,
    };
    const answer = await insist(() =>
      this.#api.post(`/api/conversations/${conversationId}/replies`, {
        clientMessageId: message.clientMessageId,
        body: message.body,
      }),
    );
    if (answer instanceof ApiFailure) return;
    message.acknowledged = true;
    this.sent.push(message);
  }
}
