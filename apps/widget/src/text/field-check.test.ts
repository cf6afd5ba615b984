import { expect, it } from 'vitest';
import { type FormField, wrongWith } from './field-check.ts';

const field = (type: FormField['type'], required = true) => ({ type, required }) as FormField;

it.each<[FormField['type'], string, string | null]>([
  ['text', '', 'fieldMissing'],
  ['text', 'anything', null],
  ['code', '#LD-1042', null],
  ['email', 'ada at example', 'emailWrong'],
  ['email', 'ada@example.com', null],
  ['number', 'twelve', 'numberWrong'],
  ['number', '12,50', null],
  ['number', '-3', null],
  ['date', '2026-05-31', null],
  ['choice', '', 'fieldMissing'],
])('a %s that is "%s": %s', (type, value, word) => {
  expect(wrongWith(field(type), value)).toBe(word);
});

it('what may be left empty may be', () => {
  expect(wrongWith(field('email', false), '')).toBeNull();
});
