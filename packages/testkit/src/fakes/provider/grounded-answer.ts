/**
 * The words of a model that never invents: it quotes the sentences of the offered passages that
 * share most words with the question, with their labels ([1], [2]), and says `NO_ANSWER` when none
 * shares any. For seeing the product stream without a model. Any other request gets its own last
 * words back.
 */
import type { ProviderRequest } from './fake-provider.ts';

interface Piece {
  label: string;
  text: string;
}

/** Data of a prompt: `<<<mark label`, lines, `mark>>>`. */
const FENCED = /<<<(\w+) ([^\n]*)\n([\s\S]*?)\n\1>>>/g;
const MOST_SENTENCES = 3;
const MOST_ECHO = 600;

export function groundedAnswer({ texts }: Pick<ProviderRequest, 'texts'>): string {
  const prompt = texts.at(-1) ?? '';
  const pieces = [...prompt.matchAll(FENCED)].map(
    ([, , label = '', text = '']): Piece => ({ label, text }),
  );
  const passages = pieces.filter(({ label }) => /^passage \[\d+\]/.test(label));
  const question = pieces.findLast(({ label }) => label.startsWith('question'))?.text;
  if (passages.length === 0 || question === undefined) {
    return (pieces.at(-1)?.text ?? prompt).trim().slice(-MOST_ECHO) || 'Yes, I am here.';
  }
  const wanted = wordsIn(question);
  const candidates = passages.flatMap(({ label, text }) =>
    sentencesIn(text).map((sentence, place) => ({
      sentence,
      mark: /\[\d+\]/.exec(label)?.[0] ?? '',
      place,
      score: [...wordsIn(sentence)].filter((word) => wanted.has(word)).length,
    })),
  );
  const best = candidates.toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined || best.score === 0) return 'NO_ANSWER';
  return candidates
    .filter(({ mark, place }) => mark === best.mark && place >= best.place)
    .slice(0, MOST_SENTENCES)
    .map(({ sentence, mark }) => `${sentence} ${mark}`)
    .join(' ');
}

/** Without the title and heading, which stand above the first empty line. */
function sentencesIn(passage: string): string[] {
  const body = passage.slice(Math.max(0, passage.indexOf('\n\n'))).trim();
  return body
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsIn(sentence).size > 1);
}

/** Long words by their beginning, so that "opening" finds "opens". */
function wordsIn(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 3).map((word) => word.slice(0, 5)));
}
