// Help-centre passages of any number, the same ones every time: words of a made-up vocabulary with
// the frequencies of real language (Zipf) between real English function words, ten passages a
// document, each a heading and 40 to 140 words. And questions that people might ask about them.

import type { IndexedDocument } from '@baton/server';
import { mulberry32 } from '../../apps/cli/src/eval/bootstrap.ts';

const SYLLABLES =
  'ba be bo da de di fa fi go ka ki lo ma me mi no pa pe po ra re ri sa se so ta te to va ve vi za'.split(
    ' ',
  );
const FUNCTION_WORDS =
  'the a to of in and is for you on that your with can it be are this or if from'.split(' ');
const VOCABULARY = 40_000;
const PASSAGES_OF_ONE = 10;

export interface MadeUp {
  documents: IndexedDocument[];
  questions: string[];
}

export function madeUp(passages: number, questions: number): MadeUp {
  const random = mulberry32(11);
  const words = vocabulary(random);
  // Zipf: the rank of a word is drawn evenly over the logarithm.
  const word = (): string =>
    words[Math.floor(Math.exp(random() * Math.log(words.length))) - 1] as string;
  const text = (length: number): string =>
    Array.from({ length }, () =>
      random() < 0.4
        ? (FUNCTION_WORDS[Math.floor(random() * FUNCTION_WORDS.length)] as string)
        : word(),
    ).join(' ');
  const documents = Array.from({ length: Math.ceil(passages / PASSAGES_OF_ONE) }, (_, d) => ({
    id: `doc_${d}`,
    title: text(4),
    url: null,
    passages: Array.from(
      { length: Math.min(PASSAGES_OF_ONE, passages - d * PASSAGES_OF_ONE) },
      (_each, p) => ({
        id: `psg_${d}_${p}`,
        trail: [],
        heading: text(4),
        markdown: text(40 + Math.floor(random() * 100)),
      }),
    ),
  }));
  return {
    documents,
    questions: Array.from({ length: questions }, () => {
      const document = documents[Math.floor(random() * documents.length)] as IndexedDocument;
      const { markdown } = document.passages[0] as IndexedDocument['passages'][number];
      const from = Math.floor(random() * 20);
      return `how do I ${markdown
        .split(' ')
        .slice(from, from + 8)
        .join(' ')}?`;
    }),
  };
}

function vocabulary(random: () => number): string[] {
  const made = new Set<string>();
  while (made.size < VOCABULARY)
    made.add(
      Array.from(
        { length: 2 + Math.floor(random() * 3) },
        () => SYLLABLES[Math.floor(random() * SYLLABLES.length)],
      ).join(''),
    );
  return [...made];
}
