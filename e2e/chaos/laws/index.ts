/**
 * The seven laws of a conversation (docs/laws.md), each as a small pure check of what a run left behind,
 * and the order of messages. Each has a test that plants what it must find.
 */
import type { Evidence, Verdict } from './evidence.ts';
import { theAiIsSilent } from './law-1-the-ai-is-silent.ts';
import { oneAnswer } from './law-2-one-answer.ts';
import { aReplyTakesControl } from './law-3-a-reply-takes-control.ts';
import { oneClaims } from './law-4-one-claims.ts';
import { nothingStrands } from './law-5-nothing-strands.ts';
import { onceAcknowledged } from './law-6-once-acknowledged.ts';
import { liveIsFresh } from './law-7-live-is-fresh.ts';
import { order } from './order.ts';

export type * from './evidence.ts';
export { difference } from './law-7-live-is-fresh.ts';

export function verdicts(evidence: Evidence): Verdict[] {
  return [
    theAiIsSilent(evidence),
    oneAnswer(evidence),
    aReplyTakesControl(evidence),
    oneClaims(evidence),
    nothingStrands(evidence),
    onceAcknowledged(evidence),
    liveIsFresh(evidence),
    order(evidence),
  ];
}

export const brokenLaws = (evidence: Evidence): string[] =>
  verdicts(evidence).flatMap(({ law, broken }) => broken.map((what) => `${law}: ${what}`));
