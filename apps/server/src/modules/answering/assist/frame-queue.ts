// What a producer emits, as an iterable: a draft that is pushed becomes one that can be streamed.

import type { AssistFrame } from '@baton/protocol';

/** Ends when `produce` does; `produce` tells its own failures as frames. */
export async function* frameQueue(
  produce: (emit: (frame: AssistFrame) => void) => Promise<void>,
): AsyncGenerator<AssistFrame> {
  const waiting: AssistFrame[] = [];
  let wake: () => void = () => undefined;
  let ended = false;
  const producing = produce((frame) => {
    waiting.push(frame);
    wake();
  }).finally(() => {
    ended = true;
    wake();
  });
  // A failure reaches whoever iterates, below; until then it must not count as unheard.
  producing.catch(() => undefined);
  for (;;) {
    const frame = waiting.shift();
    if (frame !== undefined) yield frame;
    else if (ended) break;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
  await producing;
}
