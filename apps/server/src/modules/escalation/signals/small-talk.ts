// Greetings, thanks, goodbyes, "ok", "are you a bot?": messages that want a kind word and no search.
// Only a whole message is small talk; a question with a greeting in front is a question.

import type { TextHead } from '../core/text/text-head.ts';
import { SMALL_TALK, type Signals, type SmallTalk, type TextKind } from '../core/signals.ts';
import type { EpisodeMessage } from '../core/turn.ts';
import type { Reading } from './reading.ts';

/** Longer messages say something, whatever they begin with. */
const LONGEST = 160;
const CHEERFUL =
  /^[\s\p{P}]*(?:[👍👌🙏❤😊🙂😀😃😄😁🎉💯✅👏🥰😍🤝🙌☺]\p{M}*️?[\u{1F3FB}-\u{1F3FF}]?\s*)+$/u;
const WAVING = /^[\s\p{P}]*👋/u;

export function smallTalk(
  head: TextHead,
  reading: Reading,
  kind: TextKind,
  history: readonly EpisodeMessage[],
): Signals['smallTalk'] {
  const none = { score: 0, threshold: head.threshold, kind: null };
  const { text } = reading.whole;
  if (kind === 'symbols') {
    const said = WAVING.test(text) ? 'greeting' : CHEERFUL.test(text) ? 'thanks' : null;
    return said === null ? none : { score: 1, threshold: head.threshold, kind: said };
  }
  if (kind !== 'words' || text.length > LONGEST) return none;
  const scores = head.score(reading.whole);
  const score = 1 - (scores['none'] ?? 0);
  const best = SMALL_TALK.reduce<SmallTalk>(
    (first, each) => ((scores[each] ?? 0) > (scores[first] ?? 0) ? each : first),
    'greeting',
  );
  // After a clarifying question, "yes" and "the first" are answers, not pleasantries.
  const answersUs = best === 'acknowledgement' && lastOutcome(history) === 'clarify';
  if (answersUs) return none;
  return { score, threshold: head.threshold, kind: score >= head.threshold ? best : null };
}

const lastOutcome = (history: readonly EpisodeMessage[]) =>
  history.findLast((message) => message.author === 'ai')?.outcome;
