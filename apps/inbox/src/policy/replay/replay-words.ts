/** What a replay says, in words. Pure. */
import type { Outcome, Replay, ReplayPair } from '@baton/protocol';
import { interval } from '../../calibration/meaning.ts';
import { outcomeWords } from '../../inbox/words.ts';

/** "14 of 212 decisions would change (4–11%)" */
export function verdict({ result, source }: Replay): string {
  const { total, changed, changedShare } = result;
  const what = source === 'transcripts' ? 'turns' : 'decisions';
  if (total === 0) return `There are no ${what} to replay`;
  const number = (count: number) => count.toLocaleString('en');
  if (changed === 0) {
    return `None of ${number(total)} ${what} would change${changedShare ? ` (at most ${Math.round(changedShare.high * 100)}%)` : ''}`;
  }
  return `${number(changed)} of ${number(total)} ${what} would change${changedShare ? ` (${interval(changedShare)})` : ''}`;
}

/** "Answer → Hand off"; the same outcome stands for another rule, team, tags or priority. */
export function pairWords({ was, wouldBe }: Pick<ReplayPair, 'was' | 'wouldBe'>): string {
  if (was === null) return `Not known → ${outcomeWords[wouldBe].toLowerCase()}`;
  if (was === wouldBe) return `${outcomeWords[was]}, by another rule or route`;
  return `${outcomeWords[was]} → ${outcomeWords[wouldBe].toLowerCase()}`;
}

export const pairKey = ({ was, wouldBe }: { was: Outcome | null; wouldBe: Outcome }): string =>
  `${was ?? 'none'} ${wouldBe}`;
