/**
 * How many tokens a text is, guessed from its characters, where the provider does not say. Near
 * enough for the books (within a third for common tokenizers), and never used to cut anything.
 */

/** Four letters of a Latin word make about one token; one CJK character makes about one. */
const CHARACTERS_PER_TOKEN = 4;
const WIDE = /[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]/gu;
const OTHER =
  /[^\u0000-\u024f\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]/gu;
const OTHER_PER_TOKEN = 2;
/** Roles and marks around each message. */
const PER_MESSAGE = 4;

export function estimateTokens(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  const other = text.match(OTHER)?.length ?? 0;
  const plain = Math.max(0, text.length - wide - other);
  return Math.ceil(wide + other / OTHER_PER_TOKEN + plain / CHARACTERS_PER_TOKEN);
}

export function estimatePrompt(prompt: {
  system: string;
  messages: readonly { text: string }[];
}): number {
  return [prompt.system, ...prompt.messages.map(({ text }) => text)].reduce(
    (sum, text) => sum + estimateTokens(text) + PER_MESSAGE,
    0,
  );
}

/** What a prompt comes to at the very most: for money that is set aside, not for the books. */
export function mostTokens(prompt: {
  system: string;
  messages: readonly { text: string }[];
}): number {
  return estimatePrompt(prompt) * 2;
}
