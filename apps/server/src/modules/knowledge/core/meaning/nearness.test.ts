// Vectors in memory, or cosines that somebody else found: the same passages in the same order.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newIndex } from '../../search.ts';
import { bagOfWordsEmbedder } from '../../testing/bag-of-words-embedder.ts';
import { embedPassages } from '../../embed-passages.ts';
import type { IndexedDocument, PassageVectors } from '../indexed-document.ts';
import type { PassageCosines } from './nearness.ts';

const embedder = bagOfWordsEmbedder();
const embed = (texts: string[]) => embedder.embed(texts, 'query');
const words = 'lamp desk invoice refund label chair delivery carpet order clock'.split(' ');
const someWords = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 });
const passage = fc.record({
  heading: someWords,
  body: someWords,
  questions: fc.array(someWords, { maxLength: 2 }),
});
const knowledge = fc.array(fc.array(passage, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
});

test('an index that keeps its vectors elsewhere finds what it would find itself', async () => {
  await fc.assert(
    fc.asyncProperty(knowledge, someWords, fc.nat(9), async (drafts, asked, removed) => {
      const documents = drafts.map(
        (passages, d): IndexedDocument => ({
          id: `d${d}`,
          title: words[d] as string,
          url: null,
          passages: passages.map(({ heading, body, questions }, p) => ({
            id: `d${d}p${p}`,
            trail: [],
            heading: heading.join(' '),
            // Of repeats only the better one is found, and who is nearly equal may change places.
            markdown: `${body.join(' ')} n${d}x${p}`,
            questions: questions.map((each) => each.join(' ')),
          })),
        }),
      );
      const all = documents.flatMap(({ title, passages }) =>
        passages.map((its) => ({ ...its, title })),
      );
      const vectors = await embedPassages(embed, all);
      const [here, elsewhere] = [newIndex(embedder.dimensions), newIndex(embedder.dimensions)];
      elsewhere.keepVectorsElsewhere({ embedded: all.length, searched: all.length });
      for (const index of [here, elsewhere]) {
        for (const document of documents) index.put(document);
        all.forEach(({ id }, i) => index.setVectors(id, vectors[i] as PassageVectors));
        index.remove(`d${removed}`);
      }

      const question = asked.join(' ');
      const [queryVector] = (await embed([question])) as [Float32Array];
      const cosine = (vector: Float32Array) =>
        vector.reduce((sum, value, i) => sum + value * (queryVector[i] as number), 0);
      const near = all.map(({ id }, i): PassageCosines => {
        const { text, heading, questions = [] } = vectors[i] as PassageVectors;
        return {
          passageId: id,
          text: cosine(text),
          heading: cosine(heading),
          questions: questions.map(cosine),
        };
      });
      const by = (index: typeof here, how: object) =>
        new Map(
          index
            .search(question, { limit: 50, queryVector: null, ...how })
            .passages.map((each) => [each.passageId, each]),
        );
      const [inMemory, found] = [by(here, { queryVector }), by(elsewhere, { near })];
      expect([...found.keys()].sort()).toEqual([...inMemory.keys()].sort());
      for (const [id, { score, lexical, cosine: its, pinned }] of found) {
        // Vectors in memory have eight bits.
        expect(Math.abs(score - (inMemory.get(id)?.score as number))).toBeLessThan(0.01);
        expect(Math.abs((its ?? 0) - (inMemory.get(id)?.cosine ?? 0))).toBeLessThan(0.01);
        expect(Math.abs(pinned - (inMemory.get(id)?.pinned as number))).toBeLessThan(0.01);
        expect(lexical).toBe(inMemory.get(id)?.lexical);
      }
      // What ranking asks for besides the nearest: neighbours, and what words alone would find.
      const wanted = new Set(elsewhere.withNeighbours(elsewhere.bestByWords(question)));
      for (const { passageId, lexical } of found.values())
        if (lexical > 0) expect(wanted).toContain(passageId);
    }),
    { numRuns: 60 },
  );
});
