import { expect, test } from 'vitest';
import { type DraftPassage, draftAnswer } from './draft.ts';

const tools = {
  quote: async ({ text }: { text: string }) => text,
  documentUrl: (id: string) => `/articles/${id}`,
};
const passage = (more: Partial<DraftPassage>): DraftPassage => ({
  passageId: `p-${more.heading ?? ''}`,
  documentId: 'doc',
  documentTitle: 'Reset your lamp',
  url: null,
  heading: '',
  text: 'Words.',
  score: 0.8,
  ...more,
});

test('an answer quotes the best passage and links its document', async () => {
  const draft = await draftAnswer(
    'q',
    [passage({ heading: 'Restart', text: 'Unplug it.' })],
    tools,
  );
  expect(draft).toMatchObject({
    text: 'Unplug it.',
    sources: [{ title: 'Reset your lamp', url: '/articles/doc', quote: 'Unplug it.' }],
  });
});

test("an article's opening brings the section that fits best, under its heading", async () => {
  const draft = await draftAnswer(
    'q',
    [
      passage({ text: 'There are two kinds of reset.' }),
      passage({ documentId: 'other', heading: 'Other', score: 0.79 }),
      passage({ heading: 'Factory reset', text: '1. Hold the ring.', score: 0.7 }),
    ],
    tools,
  );
  expect(draft?.text).toBe(
    'There are two kinds of reset.\n\n**Factory reset**\n\n1. Hold the ring.',
  );
  expect(draft?.passageIds).toHaveLength(2);
});

test('a far weaker section stays out', async () => {
  const weak = passage({ heading: 'Elsewhere', score: 0.3 });
  const draft = await draftAnswer('q', [passage({ text: 'Opening.' }), weak], tools);
  expect(draft?.text).toBe('Opening.');
});

test('a document with an address of its own is linked there', async () => {
  const draft = await draftAnswer('q', [passage({ url: 'https://help.example/reset' })], tools);
  expect(draft?.sources[0]?.url).toBe('https://help.example/reset');
});

test('nothing found, nothing drafted', async () => {
  expect(await draftAnswer('q', [], tools)).toBeNull();
  expect(await draftAnswer('q', [passage({ text: '  ' })], tools)).toBeNull();
});
