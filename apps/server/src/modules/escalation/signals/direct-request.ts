// Asks for a person. The strongest sentence counts, so nothing written around the request can hide
// it. "Yes" after an offer of a person is a request too: that much is plain from the conversation.

import type { TextHead } from '../core/text/text-head.ts';
import type { Scored, SmallTalk } from '../core/signals.ts';
import type { EpisodeMessage } from '../core/turn.ts';
import type { Reading } from './reading.ts';

const YES =
  /^\W*(y|ye|yes|yea|yeah|yep|yup|sure|ok|okay|please|pls|do it|go ahead|of course|absolutely|definitely|gladly|ja|gerne|bitte|oui|d'accord|sí|si|claro|sim|va bene|da|tak|evet|да)\b[\s\p{P}]*(please|pls|do|thanks|thank you|bitte|gerne|svp|por favor|per favore)?[\s\p{P}]*$/iu;

export function directRequest(
  head: TextHead,
  reading: Reading,
  history: readonly EpisodeMessage[],
  smallTalk: SmallTalk | null,
): Scored {
  const lastSaid = history.findLast((message) => message.author === 'ai');
  const accepts = lastSaid?.outcome === 'offer' && YES.test(reading.whole.text);
  if (accepts) return { score: 1, threshold: head.threshold };
  const score = Math.max(
    ...[reading.whole, ...reading.parts].map((view) => head.score(view)['asks'] ?? 0),
  );
  // "Are you a person?" is curiosity; asking for one in the same message is not small talk.
  return {
    score: smallTalk === 'aboutBot' ? Math.min(score, head.threshold / 2) : score,
    threshold: head.threshold,
  };
}
