// What is embedded for a passage: where it stands, then what it says. A passage alone often does
// not say what it is about; its title and headings do.

import { plainText } from './plain-text.ts';

export function embeddingText(
  title: string,
  passage: { trail: string[]; heading: string; markdown: string },
): string {
  const above = [title, ...passage.trail, passage.heading].filter(
    (part, i, all) => part && all.indexOf(part) === i,
  );
  return `${above.join(' > ')}\n${plainText(passage.markdown)}`;
}
