// The vectors of some passages of any documents. Headings that they share are embedded once.

import { embeddingText, headingText, type PlacedPassage } from './core/meaning/embedding-text.ts';
import type { PassageVectors } from './core/passage-index.ts';

export type EmbedTexts = (texts: string[]) => Promise<Float32Array[]>;

export async function embedPassages(
  embed: EmbedTexts,
  passages: readonly (PlacedPassage & { title: string; questions?: readonly string[] })[],
): Promise<PassageVectors[]> {
  const texts = passages.map((passage) => embeddingText(passage.title, passage));
  const headings = new Map<string, number>();
  for (const passage of passages) {
    const text = headingText(passage.title, passage);
    for (const short of [text, ...(passage.questions ?? [])])
      if (!headings.has(short)) headings.set(short, texts.length + headings.size);
  }
  const vectors = await embed([...texts, ...headings.keys()]);
  const vectorOf = (short: string) => vectors[headings.get(short) as number] as Float32Array;
  return passages.map((passage, i) => ({
    text: vectors[i] as Float32Array,
    heading: vectorOf(headingText(passage.title, passage)),
    questions: (passage.questions ?? []).map(vectorOf),
  }));
}
