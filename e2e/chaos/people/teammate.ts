/**
 * A scripted teammate: claims, replies, takes over, hands back, passes on, notes, snoozes, resolves and
 * reopens, as the queue and whim have it; often the very thing that a colleague does at that moment.
 */
import type { ConversationChanged, InboxView } from '@baton/protocol';
import { ApiFailure, type TeammateApi } from '../api.ts';
import type { ClaimAsked, Sent } from '../laws/index.ts';
import { type Chance, pause } from '../../support/random.ts';
import { insist, obtain, type Stop } from './insist.ts';
import { PostBox } from './post-box.ts';

type Answer = ConversationChanged | ApiFailure;

const looks: readonly InboxView[] = [
  ...(['waiting', 'waiting', 'waiting', 'mine', 'mine', 'ai', 'ai', 'open'] as const),
  ...(['resolved', 'snoozed'] as const),
];

export class BusyTeammate {
  readonly claims: ClaimAsked[] = [];
  readonly #post = new PostBox();
  readonly #api: TeammateApi;
  readonly #chance: Chance;
  #id = '';
  #colleagues: string[] = [];

  constructor(api: TeammateApi, chance: Chance) {
    this.#api = api;
    this.#chance = chance;
  }

  get sent(): Sent[] {
    return this.#post.sent;
  }

  async work(stop: Stop): Promise<void> {
    const { teammate, teammates } = await obtain(() => this.#api.session());
    this.#id = teammate.id;
    this.#colleagues = teammates.map(({ id }) => id).filter((id) => id !== teammate.id);
    while (!stop.stopped) {
      const view = this.#chance.oneOf(looks);
      const { conversations } = await obtain(() => this.#api.list(view));
      // The first of the list is what colleagues look at, too.
      const near = conversations.slice(0, this.#chance.next() < 0.5 ? 1 : conversations.length);
      if (near.length > 0) await this.#act(view, this.#chance.oneOf(near).id);
      await pause(this.#chance.between(30, 400));
    }
  }

  async #act(view: InboxView, id: string): Promise<void> {
    const dice = this.#chance.next();
    switch (view) {
      case 'waiting':
        if (dice < 0.1) return this.#write(id, 'notes');
        if (dice < 0.2) return this.#write(id, 'replies');
        await this.#claim(id);
        return this.#write(id, 'replies');
      case 'ai':
        // Steps in while the AI may be in mid-answer.
        if (dice < 0.3) return this.#write(id, 'replies');
        if (dice < 0.5) return this.#do(id, 'take-over');
        return;
      case 'mine':
        if (dice < 0.6) await this.#write(id, 'replies');
        return this.#passOn(id);
      case 'open':
        if (dice < 0.3) return this.#write(id, 'notes');
        if (dice < 0.5) return this.#transfer(id);
        if (dice < 0.6) return this.#do(id, 'resolve');
        return;
      case 'resolved':
        if (dice < 0.3) return this.#do(id, 'reopen');
        if (dice < 0.5) return this.#write(id, 'replies');
        return;
      case 'snoozed':
        return this.#write(id, dice < 0.5 ? 'notes' : 'replies');
    }
  }

  async #passOn(id: string): Promise<void> {
    const dice = this.#chance.next();
    if (dice < 0.4) return this.#do(id, 'hand-back');
    if (dice < 0.7) return this.#do(id, 'resolve');
    if (dice < 0.85) return this.#transfer(id);
    // By this person's watch: a server whose clock is ahead may well refuse.
    const until = new Date(Date.now() + this.#chance.between(500, 4_000)).toISOString();
    return this.#do(id, 'snooze', { until });
  }

  async #transfer(id: string): Promise<void> {
    const to = this.#chance.oneOf([null, ...this.#colleagues]);
    return this.#do(id, 'transfer', { to });
  }

  async #claim(id: string): Promise<void> {
    const answer = await this.#ask(id, 'claim');
    if (!(answer instanceof ApiFailure)) this.#claimed(id, answer.changed ? 'won' : 'had', null);
    else if (answer.code === 'already_claimed') this.#claimed(id, 'refused', answer.teammateId);
  }

  #claimed(conversationId: string, told: ClaimAsked['told'], heldBy: string | null): void {
    this.claims.push({ conversationId, by: this.#id, told, heldBy });
  }

  async #write(id: string, where: 'replies' | 'notes'): Promise<void> {
    const message = this.#post.write(`A person here, ${this.#chance.between(1, 1_000_000)}.`);
    const { clientMessageId, body } = message;
    const answer = await this.#ask(id, where, { clientMessageId, body });
    if (answer instanceof ApiFailure) this.#post.takeBack(message);
    else this.#post.acknowledge(message);
  }

  async #do(id: string, action: string, body: object = {}): Promise<void> {
    await this.#ask(id, action, body);
  }

  #ask(id: string, action: string, body: object = {}): Promise<Answer> {
    return insist(() =>
      this.#api.post<ConversationChanged>(`/api/conversations/${id}/${action}`, body),
    );
  }
}
