/**
 * A customer's open chat, as the widget holds it: a replica kept live by the client that browsers use.
 * It may sleep, with all it knows, and wake much later; in the end it must show what a fresh load gives.
 */
import type { WidgetFrame, WidgetSession } from '@baton/protocol';
import {
  acknowledge,
  apply,
  asking,
  chosen,
  type ContactReplica,
  createLiveConnection,
  empty,
  type LiveConnection,
  type LiveSocket,
  load,
  send,
  stillUnsure,
} from '@baton/replica';
import WebSocket from 'ws';
import type { CustomerApi } from '../api.ts';
import { difference, type Screen, type Sent } from '../laws/index.ts';
import { insist, obtain } from './insist.ts';
import { pause } from '../../support/random.ts';

const SAME_WITHIN_MS = 60_000;
/** Who waits for longer goes. */
const ANSWERED_WITHIN_MS = 30_000;
const LOOKS_EVERY_MS = 40;

export class CustomerTab {
  readonly #api: CustomerApi;
  readonly #connection: LiveConnection;
  readonly #previews: string[];
  #replica: ContactReplica;
  #choosing = false;

  /** `previews`: where everything is kept that was shown of answers in the making. */
  constructor(api: CustomerApi, session: WidgetSession, previews: string[]) {
    this.#api = api;
    this.#previews = previews;
    this.#replica = load(empty, session.snapshot, session.cursor);
    this.#connection = createLiveConnection<WidgetFrame>({
      url: `${api.base.replace('http', 'ws')}/widget/v1/live`,
      hello: () => ({ cursor: this.#replica.cursor, token: session.token }),
      onStatus: (status) => {
        if (status === 'live') void this.#becomeSure();
      },
      listen: () => () => {},
      onReset: async () => {
        const { snapshot, cursor } = await api.begin();
        this.#replica = load(this.#replica, snapshot, cursor);
        return cursor;
      },
      onFrame: (frame) => this.#hear(frame),
      createSocket: (url) =>
        new WebSocket(url, { headers: { origin: api.base } }) as unknown as LiveSocket,
    });
    this.wake();
  }

  wake(): void {
    this.#connection.start();
  }

  sleep(): void {
    this.#connection.stop();
  }

  /** The conversation that it shows. */
  get shows(): string | null {
    return this.#replica.conversation?.id ?? null;
  }

  /** Sends until it is acknowledged. */
  async say({ clientMessageId, body }: Sent, conversationId: string | null): Promise<void> {
    const at = new Date().toISOString();
    this.#replica = send(this.#replica, { clientMessageId, body, at });
    const stored = await obtain(() => this.#api.send(clientMessageId, body, conversationId));
    this.#replica = acknowledge(this.#replica, clientMessageId, stored.snapshot);
    void this.#becomeSure();
  }

  /** Waits until the AI owes nothing; true where it still has the conversation then. */
  async isAnsweredByAi(): Promise<boolean> {
    const deadline = Date.now() + ANSWERED_WITHIN_MS;
    while (Date.now() < deadline) {
      const now = await this.#api.conversation().catch(() => null);
      const conversation = now?.snapshot?.conversation;
      if (conversation?.aiWorking === false)
        return conversation.controller === 'ai' && conversation.status === 'open';
      await pause(LOOKS_EVERY_MS);
    }
    return false;
  }

  /** Awake, and given the time to hear what it missed. */
  async compare(whose: string): Promise<Screen> {
    this.wake();
    const deadline = Date.now() + SAME_WITHIN_MS;
    for (;;) {
      const differs = await this.#differs();
      if (differs === null || Date.now() > deadline) {
        this.sleep();
        return { whose, holds: 1, differences: differs === null ? [] : [differs] };
      }
      await pause(150);
    }
  }

  async #differs(): Promise<string | null> {
    if (this.#connection.status !== 'live') return 'did not come back to life';
    const fresh = await insist(() => this.#api.conversation());
    if (fresh instanceof Error) return fresh.message;
    const { conversation, entries, pending } = this.#replica;
    if (pending.length > 0) return `${pending.length} messages still seem to be on their way`;
    const held = conversation === null ? null : { conversation, entries };
    const differs = difference(held, fresh.snapshot);
    return differs === null ? null : `${this.shows}: ${differs}`;
  }

  /** As the widget does: asks which conversation is the current one, for as long as it is unsure. */
  async #becomeSure(): Promise<void> {
    if (this.#choosing) return;
    this.#choosing = true;
    while (this.#replica.unsure) {
      this.#replica = asking(this.#replica);
      const fresh = await this.#api.conversation().catch(() => null);
      if (fresh !== null) this.#replica = chosen(this.#replica, fresh.snapshot, fresh.cursor);
      else {
        this.#replica = stillUnsure(this.#replica);
        break;
      }
    }
    this.#choosing = false;
  }

  #hear(frame: WidgetFrame): void {
    if (frame.type === 'event') {
      this.#replica = apply(this.#replica, frame.event, frame.cursor);
      void this.#becomeSure();
    } else if (frame.type === 'draft' && !frame.withdrawn) this.#previews.push(frame.text);
  }
}
