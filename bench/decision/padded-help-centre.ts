// The example help centre among as many other passages as wanted, the same ones every time: sentences
// of the help centre itself, drawn at random. So they share its words, and every word of a question
// stands in thousands of passages: search has more to weigh than in a real help centre of this size.
// Their vectors are random, for what a vector says does not change what finding it costs.

import { type Embed, type IndexedDocument, indexDocuments, type PassageIndex } from '@baton/server';
import { mulberry32 } from '../../apps/cli/src/eval/bootstrap.ts';
import { documentsOf } from '../../apps/cli/src/eval/retrieval.ts';
import { lumenDeskSections } from './lumen-desk/corpus.ts';

const DIMENSIONS = 384;
const PASSAGES_OF_ONE = 10;

export const helpCentre = (): IndexedDocument[] =>
  documentsOf(lumenDeskSections().map((section) => ({ ...section, trail: [] })));

/** At least `size` passages; the help centre alone where it has that many. */
export async function paddedIndex(size: number, embed: Embed): Promise<PassageIndex> {
  const documents = helpCentre();
  const index = await indexDocuments(documents, embed);
  const random = mulberry32(17);
  const drawn = (from: readonly string[]) => from[Math.floor(random() * from.length)] as string;
  const texts = documents.flatMap(({ passages }) => passages.map(({ markdown }) => markdown));
  const sentences = texts.flatMap((text) => text.split(/(?<=[.!?])\s+/));
  const words = texts.flatMap((text) => text.split(/\s+/));
  const phrase = () => `${drawn(words)} ${drawn(words)} ${drawn(words)}`;
  for (let d = 0; index.passageCount < size; d++) {
    const passages = Array.from(
      { length: Math.min(PASSAGES_OF_ONE, size - index.passageCount) },
      (_, p) => ({
        id: `filler_${d}_${p}`,
        trail: [],
        heading: phrase(),
        markdown: Array.from({ length: 3 + Math.floor(random() * 5) }, () => drawn(sentences)).join(
          ' ',
        ),
      }),
    );
    index.put({ id: `filler_${d}`, title: phrase(), url: null, passages });
    for (const { id } of passages)
      index.setVectors(id, { text: vector(random), heading: vector(random) });
  }
  return index;
}

function vector(random: () => number): Float32Array {
  const numbers = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const length = Math.hypot(...numbers);
  return numbers.map((number) => number / length);
}
