/**
 * A plain balancer, as one stands before several servers: it asks each at /readyz, and gives every
 * new connection to one that said yes. It knows nothing of HTTP beyond that, and nothing of sockets.
 */
import { connect, type Socket } from 'node:net';
import { joinSockets, listenForRelay } from './relay.ts';

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

  const { relay, port } = await listenForRelay((near) => {
    turn += 1;
    const behind = ready[turn % Math.max(1, ready.length)];
    if (behind === undefined) return near.destroy();
    joinSockets(near, connect(behind, '127.0.0.1'), open);
  });

  async function ask(): Promise<void> {
    const answers = await Promise.all(ports.map(isReady));
    ready = ports.filter((_, index) => answers[index]);
  }

  await ask();
  const asking = setInterval(() => void ask(), ASK_EVERY_MS);
  return {
    base: `http://127.0.0.1:${port}`,
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
