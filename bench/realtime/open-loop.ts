/**
 * Load that comes when it comes: message k is due at k / rate, whether or not those before it are
 * done, and its time counts from when it was due. A server that stalls is charged for everybody who
 * would have written meanwhile; a generator that waits for answers would hide them.
 */
import { type LoadedDesk, newId } from './desk.ts';
import { quantile, sorted } from './figures.ts';

export interface LoadFigures {
  rate: number;
  /** Seen at the inbox of every server, of those that were sent. */
  seen: number;
  sent: number;
  failed: number;
  /** Milliseconds from when a message was due until it was seen, one for each open inbox. */
  p50: number;
  p99: number;
  worst: number;
  /** The same until its acknowledgement. */
  acknowledged: { p50: number; p99: number };
  /** How late the generator itself was, at its 99th percentile. */
  generatorLateP99: number;
}

const TICK_MS = 2;
const PATIENCE_MS = 15_000;

export async function runOpenLoop(
  desk: LoadedDesk,
  { servers, rate, seconds }: { servers: number; rate: number; seconds: number },
): Promise<LoadFigures> {
  const total = Math.round(rate * seconds);
  const due = new Map<string, { at: number; left: number }>();
  const seen: number[] = [];
  const acknowledged: number[] = [];
  const late: number[] = [];
  let failed = 0;
  desk.onSeen((id) => {
    const message = due.get(id);
    if (message === undefined) return;
    seen.push(performance.now() - message.at);
    message.left -= 1;
    if (message.left === 0) due.delete(id);
  });

  const began = performance.now() + 50;
  let next = 0;
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      const now = performance.now();
      for (; next < total; next += 1) {
        const at = began + (next * 1_000) / rate;
        if (at > now) return;
        late.push(now - at);
        const id = newId();
        due.set(id, { at, left: servers });
        // Customers in turn, so that nobody writes twice before the first is stored.
        const customer = desk.customers[next % desk.customers.length];
        if (customer === undefined) throw new Error('a desk without customers');
        desk.send(next % servers, customer, id).then(
          () => acknowledged.push(performance.now() - at),
          (error: unknown) => {
            if (failed === 0) process.stderr.write(`first failure: ${String(error)}\n`);
            failed += 1;
            due.delete(id);
          },
        );
      }
      clearInterval(timer);
      done();
    }, TICK_MS);
  });
  const until = performance.now() + PATIENCE_MS;
  while (due.size > 0 && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 20));

  const [view, acks] = [sorted(seen), sorted(acknowledged)];
  return {
    rate,
    sent: total,
    failed,
    seen: seen.length / servers,
    p50: quantile(view, 0.5),
    p99: quantile(view, 0.99),
    worst: view.at(-1) ?? Number.NaN,
    acknowledged: { p50: quantile(acks, 0.5), p99: quantile(acks, 0.99) },
    generatorLateP99: quantile(sorted(late), 0.99),
  };
}
