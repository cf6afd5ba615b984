/**
 * Somebody new each time: with them the AI has control, until a teammate cannot keep still. Some ask one
 * thing and go, some stay for a talk.
 */
import type { Screen, Sent } from '../laws/index.ts';
import { type Chance, pause } from '../../support/random.ts';
import type { Customer } from './customer.ts';
import type { Stop } from './insist.ts';

/** So many screens stay open; who came earlier has put the phone away. */
const LOOKING = 20;
const COMPARED_AT_A_TIME = 10;

export type Visit = (somebody: Customer, stop: Stop) => Promise<void>;

export class Passersby {
  readonly sent: Sent[] = [];
  readonly #next: () => Customer;
  readonly #chance: Chance;
  readonly #visit: Visit;
  readonly #came: Customer[] = [];

  constructor(next: () => Customer, chance: Chance, visit: Visit) {
    this.#next = next;
    this.#chance = chance;
    this.#visit = visit;
  }

  async come(stop: Stop): Promise<void> {
    while (!stop.stopped) {
      const somebody = this.#next();
      this.#came.push(somebody);
      await this.#visit(somebody, stop);
      this.sent.push(...somebody.sent);
      this.#came.at(-1 - LOOKING)?.leave();
      await pause(this.#chance.between(400, 2_000));
    }
  }

  async compare(): Promise<Screen[]> {
    const screens: Screen[] = [];
    for (let at = 0; at < this.#came.length; at += COMPARED_AT_A_TIME) {
      const some = this.#came.slice(at, at + COMPARED_AT_A_TIME);
      const compared = some.map((each, index) => each.compare(`passer-by ${at + index + 1}`));
      screens.push(...(await Promise.all(compared)).flat());
    }
    return screens;
  }
}
