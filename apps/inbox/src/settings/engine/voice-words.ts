/** How an answer may sound, each with the same answer said in its way. */
import type { Voice } from '@baton/protocol';

export const toneWords: Record<Voice['tone'], { name: string; hint: string }> = {
  friendly: {
    name: 'Friendly',
    hint: '“Sure! You can return your lamp within 30 days of delivery.”',
  },
  neutral: { name: 'Neutral', hint: '“Lamps can be returned within 30 days of delivery.”' },
  formal: {
    name: 'Formal',
    hint: '“You are welcome to return your lamp within 30 days of its delivery.”',
  },
  lively: {
    name: 'Lively',
    hint: '“Changed your mind? No problem: you have 30 days to send it back!”',
  },
};

export const lengthWords: Record<Voice['length'], { name: string; hint: string }> = {
  short: { name: 'Short', hint: 'One or two sentences: the answer, nothing around it.' },
  medium: { name: 'Medium', hint: 'A short paragraph, or the steps it takes.' },
  long: { name: 'Long', hint: 'With the details and exceptions that the documents give.' },
};

/** Those that support is most often given in; whatever is set is offered as well. */
export const languages =
  'ar bg cs da de el en es et fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt ro ru sk sl sr sv th tr uk vi zh'.split(
    ' ',
  );

export const INSTRUCTIONS_LIMIT = 4_000;

export const instructionExamples = [
  'Call customers “members”.',
  'Give prices in euros, with VAT.',
  'Address customers formally in German (“Sie”).',
  'Do not use exclamation marks or emoji.',
];

/** Puts an example on a line of its own at the end. */
export function withExample(instructions: string, example: string): string {
  const before = instructions.trimEnd();
  return before === '' ? example : `${before}\n${example}`;
}
