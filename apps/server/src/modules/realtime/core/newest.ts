// Who has counted how far, of those who count what they say: so that what comes twice, or after what
// was said later, is known to be old.

/** A process that starts anew has another name: the oldest names are forgotten. */
const MOST_NAMES = 200;

export class Newest {
  readonly #heard = new Map<string, number>();

  /** Is `n` beyond everything heard from this one? Then it is remembered. */
  isNews(from: string, n: number): boolean {
    if (n <= (this.#heard.get(from) ?? 0)) return false;
    this.#heard.delete(from);
    this.#heard.set(from, n);
    if (this.#heard.size > MOST_NAMES) {
      const [silentLongest] = this.#heard.keys();
      this.#heard.delete(silentLongest as string);
    }
    return true;
  }
}
