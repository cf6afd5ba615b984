// Sockets that have not said who they are, by address: one address may hold only so many, so that
// nobody fills the house with visitors who never speak.

export class Strangers {
  readonly #most: number;
  readonly #waiting = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Null: this address has too many already. Else, how to say that this one is no stranger now. */
  enter(address: string): (() => void) | null {
    const here = this.#waiting.get(address) ?? 0;
    if (here >= this.#most) return null;
    this.#waiting.set(address, here + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const now = (this.#waiting.get(address) ?? 1) - 1;
      if (now === 0) this.#waiting.delete(address);
      else this.#waiting.set(address, now);
    };
  }
}
