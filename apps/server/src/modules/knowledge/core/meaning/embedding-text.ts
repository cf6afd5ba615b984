// What is embedded for a passage: where it stands and what it says together, as a passage alone
// often does not say what it is about; and where it stands alone, as that is what a short question
// resembles most.

import { plainText } from '../words/plain-text.ts';

export interface PlacedPassage {
  trail: string[];
  heading: string;
  markdown: string;
}

export function embeddingText(title: string, passage: PlacedPassage): string {
  return `${headingText(title, passage)}\n${plainText(passage.markdown)}`;
}

/** Many passages of a document share it. */
export function headingText(
  title: string,
  { trail, heading }: Pick<PlacedPassage, 'trail' | 'heading'>,
): string {
  return [title, ...trail, heading]
    .filter((part, i, all) => part && all.indexOf(part) === i)
    .join(' > ');
}
