// Which of the languages that are read here a message is in, by its little words; English where
// they do not say.

const LITTLE: Record<string, RegExp> = {
  de: /(?<![\p{L}])(?:ich|und|der|die|das|ist|wie|was|wann|warum|wo|für|mit|nicht|ein|eine|mein|meine|kann|gibt|seit|bis|zu|auf|im|es|habe|sie|wer|wieso|lange|dafür|kostet)(?![\p{L}])/gu,
  fr: /(?<![\p{L}])(?:le|la|les|est|et|pour|comment|pourquoi|mon|ma|je|un|une|des|puis|avec|combien|quand|où|ça|cela|en|que|il|faut|du|au)(?![\p{L}])|[cdjlqn]['’](?=\p{L})/gu,
  es: /[¿¡]|(?<![\p{L}])(?:el|la|los|las|es|y|para|cómo|qué|por|mi|un|una|puedo|con|cuánto|cuándo|dónde|eso|se|hay|lo|en)(?![\p{L}])/gu,
  en: /(?<![\p{L}])(?:the|is|are|and|for|how|what|why|when|where|my|i|a|an|can|do|does|with|it|that|this|about|to|of|in|on|they)(?![\p{L}])/gu,
};

/** `more`: what was said before, for messages too short to tell by. */
export function languageOf(text: string, more: string): string {
  const count = (of: string, language: string) =>
    of.toLowerCase().match(LITTLE[language] as RegExp)?.length ?? 0;
  const scores = Object.keys(LITTLE).map((language) => ({
    language,
    score: 2 * count(text, language) + Math.min(3, count(more, language)),
  }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  const english = scores.at(-1)?.score ?? 0;
  return best.score > english ? best.language : 'en';
}
