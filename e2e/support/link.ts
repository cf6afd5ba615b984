/**
 * A line between a client and a server that can be troubled as networks are: a plain TCP relay.
 *
 *   cut         every connection is reset, and new ones are refused, until it is healed
 *   hang        nothing passes and nothing closes; healed, everything that was sent arrives
 *   delay       every piece arrives later, in order
 *   half-close  each connection is told that one end will say no more; the other way stays open
 *   black hole  what is open now never carries another byte, nor the news that it is gone; new
 *               connections are well: a firewall that forgot what it let through
 */
import { connect, createServer, type Socket } from 'node:net';

export const LINK_TROUBLES = ['cut', 'hang', 'delay', 'half-close', 'black hole'] as const;
export type LinkTrouble = (typeof LINK_TROUBLES)[number];

export interface Link {
  port: number;
  /** `delayMs` only matters to `delay`. */
  trouble(kind: LinkTrouble, delayMs?: number): void;
  /** What is in a black hole stays there. */
  heal(): void;
  close(): void;
}

interface State {
  cut: boolean;
  hung: boolean;
  delayMs: number;
}

export async function openLink(target: { host: string; port: number }): Promise<Link> {
  const state: State = { cut: false, hung: false, delayMs: 0 };
  const pairs = new Set<Pair>();
  const relay = createServer({ allowHalfOpen: true }, (near) => {
    if (state.cut) return near.resetAndDestroy();
    const far = connect({ port: target.port, host: target.host, allowHalfOpen: true });
    const pair = join(near, far, state, () => pairs.delete(pair));
    pairs.add(pair);
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  const address = relay.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const each = (what: (pair: Pair) => void): void => {
    for (const pair of pairs) what(pair);
  };
  return {
    port: address.port,
    trouble(kind, delayMs = 0) {
      if (kind === 'cut') {
        state.cut = true;
        each((pair) => pair.reset());
      } else if (kind === 'hang') state.hung = true;
      else if (kind === 'delay') state.delayMs = delayMs;
      else if (kind === 'half-close') each((pair) => pair.halfClose());
      else each((pair) => pair.lose());
    },
    heal() {
      state.cut = false;
      state.hung = false;
      state.delayMs = 0;
      each((pair) => pair.goOn());
    },
    close() {
      each((pair) => pair.reset());
      relay.close();
    },
  };
}

interface Pair {
  reset(): void;
  halfClose(): void;
  /** Swallowed by a black hole, for ever. */
  lose(): void;
  goOn(): void;
}

function join(near: Socket, far: Socket, state: State, gone: () => void): Pair {
  let lost = false;
  const there = oneWay(near, far, state, () => lost);
  const back = oneWay(far, near, state, () => lost);
  const isOver = (): boolean => near.destroyed || far.destroyed;
  const pair: Pair = {
    reset() {
      lost = false;
      near.resetAndDestroy();
      far.resetAndDestroy();
    },
    halfClose: () => there.end(),
    lose() {
      lost = true;
    },
    goOn() {
      there.pump();
      back.pump();
      if (!lost && isOver()) pair.reset();
    },
  };
  for (const socket of [near, far]) {
    // An error is followed by its close.
    socket.on('error', () => {});
    socket.on('close', (failed) => {
      if (near.destroyed && far.destroyed) return gone();
      // A line on which nothing passes does not pass on the end either.
      if (lost || state.hung) return;
      if (failed) pair.reset();
      else (socket === near ? there : back).end();
    });
  }
  return pair;
}

/** Pieces wait in a queue, each until its time; null is the end. */
function oneWay(from: Socket, to: Socket, state: State, isLost: () => boolean) {
  const waiting: { due: number; piece: Buffer | null }[] = [];
  let timer: NodeJS.Timeout | undefined;

  function pump(): void {
    clearTimeout(timer);
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (state.hung || isLost()) return;
      const early = first.due - performance.now();
      if (early > 0) {
        timer = setTimeout(pump, early);
        return;
      }
      waiting.shift();
      if (to.destroyed || to.writableEnded) continue;
      if (first.piece === null) to.end();
      else to.write(first.piece);
    }
  }

  function pass(piece: Buffer | null): void {
    if (isLost()) return;
    waiting.push({ due: performance.now() + state.delayMs, piece });
    pump();
  }

  from.on('data', pass);
  from.on('end', () => pass(null));
  return { pump, end: () => pass(null) };
}
