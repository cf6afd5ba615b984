// Which words are said: in the language the customer writes, where the owner wrote some.

import type { SaidText } from '@baton/protocol';

export function said({ text, languages }: SaidText, language: string | null): string {
  const own = language === null ? undefined : languages[language.split('-')[0] as string];
  return own === undefined || own === '' ? text : own;
}
