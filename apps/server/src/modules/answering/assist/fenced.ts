// Words of others, handed to a model as data: between marks that nobody can guess.

import { randomBytes } from 'node:crypto';

export interface Spoken {
  by: string;
  text: string;
}

const MOST_CHARACTERS = 24_000;

export function fencedText(text: string): string {
  const mark = `text-${randomBytes(8).toString('hex')}`;
  return `<${mark}>\n${text.slice(0, MOST_CHARACTERS)}\n</${mark}>`;
}

/** The newest words where not all find room. */
export function fencedTranscript(spoken: readonly Spoken[]): string {
  const lines = spoken.map(({ by, text }) => `${by}: ${text}`).join('\n\n');
  return fencedText(lines.slice(-MOST_CHARACTERS));
}
