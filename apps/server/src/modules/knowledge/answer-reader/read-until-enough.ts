// Reads one passage after the other until the places that matter are settled. Both the server's thread and
// the benches read by this.

import { enoughRead } from '../core/reading.ts';
import type { PassageToRead, Places } from './answer-reader.ts';

/** The log odds of the first passages. */
export async function readUntilEnough(
  passages: readonly PassageToRead[],
  places: Places,
  readOne: (text: string) => Promise<number>,
): Promise<number[]> {
  const odds: number[] = [];
  for (const { text } of passages) {
    if (places === 'first' && enoughRead(passages, odds)) break;
    odds.push(await readOne(text));
  }
  return odds;
}
