/**
 * An inbox that is open the whole time: it lives through every fault with the client that browsers use,
 * and in the end must hold what a fresh load gives (law 7): every conversation, and the waiting list.
 */
import type { ConversationOpened, ConversationPage, Cursor, InboxFrame } from '@baton/protocol';
import {
  applyConversationChanged,
  applyToPage,
  createLiveConnection,
  type LiveConnection,
  type LiveSocket,
} from '@baton/replica';
import WebSocket from 'ws';
import { ApiFailure, type TeammateApi } from '../api.ts';
import { difference, type Screen } from '../laws/index.ts';
import { type Chance, pause } from '../../support/random.ts';
import { insist, obtain, type Stop } from './insist.ts';

const SAME_WITHIN_MS = 90_000;
/** What differs is told as far as it helps. */
const SHOWN = 8;

type Held = Pick<ConversationOpened, 'summary' | 'events'>;

export class InboxScreen {
  readonly #api: TeammateApi;
  readonly #held = new Map<string, Held>();
  readonly #gaps = new Map<string, string>();
  /** Where in the feed each was heard of last. */
  readonly #places = new Map<string, Cursor>();
  readonly #connection: LiveConnection;
  #waiting: ConversationPage;
  #me: string;
  #heard: Cursor;
  #resets = 0;

  static async open(api: TeammateApi): Promise<InboxScreen> {
    const { teammate } = await obtain(() => api.session());
    // The list first, so that its cursor is older than what is opened after it.
    const waiting = await obtain(() => api.list('waiting'));
    const screen = new InboxScreen(api, teammate.id, waiting);
    // What has a past is told by its changes alone.
    for (const view of ['open', 'snoozed', 'resolved']) {
      const { conversations } = await obtain(() => api.list(view));
      for (const { id } of conversations) {
        const { summary, events } = await obtain(() => api.open(id));
        screen.#held.set(id, { summary, events });
      }
    }
    screen.#connection.start();
    return screen;
  }

  private constructor(api: TeammateApi, me: string, waiting: ConversationPage) {
    this.#api = api;
    this.#me = me;
    this.#waiting = waiting;
    this.#heard = waiting.cursor;
    this.#connection = createLiveConnection<InboxFrame>({
      url: `${api.base.replace('http', 'ws')}/api/live`,
      hello: () => ({ cursor: this.#heard }),
      onStatus: () => {},
      listen: () => () => {},
      onReset: async () => {
        this.#resets += 1;
        this.#heard = (await obtain(() => api.list('open'))).cursor;
        return this.#heard;
      },
      onFrame: (frame) => this.#hear(frame),
      createSocket: (url) =>
        new WebSocket(url, {
          headers: { cookie: api.cookie, origin: api.base },
        }) as unknown as LiveSocket,
    });
  }

  /** A laptop that is closed now and then, with everything that it knows. */
  async nap(stop: Stop, chance: Chance): Promise<void> {
    while (!stop.stopped) {
      await pause(chance.between(500, 6_000));
      this.#connection.stop();
      await pause(chance.between(100, 4_000));
      this.#connection.start();
    }
  }

  close(): void {
    this.#connection.stop();
  }

  /** Given the time to hear what it missed: after the last fault it may still wait to reconnect. */
  async compare(whose: string): Promise<Screen> {
    const deadline = Date.now() + SAME_WITHIN_MS;
    const lasting = [
      ...this.#gaps.values(),
      ...(this.#resets > 0 ? [`was told to start anew ${this.#resets} times`] : []),
    ];
    let different = await this.#differences([...this.#held.keys()]);
    while (different.size > 0 && Date.now() < deadline) {
      await pause(300);
      different = await this.#differences([...different.keys()]);
    }
    const all = [...lasting, ...different.values()];
    const more = all.length > SHOWN ? [`… and ${all.length - SHOWN} more`] : [];
    return { whose, holds: this.#held.size, differences: [...all.slice(0, SHOWN), ...more] };
  }

  /** By conversation; the list under "waiting". */
  async #differences(ids: readonly string[]): Promise<Map<string, string>> {
    const different = new Map<string, string>();
    if (this.#connection.status !== 'live')
      return new Map([...ids, 'waiting'].map((id) => [id, `${id}: the screen is not live`]));
    for (const id of ids) {
      const followed = this.#held.get(id);
      if (followed === undefined) continue;
      const fresh = await insist(() => this.#api.open(id));
      if (fresh instanceof ApiFailure) {
        different.set(id, `${id}: ${fresh.message}`);
        continue;
      }
      const { summary, events } = fresh;
      const differs = difference(followed, { summary, events });
      if (differs !== null) different.set(id, `${id}: ${differs}`);
    }
    const list = await this.#waitingDiffers();
    if (list !== null) different.set('waiting', list);
    return different;
  }

  async #waitingDiffers(): Promise<string | null> {
    const { conversations } = await obtain(() => this.#api.list('waiting'));
    const followed = this.#waiting.conversations.slice(0, conversations.length);
    const differs = difference(followed, conversations);
    return differs === null ? null : `the waiting list: ${differs}`;
  }

  #hear(frame: InboxFrame): void {
    if ('cursor' in frame) this.#heard = frame.cursor;
    if (frame.type !== 'event' || frame.event.type !== 'conversation.changed') return;
    const { event } = frame;
    const { summary, events } = event;
    this.#waiting = applyToPage(this.#waiting, event, 'waiting', this.#me);
    if (events.length === 0) return;
    // A conversation that began while we listened is known from its first event on.
    const known = this.#held.get(summary.id) ?? { summary: { ...summary, version: 0 }, events: [] };
    const next = applyConversationChanged(known, event);
    if (next === 'gap') {
      const heard = `heard v${events[0]?.version} to v${summary.version} at ${frame.cursor}`;
      const had = `v${known.summary.version} of ${this.#places.get(summary.id) ?? 'the first load'}`;
      // Only the first one tells something.
      if (!this.#gaps.has(summary.id))
        this.#gaps.set(summary.id, `${summary.id}: ${heard} after ${had}`);
    } else {
      this.#held.set(summary.id, { summary: next.summary, events: next.events });
      this.#places.set(summary.id, frame.cursor);
    }
  }
}
