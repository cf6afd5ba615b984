// How upset the customer is, and whether it grows. The present message weighs most; earlier ones of
// the episode add what has built up. The trend is the slope over the last customer turns.

import type { TextHead } from '../core/text/text-head.ts';
import { logit, sigmoid } from '../core/text/text-head.ts';
import type { Signals } from '../core/signals.ts';
import type { EpisodeMessage } from '../core/turn.ts';
import type { Reading } from './reading.ts';

/** Customer turns before this one that still count. */
const TURNS_REMEMBERED = 4;
/** How much of an earlier turn's upset is left, a turn. */
const FADES = 0.5;
/** What our side says when it fails: the customer has a reason then. Weight in log-odds. */
const WE_FAILED =
  /\b(?:sorry|unfortunately|apolog\w+|unable|could ?n[o']t|cannot|can't|failed|not available|no \w+ (?:found|available))\b/iu;
const AFTER_FAILURE = 0.7;
/**
 * A first message has nothing behind it, and a fault told in few words ("timer stops every night")
 * sounds upset to the head: it has to be this sure then.
 */
const SURE_AT_FIRST = 0.94;
/** Weight of what has built up, beside the present message. */
const BUILT_UP = 0.35;

export function frustration(
  head: TextHead,
  now: Reading,
  earlier: readonly Reading[],
  history: readonly EpisodeMessage[],
): Signals['frustration'] {
  const past = earlier.slice(-TURNS_REMEMBERED).map((reading) => upset(head, reading));
  const lastReply = history.findLast((message) => message.author !== 'customer');
  const failed = lastReply !== undefined && WE_FAILED.test(lastReply.text.slice(0, 2_000));
  const present = sigmoid(logit(upset(head, now)) + (failed ? AFTER_FAILURE : 0));
  let built = 0;
  for (const each of past) built = FADES * built + (1 - FADES) * each;
  const score = past.length === 0 ? present : soften(present, built);
  const atFirst = past.length === 0 && !failed;
  const threshold = atFirst ? Math.max(SURE_AT_FIRST, head.threshold) : head.threshold;
  return { score, now: present, trend: slope([...past, present]), threshold };
}

/** A sentence may be enough, but a calm whole tempers it. */
function upset(head: TextHead, reading: Reading): number {
  const of = (view: Reading['whole']) => head.score(view)['frustrated'] ?? 0;
  const whole = of(reading.whole);
  const worst = Math.max(whole, ...reading.parts.map(of));
  return sigmoid((logit(whole) + logit(worst)) / 2);
}

/** Earlier upset raises a present doubt; a calm message after it is calm again. */
const soften = (present: number, built: number): number =>
  sigmoid(logit(present) + BUILT_UP * Math.max(0, logit(Math.max(0.05, built)) - logit(0.05)));

/** Least-squares slope a turn, held to -1..1; 0 for a single turn. */
function slope(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, each) => sum + each, 0) / n;
  let top = 0;
  let bottom = 0;
  values.forEach((value, at) => {
    top += (at - middle) * (value - mean);
    bottom += (at - middle) ** 2;
  });
  return Math.max(-1, Math.min(1, top / bottom));
}
