/** Marks, and decisions drawn to be marked. */
import type { DecisionReviews, ReviewQueue } from '@baton/protocol';
import { id } from './ids.ts';

export type ReviewState = {
  /** By decision. */
  marks: Map<string, DecisionReviews>;
  queue: ReviewQueue['items'];
  /** Whether there are enough reviews for a calibration of one's own. */
  own: boolean;
};

const item = (
  number: number,
  question: string,
  text: string,
  more: Partial<ReviewQueue['items'][number]> = {},
): ReviewQueue['items'][number] => ({
  decisionId: id('dec', 700 + number) as DecisionReviews['decisionId'],
  conversationId: id('cnv', number) as DecisionReviews['conversationId'],
  at: new Date(Date.now() - number * 5_400_000).toISOString(),
  question,
  outcome: 'answer',
  reasons: [],
  confidence: 0.86,
  answer: { given: true, text },
  passages: [
    {
      documentId: id('doc', 2) as never,
      title: 'Warranty',
      heading: 'What it covers',
      url: 'https://help.lumen.example/warranty',
      text: 'Every Lumen lamp has a five-year warranty, also on its LED module. Batteries are covered for two years.',
      score: 0.88,
    },
    {
      documentId: id('doc', 1) as never,
      title: 'Returns and refunds',
      heading: 'Returns and refunds',
      url: 'https://help.lumen.example/returns',
      text: 'You can return any lamp within 30 days of delivery, as long as it is undamaged.',
      score: 0.41,
    },
  ],
  ...more,
});

export const createReviews = (): ReviewState => ({
  marks: new Map(),
  own: false,
  queue: [
    item(
      1,
      'How long is the warranty on the battery of my Glow?',
      'Batteries are covered for **two years**, the rest of the lamp for five.',
    ),
    item(2, 'can i put the shade in the dishwasher', 'Shades can be cleaned with a damp cloth.', {
      outcome: 'handoff',
      reasons: ['low_confidence'],
      confidence: 0.44,
      answer: { given: false, text: 'Shades can be cleaned with a damp cloth.' },
    }),
    item(3, 'Do you ship to Malta?', 'We ship to all EU countries, including Malta.'),
  ],
});
