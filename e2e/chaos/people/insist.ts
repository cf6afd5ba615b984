/** What a browser does with a request that was not answered: it sends the same one again. */
import { ApiFailure } from '../api.ts';
import { pause } from '../../support/random.ts';

/** Longer than any trouble may last. */
const GIVE_UP_MS = 150_000;

export interface Stop {
  stopped: boolean;
}

/** Requests that were not answered, by how. Who insists gets through all the same. */
export const unanswered = new Map<string, number>();

/** Sends until answered. A refusal (not an outage) ends it. */
export async function insist<T>(attempt: () => Promise<T>): Promise<T | ApiFailure> {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof ApiFailure && !error.passing) return error;
      const how = error instanceof ApiFailure ? error.code : 'no answer';
      unanswered.set(how, (unanswered.get(how) ?? 0) + 1);
      if (Date.now() > deadline) throw error;
      await pause(120);
    }
  }
}

/** For what is never refused. */
export async function obtain<T>(attempt: () => Promise<T>): Promise<T> {
  const answer = await insist(attempt);
  if (answer instanceof ApiFailure) throw answer;
  return answer;
}
