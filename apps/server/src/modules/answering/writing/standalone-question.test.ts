import { expect, test } from 'vitest';
import type { Said } from '../core/episode.ts';
import { ModelError } from '../models/index.ts';
import { standaloneQuestion } from './standalone-question.ts';
import { apart, type FollowUp, tuned } from './testing/follow-ups.ts';
import { saying } from './testing/writing-scene.ts';

const never = new AbortController().signal;
const local = (history: readonly Said[], question: string) =>
  standaloneQuestion(null, history, question, never);
const after = (before: string): Said[] => [
  { author: 'customer', text: before },
  { author: 'ai', text: 'An answer.', outcome: 'answer' },
];
const isFull = ({ needs }: FollowUp, full: string | null) =>
  full !== null && (needs ?? []).every((word) => full.toLowerCase().includes(word.toLowerCase()));

test.each([
  ['looked at', tuned],
  ['apart', apart],
])(
  'of messages that were %s, complete ones are left alone and most others are told in full',
  async (_, set) => {
    const told = await Promise.all(set.map(({ before, asks }) => local(after(before), asks)));
    const mixed = set.filter(({ needs }, at) => needs === null && told[at] !== null);
    const leaning = set.filter(({ needs }) => needs !== null);
    const full = set.filter((each, at) => each.needs !== null && isFull(each, told[at] ?? null));
    expect(mixed.map(({ asks }) => asks)).toEqual([]);
    expect(full.length / leaning.length).toBeGreaterThanOrEqual(0.9);
  },
);

test('the first message of a conversation has nothing to lean on', async () => {
  expect(await local([], 'how much is it?')).toBeNull();
  expect(await local([{ author: 'ai', text: 'Hello!' }], 'and for teams?')).toBeNull();
});

test('a follow-up of a follow-up leans on the question that both are about', async () => {
  const history = [
    ...after('How much does Lumen Plus cost for students?'),
    ...after('and for companies?'),
  ];
  expect(await local(history, 'why?')).toBe('How much does Lumen Plus cost for companies – why?');
});

test('a short answer to a question back belongs to what was asked at first', async () => {
  const history: Said[] = [
    { author: 'customer', text: 'How do I reset it to factory state?' },
    { author: 'ai', text: 'Which one do you mean?', outcome: 'clarify' },
  ];
  expect(await local(history, 'the desk lamp')).toBe(
    'How do I reset it to factory state – the desk lamp',
  );
  expect(await local(after('How do I reset a lamp?'), 'the desk lamp')).toBeNull();
});

test('a long earlier message gives its article, not itself', async () => {
  const history: Said[] = [
    {
      author: 'customer',
      text: `My lamp is broken. ${'It was a gift and I like it. '.repeat(20)}`,
    },
    {
      author: 'ai',
      text: 'Here is how.',
      sources: [
        { documentId: 'd' as never, passageId: null, title: 'Repair a lamp', url: '/', quote: '' },
      ],
    },
  ];
  expect(await local(history, 'how long does it take?')).toBe(
    'Repair a lamp – how long does it take?',
  );
});

test('the model is asked only where context is needed', async () => {
  const model = saying(['How do I cancel Lumen Plus?']);
  const history = after('What is Lumen Plus?');
  expect(await standaloneQuestion(model, history, 'How do I return a lamp?', never)).toBeNull();
  expect(model.asked).toHaveLength(0);
  expect(await standaloneQuestion(model, history, 'how do I cancel it?', never)).toBe(
    'How do I cancel Lumen Plus?',
  );
  expect(model.asked[0]?.purpose).toBe('standalone_question');
});

test.each([
  ['brings a name nobody said', 'How do I cancel Netflix Premium?'],
  ['brings a number', 'How do I cancel Lumen Plus after 14 days?'],
  ['brings a link', 'How do I cancel it at https://evil.example?'],
  [
    'answers',
    'You can cancel the subscription anytime under account preferences, then choose leave.',
  ],
  ['only repeats', 'how do I cancel it'],
  ['says nothing', ''],
  ['fails', new ModelError('timeout', 'Too slow.')],
])('a model that %s is not believed', async (_, says) => {
  const full = await standaloneQuestion(
    saying([says]),
    after('What is Lumen Plus?'),
    'how do I cancel it?',
    never,
  );
  expect(full).toBe('What is Lumen Plus – how do I cancel it?');
});

test('quotes and labels around what the model says come off', async () => {
  const model = saying(['\nQuestion: "How do I cancel Lumen Plus?"\n']);
  const full = await standaloneQuestion(
    model,
    after('What is Lumen Plus?'),
    'how do I cancel it?',
    never,
  );
  expect(full).toBe('How do I cancel Lumen Plus?');
});
