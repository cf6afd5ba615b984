/** Requests without a pause, for as long as something happens to the servers. */
import { pause } from './random.ts';

/** Asks until `stop.stopped`; whatever is refused is written down in `seen`. */
export async function asksAllTheTime(
  stop: { stopped: boolean },
  seen: { requests: number; refused: string[] },
  ask: () => Promise<unknown>,
): Promise<void> {
  while (!stop.stopped) {
    seen.requests += 1;
    await ask().catch((error: unknown) => seen.refused.push(String(error)));
    await pause(25);
  }
}
