/** A line to a server that can be cut: a plain TCP relay that drops everything and refuses. */
import { connect, type Socket } from 'node:net';
import { joinSockets, listenForRelay } from './relay.ts';

export interface CutLine {
  port: number;
  cut(): void;
  mend(): void;
  close(): void;
}

export async function cutLine(target: { host: string; port: number }): Promise<CutLine> {
  const open = new Set<Socket>();
  let whole = true;
  const { relay, port } = await listenForRelay((near) => {
    if (!whole) return near.destroy();
    joinSockets(near, connect(target.port, target.host), open);
  });
  return {
    port,
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
