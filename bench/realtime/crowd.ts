/** Many clients in a process of their own (crowd-program.ts): the parent's side. */
import { once } from 'node:events';
import { asShipped } from './as-shipped.ts';
import type { Ask, CrowdOptions, Told } from './crowd-program.ts';

export interface Crowd {
  /** Opens this many more, and resolves when all are in and nothing more arrives. */
  open(count: number): Promise<void>;
  /** Resolves when the crowd has had this many text frames more than at the last call. */
  heard(frames: number): Promise<void>;
  close(): Promise<void>;
}

export async function openCrowd(options: CrowdOptions): Promise<Crowd> {
  const program = await asShipped('crowd-program');
  const child = program.start([], ['--max-semi-space-size=64']);
  let frames = 0;
  let sockets = 0;
  let check = (): void => {};
  let failed: Error | null = null;
  child.on('message', (told: Told) => {
    ({ frames, sockets } = told);
    check();
  });
  child.on('exit', (code) => {
    failed = new Error(`the crowd left with status ${code}`);
    check();
  });
  let expected = 0;
  const until = (reached: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      check = () => {
        if (failed !== null) reject(failed);
        else if (reached()) resolve();
      };
      check();
    });
  let wanted = 0;
  return {
    async open(count) {
      wanted += count;
      child.send({ ...options, open: count } satisfies Ask);
      await until(() => sockets === wanted);
      // What else came while the others opened (presence, counts) is no business of the caller's.
      await settled(() => frames);
      expected = frames;
    },
    async heard(more) {
      expected += more;
      await until(() => frames >= expected);
    },
    async close() {
      failed = null;
      check = () => {};
      const left = once(child, 'exit');
      child.disconnect();
      await left;
      await program.remove();
    },
  };
}

async function settled(value: () => number): Promise<void> {
  for (let before = -1; before !== value(); ) {
    before = value();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
