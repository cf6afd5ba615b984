/**
 * What to do when sending a message did not work: the rule, apart from the sending.
 *
 * A message goes out under one id until the server has it, so trying again is always safe. What
 * may pass (no network, a busy or restarting server) is tried again by itself; what cannot pass
 * (too long, refused) is shown at once.
 */
import type { Answer } from './widget-client.ts';

export type Verdict =
  | { readonly next: 'again'; readonly inMilliseconds: number }
  /** The session is over: open a new one, then send again. */
  | { readonly next: 'renew' }
  /** The conversation it was meant for is no more: send it into a new one. */
  | { readonly next: 'startNew' }
  | { readonly next: 'fail'; readonly problem: Problem };

/**
 * In the thread: why a message stands there unsent. `offline` is sent by itself later; `closed` is a
 * form that nobody waits for any more.
 */
export type Problem = 'offline' | 'busy' | 'refused' | 'closed';

const TRIES = 3;
const LONGEST_WAIT = 10;

/** `attempt` counts from 1. */
export function afterFailure(
  answer: Extract<Answer<unknown>, { ok: false }>,
  attempt: number,
  isForm = false,
): Verdict {
  const { trouble, status, retryAfter } = answer;
  if (trouble === 'widget_session_expired' && attempt < TRIES) return { next: 'renew' };
  // It was asked for there and then: elsewhere it would be words without a question.
  if (isForm && (status === 404 || status === 409)) return { next: 'fail', problem: 'closed' };
  if ((trouble === 'conversation_resolved' || trouble === 'not_found') && attempt < TRIES) {
    return { next: 'startNew' };
  }
  if (trouble === 'rate_limited') {
    const wait = retryAfter ?? attempt * 2;
    const patient = attempt < TRIES && wait <= LONGEST_WAIT;
    return patient
      ? { next: 'again', inMilliseconds: wait * 1000 }
      : { next: 'fail', problem: 'busy' };
  }
  if (status === 0 || status >= 500) {
    return attempt < TRIES
      ? { next: 'again', inMilliseconds: 700 * 3 ** (attempt - 1) }
      : { next: 'fail', problem: 'offline' };
  }
  return { next: 'fail', problem: 'refused' };
}
