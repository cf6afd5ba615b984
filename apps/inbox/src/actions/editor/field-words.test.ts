import { describe, expect, it } from 'vitest';
import { nameFor } from './field-words.ts';

describe('the name of a field', () => {
  it.each([
    ['Order number', 'orderNumber'],
    ['E-mail', 'email'],
    ['Größe', 'groe'],
    ['2nd address', 'ndAddress'],
    ['注文番号', ''],
  ])('of “%s” is %s', (label, name) => {
    expect(nameFor(label)).toBe(name);
  });
});
