/**
 * A scripted customer in two tabs: writes, sends the same message twice, sends an old one again, closes
 * a tab in mid-sentence and comes back. Never gives up because a server died, and never makes a new
 * message of an old one.
 */
import { CustomerApi } from '../api.ts';
import type { Screen, Sent } from '../laws/index.ts';
import { type Chance, pause } from '../../support/random.ts';
import { CustomerTab } from './customer-tab.ts';
import { obtain, type Stop } from './insist.ts';
import { PostBox } from './post-box.ts';

/** By the documents. */
const answerable = [
  'How do I reset my lamp?',
  'The lamp will not connect to my Wi-Fi',
  'What does Lumen Plus cost?',
  'Where is my order?',
  'How do I send a lamp back?',
  'Do you deliver to Norway?',
  'The light flickers on video calls',
];
const questions = [...answerable, 'Can I pay my taxes with you in seashells?'];
const pleas = ['I want to talk to a person', 'Can a human help me please?'];

export interface CustomerOptions {
  base: string;
  widgetKey: string;
  chance: Chance;
  /** Everything that customers were shown of answers in the making. */
  previews?: string[];
}

export class Customer {
  readonly #post = new PostBox();
  readonly #options: CustomerOptions;
  readonly #tabs: CustomerTab[] = [];

  constructor(options: CustomerOptions) {
    this.#options = options;
  }

  get sent(): Sent[] {
    return this.#post.sent;
  }

  async talk(stop: Stop): Promise<void> {
    const { chance } = this.#options;
    await this.#open(2);
    while (!stop.stopped) {
      const tab = chance.oneOf(this.#tabs);
      await this.#say(tab, chance.next() < 0.25 ? chance.oneOf(pleas) : chance.oneOf(questions));
      // Now and then two in a row, as people do; from whichever tab.
      if (chance.next() < 0.3) await this.#say(chance.oneOf(this.#tabs), chance.oneOf(questions));
      if (chance.next() < 0.1) await this.#sayOldThingsAgain(tab);
      if (chance.next() < 0.25) tab.sleep();
      await pause(chance.between(50, 900));
      if (chance.next() < 0.6) tab.wake();
    }
  }

  /** Comes, asks one thing that the documents may answer, and waits. */
  async askOnce(): Promise<void> {
    await this.#open(1);
    const [tab] = this.#tabs;
    if (tab) await this.#say(tab, this.#options.chance.oneOf(questions));
  }

  /**
   * Asks the next thing in the very moment in which the answer is there, for as long as it is the AI that
   * answers. That moment is asked of the server: live news may be late.
   */
  async keepAsking(stop: Stop): Promise<void> {
    const { chance } = this.#options;
    await this.#open(1);
    const [tab] = this.#tabs;
    if (tab === undefined) return;
    // In another order each time, and none twice: who repeats a question is given to a person.
    for (const question of answerable.toSorted(() => chance.next() - 0.5)) {
      await this.#say(tab, question);
      if (stop.stopped || !(await tab.isAnsweredByAi())) return;
      await pause(chance.between(0, 20));
    }
  }

  /** Goes to do something else. What is on the screen stays there. */
  leave(): void {
    for (const tab of this.#tabs) tab.sleep();
  }

  compare(whose: string): Promise<Screen[]> {
    return Promise.all(this.#tabs.map((tab, index) => tab.compare(`${whose}, tab ${index + 1}`)));
  }

  async #open(tabs: number): Promise<void> {
    const { base, widgetKey, previews = [] } = this.#options;
    let token: string | null = null;
    for (let n = 0; n < tabs; n++) {
      const api = new CustomerApi(base, widgetKey, token);
      const session = await obtain(() => api.begin());
      token = session.token;
      this.#tabs.push(new CustomerTab(api, session, previews));
    }
  }

  async #say(tab: CustomerTab, body: string): Promise<void> {
    const { chance } = this.#options;
    const message = this.#post.write(body);
    const into = chance.next() < 0.5 ? tab.shows : null;
    // An impatient browser: the same message twice at once, perhaps from the other tab.
    const again = chance.next() < 0.2 ? chance.oneOf(this.#tabs) : null;
    await Promise.all([tab.say(message, into), again?.say(message, into)]);
    this.#post.acknowledge(message);
  }

  /** A tab that slept finds it in its storage, and does not know that it arrived. */
  async #sayOldThingsAgain(tab: CustomerTab): Promise<void> {
    const old = this.#options.chance.oneOf(this.sent);
    await tab.say(old, tab.shows);
  }
}
