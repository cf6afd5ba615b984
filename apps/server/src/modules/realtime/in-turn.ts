// Every client has its turn once in a while, and they have it one after the other, evenly: a timer
// each costs memory, and all of them at once would keep everybody waiting, who came back together
// after a restart.

const TICK_MS = 250;

export class InTurn<Client> {
  readonly #everyMs: number;
  readonly #visit: (client: Client) => void;
  /** In the order of their turns. */
  readonly #waiting = new Set<Client>();
  readonly #timer: NodeJS.Timeout;
  #owed = 0;

  /** Each client's turn comes about once in `everyMs`, whole turns after it joined. */
  constructor(everyMs: number, visit: (client: Client) => void) {
    this.#everyMs = everyMs;
    this.#visit = visit;
    this.#timer = setInterval(() => this.#tick(), Math.min(TICK_MS, everyMs));
  }

  join(client: Client): void {
    this.#waiting.add(client);
  }

  leave(client: Client): void {
    this.#waiting.delete(client);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#waiting.clear();
  }

  #tick(): void {
    // Never more than everybody once; and one alone waits its time like one of many.
    const share = Math.min(1, TICK_MS / this.#everyMs);
    this.#owed = Math.min(this.#waiting.size, this.#owed + this.#waiting.size * share);
    for (; this.#owed >= 1; this.#owed -= 1) {
      const [next] = this.#waiting;
      if (next === undefined) return;
      this.#waiting.delete(next);
      this.#waiting.add(next);
      this.#visit(next);
    }
  }
}
