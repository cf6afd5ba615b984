/** What every TCP stand-in of these journeys is made of: a port of its own, and two sockets as one. */
import { createServer, type Server, type Socket } from 'node:net';

/** A relay on a port that was free. */
export async function listenForRelay(
  onConnection: (near: Socket) => void,
): Promise<{ relay: Server; port: number }> {
  const relay = createServer(onConnection);
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  const address = relay.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { relay, port: address.port };
}

/** What one end says the other hears, and neither outlives the other. Both are in `open` till then. */
export function joinSockets(near: Socket, far: Socket, open: Set<Socket>): void {
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
