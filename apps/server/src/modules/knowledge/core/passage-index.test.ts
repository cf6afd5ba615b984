import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bagOfWordsEmbedder } from '../testing/bag-of-words-embedder.ts';
import { askIndex, indexDocuments, newIndex } from '../search.ts';
import type { IndexedDocument } from './passage-index.ts';

const embedder = bagOfWordsEmbedder();
const embed = (texts: string[]) => embedder.embed(texts, 'query');

function document(id: string, title: string, ...sections: [heading: string, text: string][]) {
  return {
    id,
    title,
    url: null,
    passages: sections.map(([heading, markdown], i) => ({
      id: `${id}#${i}`,
      trail: [],
      heading,
      markdown,
    })),
  } satisfies IndexedDocument;
}

const SHOP = [
  document(
    'billing',
    'Billing',
    ['Invoices', 'Invoices arrive by email on the first of the month.'],
    ['Changing the card', 'Open settings and enter the number of the new card.'],
  ),
  document('returns', 'Returns', ['Sending a lamp back', 'Print the label and pack the lamp.']),
  document('wifi', 'Wi-Fi', ['Setup', 'Hold the button until the GitHub light blinks.']),
];

const found = async (question: string, limit = 3) =>
  (await askIndex(await indexDocuments(SHOP, null), null, question, { limit })).passages;

describe('words', () => {
  test.each([
    ['other forms of a word', 'invoiced', 'billing#0'],
    ['compounds however written', 'wifi not working', 'wifi#0'],
    ['compounds however written', 'git hub', 'wifi#0'],
    ['a slip of the pen', 'where are my invioces', 'billing#0'],
    ['two words run together', 'lampback', 'returns#0'],
    ['words of the headings', 'change', 'billing#1'],
  ])('%s: %s', async (_, question, passage) => {
    expect((await found(question))[0]?.passageId).toBe(passage);
  });

  test('a question that shares no word finds nothing', async () => {
    expect(await found('zebra crossing')).toEqual([]);
  });

  test('matched words are told as the customer wrote them', async () => {
    expect((await found('My INVOICE please'))[0]?.matchedTerms).toEqual(['INVOICE']);
  });
});

describe('slips of the pen are put right before a question is turned into a vector', () => {
  test.each([
    ['Where are my invioces?', 'Where are my invoices?'],
    ['print the labell', 'print the label'],
    ['Prnit the label now', 'print the label now'],
    // Known words, everyday words, numbers and names are left alone.
    ['Where is the house number 4412x?', 'Where is the house number 4412x?'],
    ['lamb chops', 'lamb chops'],
  ])('%s', async (question, corrected) => {
    expect((await indexDocuments(SHOP, null)).corrected(question)).toBe(corrected);
  });
});

describe('evidence', () => {
  test('is finite for any question, with and without vectors', async () => {
    const indexes = [await indexDocuments(SHOP, null), await indexDocuments(SHOP, embed, 64)];
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60, unit: 'grapheme' }), async (question) => {
        for (const index of indexes)
          for (const by of [null, embed]) {
            const { evidence, passages } = await askIndex(index, by, question, { limit: 10 });
            for (const [name, value] of Object.entries(evidence))
              expect(Number.isFinite(value), name).toBe(true);
            for (const { score } of passages) {
              expect(score).toBeGreaterThanOrEqual(0);
              expect(score).toBeLessThanOrEqual(1);
            }
          }
      }),
      { numRuns: 100 },
    );
  });

  test('tells a covered question from one with an unknown word', async () => {
    const index = await indexDocuments(SHOP, embed, 64);
    const covered = (await askIndex(index, embed, 'invoices by email', { limit: 5 })).evidence;
    const unknown = (await askIndex(index, embed, 'invoices for elephants', { limit: 5 })).evidence;
    expect(covered).toMatchObject({
      coverage: 1,
      missingIdf: 0,
      unknownShare: 0,
      embeddedShare: 1,
    });
    expect(unknown.coverage).toBeLessThan(1);
    expect(unknown.unknownShare).toBeGreaterThan(0);
    expect(unknown.missingIdf).toBe(1);
  });

  test('a withdrawn document is neither found nor counted', async () => {
    const index = await indexDocuments(SHOP, embed, 64);
    const { passages } = await askIndex(index, embed, 'invoices', {
      limit: 10,
      withoutDocuments: new Set(['billing']),
    });
    expect(passages.map((passage) => passage.documentId)).not.toContain('billing');
  });
});

test('the same passage in two documents is found once', async () => {
  const copy = document('faq', 'FAQ', [
    'Invoices',
    'Invoices  arrive by email on the first of the month.',
  ]);
  const index = await indexDocuments([...SHOP, copy], null);
  const { passages } = await askIndex(index, null, 'when do invoices arrive', { limit: 5 });
  expect(passages.filter((passage) => passage.heading === 'Invoices')).toHaveLength(1);
});

test('an index that saw documents come and go equals one that was made from what is left', async () => {
  const words = fc.constantFrom('refund', 'lamp', 'card', 'invoice', 'label', 'email', 'late');
  const text = fc.array(words, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
  const steps = fc.array(
    fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), text, remove: fc.boolean() }),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(steps, text, async (changes, question) => {
      const lived = newIndex(64);
      const left = new Map<string, IndexedDocument>();
      for (const { id, text: body, remove } of changes) {
        left.delete(id);
        if (remove) lived.remove(id);
        else {
          const made = document(id, `Title ${id}`, ['Heading', body]);
          lived.put(made);
          left.set(id, made);
        }
      }
      const fresh = await indexDocuments([...left.values()], null);
      const of = async (index: typeof lived) =>
        (await askIndex(index, null, question, { limit: 10 })).passages
          .map(({ passageId, lexical }) => `${passageId} ${lexical.toFixed(9)}`)
          .sort((a, b) => a.localeCompare(b));
      expect(await of(lived)).toEqual(await of(fresh));
      expect(lived.passageCount).toBe(fresh.passageCount);
    }),
    { numRuns: 100 },
  );
});
