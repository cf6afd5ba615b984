// Asking an index, and filling one without a database: the same few steps for customers, for
// evaluation and for the scripts that fit what ships.

import type { PassageToRead, Places } from './answer-reader/answer-reader.ts';
import { isCommonWord } from './common-words.ts';
import { embeddingText } from './core/meaning/embedding-text.ts';
import type { Found } from './core/found.ts';
import { type IndexedDocument, PassageIndex } from './core/passage-index.ts';
import type { PassageCosines } from './core/meaning/nearness.ts';
import { readingsOf } from './core/reading.ts';
import type { Retrieval } from './core/retrieval.ts';
import { embedPassages, type EmbedTexts } from './embed-passages.ts';
import { stem } from './stemming.ts';

/** AnswerReader.read; null when they could not be read (in time). */
export type ReadTexts = (
  question: string,
  passages: PassageToRead[],
  places: Places,
) => Promise<number[] | null>;

/**
 * Cosines with the passages nearest to a question's vector, and with those wanted besides, once the
 * nearest are known; null when they could not be had (in time).
 */
export type FindNear = (
  vector: Float32Array,
  wanted: (nearest: string[]) => Iterable<string>,
) => Promise<PassageCosines[] | null>;

export interface AskOptions {
  limit: number;
  /** Left out, for evaluation and replay. */
  withoutDocuments?: ReadonlySet<string> | undefined;
  /** Absent or null: search alone decides. */
  read?: ReadTexts | null | undefined;
  /** Which places the reader has to settle. Default: the first, which is what is quoted. */
  places?: Places | undefined;
  /** Needed for an index that keeps its vectors elsewhere. */
  findNear?: FindNear | undefined;
}

/** At most so many are read: where search is right, it nearly always has it among these. */
export const PASSAGES_READ = 10;

/** `embed` null asks by words alone. What it throws, this throws. */
export async function askIndex(
  index: PassageIndex,
  embed: EmbedTexts | null,
  question: string,
  { read, places = 'first', limit, withoutDocuments, findNear }: AskOptions,
): Promise<Retrieval> {
  const [vector = null] = embed ? await embed([index.corrected(question)]) : [];
  const near = vector && index.vectorsElsewhere && (await findNear?.(vector, wanted));
  const found = index.find(question, {
    limit: Math.max(limit, read ? PASSAGES_READ : 0),
    withoutDocuments,
    queryVector: index.vectorsElsewhere ? null : vector,
    near: near || undefined,
  });
  const retrieval = read ? await reread(found, read, places) : found.inOrder();
  return { ...retrieval, passages: retrieval.passages.slice(0, limit) };

  function* wanted(nearest: string[]): Generator<string> {
    yield* index.withNeighbours(nearest);
    yield* index.withNeighbours(index.bestByWords(question, withoutDocuments));
  }
}

async function reread(found: Found, read: ReadTexts, places: Places): Promise<Retrieval> {
  const proposed = found.passages.slice(0, PASSAGES_READ);
  const odds = await read(
    found.question,
    proposed.map(({ documentTitle, trail, heading, text, score, pinned }) => ({
      text: embeddingText(documentTitle, { trail, heading, markdown: text }),
      score,
      pinned,
    })),
    places,
  );
  return odds === null ? found.inOrder() : found.reordered(readingsOf(proposed, odds));
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
