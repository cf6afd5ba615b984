import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildBrief, shorten } from './brief.ts';
import { collectedDetails } from './collected-details.ts';
import type { Episode } from './episode.ts';

const episode = (parts: Partial<Episode>): Episode => {
  const pending = parts.pending ?? ['I want to talk to a person'];
  return { before: [], pending, question: pending.join('\n'), leftOver: false, ...parts };
};
const brief = (
  parts: Partial<Episode>,
  contact = { name: null, email: null } as { name: string | null; email: string | null },
) =>
  buildBrief({
    episode: episode(parts),
    reasons: ['direct_request'],
    explanation: 'The customer asks for a person.',
    contact,
    frustration: { now: 0.7, trend: 0.3 },
    passages: [],
    unsaidDraft: null,
  });

test('the intent is the question behind "a person please", not the request itself', () => {
  const made = brief({
    before: [{ author: 'customer', text: 'My lamp flickers at low brightness and hums' }],
    pending: ['human please'],
  });
  expect(made.intent).toBe('My lamp flickers at low brightness and hums');
});

test('a request that says what it is about is its own intent', () => {
  const made = brief({
    before: [{ author: 'customer', text: 'How do I reset my lamp?' }],
    pending: ['My order LD-20394 has not come and nobody answers, I want a person'],
  });
  expect(made.intent).toContain('LD-20394');
});

test('answers already given travel along, each with its question and sources', () => {
  const made = brief({
    before: [
      { author: 'customer', text: 'How do I reset it?' },
      {
        author: 'ai',
        text: 'Hold the ring for fifteen seconds.',
        outcome: 'answer',
        sources: [
          { documentId: 'd', passageId: null, title: 'Reset', url: '/a', quote: 'Hold' },
        ] as never,
      },
    ],
  });
  expect(made.tried).toMatchObject([
    { question: 'How do I reset it?', answer: 'Hold the ring for fifteen seconds.' },
  ]);
});

test('small talk is no answer that was tried', () => {
  const made = brief({
    before: [
      { author: 'customer', text: 'hi' },
      { author: 'ai', text: 'Hello! How can I help?', outcome: 'answer', sources: [] },
    ],
  });
  expect(made.tried).toEqual([]);
});

test('details the customer typed are collected, and none twice', () => {
  const made = brief(
    { pending: ['Order #LD-20394 never came, mail me at ada@lovelace.example'] },
    { name: 'Ada', email: 'ada@lovelace.example' },
  );
  expect(made.details).toEqual([
    { label: 'Name', value: 'Ada' },
    { label: 'Email', value: 'ada@lovelace.example' },
    { label: 'Order number', value: 'LD-20394' },
  ]);
});

test('ordinary prose yields no details', () => {
  expect(
    collectedDetails([
      'In order to reset 2 lamps I waited 10 minutes. The order was fine in 2024.',
    ]),
  ).toEqual([]);
});

test('frustration that rises reads as worsening', () => {
  expect(brief({}).sentiment).toEqual({ score: -0.7, trend: 'worsening' });
});

test('shortening keeps to its limit and never splits a character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.integer({ min: 2, max: 200 }),
      (text, limit) => {
        const short = shorten(text, limit);
        expect([...short].length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
      },
    ),
  );
});

test('hostile text does not stall the search for details (a stall would run into the time-out)', () => {
  const hostile = ['a@'.repeat(10_000), '+1'.repeat(10_000), `order ${'0-'.repeat(10_000)}`];
  expect(collectedDetails(hostile).length).toBeLessThanOrEqual(12);
});
