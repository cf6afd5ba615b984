// Words of others, handed to a model as data: between marks that nobody can guess.

import { randomBytes } from 'node:crypto';
import { createFence } from '../writing/index.ts';

export interface Spoken {
  by: string;
  text: string;
}

const MOST_CHARACTERS = 24_000;

export const fencedText = (text: string): string => fenced('text', text.slice(0, MOST_CHARACTERS));

/** The newest words where not all find room. */
export const fencedTranscript = (spoken: readonly Spoken[]): string =>
  fenced(
    'conversation',
    spoken
      .map(({ by, text }) => `${by}: ${text}`)
      .join('\n\n')
      .slice(-MOST_CHARACTERS),
  );

const fenced = (label: string, data: string): string =>
  createFence(randomBytes(8).toString('hex')).around(label, data);
