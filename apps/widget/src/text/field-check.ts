/** What can be said of a field before it is sent. The server has the last word. */
import type { ActionForm } from '@baton/protocol';
import type { Word } from './strings.ts';

export type FormField = ActionForm['fields'][number];

export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** Null when nothing is wrong with it. */
export function wrongWith({ type, required }: FormField, value: string): Word | null {
  if (value === '') return required ? 'fieldMissing' : null;
  if (type === 'email' && !looksLikeEmail(value)) return 'emailWrong';
  if (type === 'number' && !/^-?\d{1,15}([.,]\d{1,10})?$/.test(value)) return 'numberWrong';
  return null;
}
