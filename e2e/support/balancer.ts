/**
 * A plain balancer, as one stands before several servers: it asks each at /readyz, and gives every
 * new connection to one that said yes. It knows nothing of HTTP beyond that, and nothing of sockets.
 */
import { connect, createServer, type Socket } from 'node:net';

export interface Balancer {
  base: string;
  /** The ports that are ready, as it knows. */
  ready(): number[];
  close(): void;
}

/** Real ones ask less often than that; so much the servers must bear. */
const ASK_EVERY_MS = 800;

export async function balance(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let ready: number[] = [];
  let turn = 0;

  const relay = createServer((near) => {
    turn += 1;
    const port = ready[turn % Math.max(1, ready.length)];
    if (port === undefined) return near.destroy();
    join(near, connect(port, '127.0.0.1'));
  });

  function join(near: Socket, far: Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }

  async function ask(): Promise<void> {
    const answers = await Promise.all(ports.map(isReady));
    ready = ports.filter((_, index) => answers[index]);
  }

  await ask();
  const asking = setInterval(() => void ask(), ASK_EVERY_MS);
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  const address = relay.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    base: `http://127.0.0.1:${address.port}`,
    ready: () => ready,
    close: () => {
      clearInterval(asking);
      for (const socket of open) socket.destroy();
      relay.close();
    },
  };
}

async function isReady(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(2_000);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
