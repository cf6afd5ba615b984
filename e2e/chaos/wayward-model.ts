/**
 * A model that behaves as they do on bad days: quick, slow, late, silent, cut off, out of order,
 * saying everything twice, and in most of its answers something that no document says. It lives through
 * every kill of the server, and its calls are broken off by them.
 */
import { type Behaviour, groundedAnswer, startFakeProvider } from '@baton/testkit/provider';
import type { Chance } from '../support/random.ts';

/** In no document. Who reads it was told something unchecked. */
export const INVENTED = 'The moon pays for every second order.';

export interface WaywardModel {
  url: string;
  /** Calls so far, by what was done with them. */
  readonly did: Readonly<Record<string, number>>;
  /** Calls whose caller went away in the middle. */
  readonly brokenOff: number;
  /** The next time it is asked. */
  asked(): Promise<void>;
  close(): Promise<void>;
}

type Mood = 'quick' | 'slow' | 'late' | 'silent' | 'cut off' | 'failing' | 'twice';
/** Each as often as it stands here. */
const MOODS: readonly Mood[] = [
  ...(['quick', 'quick', 'quick', 'slow', 'slow', 'slow'] as const),
  ...(['late', 'silent', 'cut off', 'failing', 'twice'] as const),
];

export async function startWaywardModel(chance: Chance): Promise<WaywardModel> {
  const did: Record<string, number> = {};
  let brokenOff = 0;
  const waiting: (() => void)[] = [];
  const provider = await startFakeProvider([], {
    otherwise(request) {
      const mood = chance.oneOf(MOODS);
      did[mood] = (did[mood] ?? 0) + 1;
      for (const go of waiting.splice(0)) go();
      void request.ended.then((end) => {
        if (end === 'hung_up') brokenOff += 1;
      });
      return inMood(mood, withInvention(groundedAnswer(request), chance), chance);
    },
  });
  return {
    url: provider.url,
    did,
    get brokenOff() {
      return brokenOff;
    },
    asked: () => new Promise((asked) => void waiting.push(asked)),
    close: () => provider.close(),
  };
}

function inMood(mood: Mood, says: string, chance: Chance): Behaviour {
  switch (mood) {
    case 'quick':
      return { says };
    case 'slow':
      return { says, firstDelayMs: chance.between(50, 400), delayMs: chance.between(20, 90) };
    // Long after the customer wrote again, or a person came; or too long for anybody's patience.
    case 'late':
      return { says, firstDelayMs: chance.between(3_000, 11_000) };
    case 'silent':
      return { silent: true };
    case 'cut off':
      return { says, delayMs: 10, wire: { cut: 'in_event' } };
    case 'failing':
      return { fails: chance.oneOf([429, 500, 503]) };
    case 'twice':
      return { says: `${says} ${says}`, delayMs: 10, wire: { doneTwice: true } };
  }
}

/** After its first sentence, under that one's mark. What is no answer stays as it is. */
function withInvention(answer: string, chance: Chance): string {
  const mark = /\[\d+\]/.exec(answer);
  if (mark === null || chance.next() < 0.3) return answer;
  const end = mark.index + mark[0].length;
  return `${answer.slice(0, end)} ${INVENTED} ${mark[0]}${answer.slice(end)}`;
}
