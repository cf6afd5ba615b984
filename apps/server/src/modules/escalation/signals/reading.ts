// A customer's message prepared for every signal at once: whole and in sentences, each with its
// vector and spelling. All vectors of a turn are asked for in one call, so a turn costs one batch.

import { gist, sentences } from '../core/text/text-shape.ts';
import type { TextView } from '../core/text/text-head.ts';
import { textView } from '../core/text/text-view.ts';
import { lexicalFeatures, type LexicalFeatures } from '../core/text/lexical-features.ts';
import type { Embed } from '../ports.ts';

/** Sentences that get a vector of their own; the rest are judged by the whole message. */
const SENTENCES_EMBEDDED = 4;

export interface Reading {
  /** The message as one text. */
  whole: TextView & { text: string };
  /** Its sentences, when there are several: those that matter most, in order. */
  parts: (TextView & { text: string })[];
}

/** Whole message and its telling sentences. `interest` ranks the sentences of a long message. */
export function textsOf(text: string, interest: (lexical: LexicalFeatures) => number): string[] {
  const whole = gist(text);
  const all = sentences(text);
  if (all.length < 2) return [whole];
  const ranked = all
    .slice(0, 400)
    .map((sentence, at) => ({ sentence, at, worth: interest(lexicalFeatures(sentence)) }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, SENTENCES_EMBEDDED)
    .sort((a, b) => a.at - b.at);
  return [whole, ...ranked.map((each) => each.sentence)];
}

export async function readMessages(
  messages: readonly string[],
  interest: (lexical: LexicalFeatures) => number,
  embed: Embed,
): Promise<Reading[]> {
  const texts = messages.map((message) => textsOf(message, interest));
  const vectors = await embed(texts.flat());
  let at = 0;
  return texts.map((own) => {
    const views = own.map((text) => ({ text, ...textView(text, vectors[at++] as Float32Array) }));
    const [whole, ...parts] = views;
    return { whole: whole as Reading['whole'], parts };
  });
}
