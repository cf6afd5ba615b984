// Shares out the time of one piece of work: each moment belongs to the innermost part then at work,
// and what no part claims is left over. Parts of one kind that run side by side count once.

export interface PartClock<Part extends string> {
  time<T>(part: Part, work: () => Promise<T>): Promise<T>;
  /** Milliseconds so far. */
  spent(): ReadonlyMap<Part, number>;
}

export function partClock<Part extends string>(): PartClock<Part> {
  const running: Part[] = [];
  const spent = new Map<Part, number>();
  let since = performance.now();
  const settle = () => {
    const now = performance.now();
    const part = running.at(-1);
    if (part !== undefined) spent.set(part, (spent.get(part) ?? 0) + now - since);
    since = now;
  };
  return {
    async time(part, work) {
      settle();
      running.push(part);
      try {
        return await work();
      } finally {
        settle();
        running.splice(running.lastIndexOf(part), 1);
      }
    },
    spent: () => spent,
  };
}
