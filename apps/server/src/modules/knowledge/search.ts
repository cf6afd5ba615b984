// Asking an index, and filling one without a database: the same few steps for customers, for
// evaluation and for the scripts that fit what ships.

import { isCommonWord } from './common-words.ts';
import { type IndexedDocument, PassageIndex } from './core/passage-index.ts';
import type { Retrieval } from './core/retrieval.ts';
import { embedPassages, type EmbedTexts } from './embed-passages.ts';
import { stem } from './stemming.ts';

export interface AskOptions {
  limit: number;
  /** Left out, for evaluation and replay. */
  withoutDocuments?: ReadonlySet<string> | undefined;
}

/** `embed` null asks by words alone. What it throws, this throws. */
export async function askIndex(
  index: PassageIndex,
  embed: EmbedTexts | null,
  question: string,
  options: AskOptions,
): Promise<Retrieval> {
  const vectors = embed ? await embed([index.corrected(question)]) : [];
  return index.search(question, { ...options, queryVector: vectors[0] ?? null });
}

export function newIndex(dimensions: number): PassageIndex {
  return new PassageIndex(dimensions, stem, isCommonWord);
}

/** `embed` null makes an index of words alone. */
export async function indexDocuments(
  documents: readonly IndexedDocument[],
  embed: EmbedTexts | null,
  dimensions = 384,
): Promise<PassageIndex> {
  const index = newIndex(dimensions);
  for (const document of documents) index.put(document);
  if (!embed) return index;
  const passages = documents.flatMap(({ title, passages: its }) =>
    its.map((passage) => ({ ...passage, title })),
  );
  const vectors = await embedPassages(embed, passages);
  passages.forEach(({ id }, i) => {
    const both = vectors[i];
    if (both) index.setVectors(id, both);
  });
  return index;
}
