/**
 * The server that is measured, in a process of its own: Baton's realtime module on a real feed, or
 * a bare `ws` server that sends the same bytes (contender-program.ts). This is the parent's side.
 */
import { once } from 'node:events';
import { asShipped } from './as-shipped.ts';
import type { Ask, Used } from './contender-program.ts';

export type Contender = 'baton' | 'ws';
export interface RunningContender {
  port: number;
  /** Since the process began; `collect` asks for a full garbage collection first. */
  used(collect?: boolean): Promise<Used>;
  /** Only of `ws`: each text to every socket, with Baton's pause between them. */
  broadcast(texts: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startContender(
  contender: Contender,
  databaseUrl: string,
): Promise<RunningContender> {
  const program = await asShipped('contender-program');
  const child = program.start([contender, databaseUrl], ['--expose-gc']);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const ask = async <T>(what: Ask): Promise<T> => {
    child.send(what);
    const [answer] = (await once(child, 'message')) as [T];
    return answer;
  };
  return {
    port,
    used: (collect = false) => ask<Used>({ kind: 'used', collect }),
    broadcast: (texts) => ask({ kind: 'broadcast', texts }),
    async stop() {
      const left = once(child, 'exit');
      child.disconnect();
      await left;
      await program.remove();
    },
  };
}
