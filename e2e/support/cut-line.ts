/** A line to a server that can be cut: a plain TCP relay that drops everything and refuses. */
import { connect, createServer, type Socket } from 'node:net';

export interface CutLine {
  port: number;
  cut(): void;
  mend(): void;
  close(): void;
}

export async function cutLine(target: { host: string; port: number }): Promise<CutLine> {
  const open = new Set<Socket>();
  let whole = true;
  const relay = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(target.port, target.host);
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
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  const address = relay.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cut: () => {
      whole = false;
      for (const socket of open) socket.destroy();
    },
    mend: () => {
      whole = true;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      relay.close();
    },
  };
}
