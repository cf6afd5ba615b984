/**
 * What is explored: the real core and the real reactions, and which of the shell's promises hold.
 * A planted bug is this record with one part swapped.
 */
import type { Reactions } from '../../conversations.ts';
import { decide } from '../../core/decide.ts';
import { evolve } from '../../core/evolve.ts';

export interface System {
  decide: typeof decide;
  evolve: typeof evolve;
  /** Which jobs follow from events: answering's own. */
  reactions: Reactions;
  /** The kind of job that answers a turn; any other brings a run of an action to its end. */
  answerJob: string;
  /** write.ts, `resent`: a message that is stored is not decided upon again. */
  knowsResends: boolean;
  /** store/append.ts: what was decided on an older version is not appended but decided again. */
  guardsVersions: boolean;
  /** answering, `giveUp`: a turn that every attempt failed at is handed to a person. */
  givesUp: boolean;
  /** composition/housekeeping.ts: a turn without a job gets one, the absent are relieved. */
  sweeps: boolean;
}

export function realSystem(reactions: Reactions, answerJob: string): System {
  return {
    decide,
    evolve,
    reactions,
    answerJob,
    knowsResends: true,
    guardsVersions: true,
    givesUp: true,
    sweeps: true,
  };
}
