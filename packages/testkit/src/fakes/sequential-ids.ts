/** `newId` for tests: ids in the order they were made, the same in every run. */
import { idOf } from '../ids.ts';

export function createSequentialIds(first = 1): (prefix: string) => string {
  let next = first;
  return (prefix) => idOf(prefix, next++);
}
