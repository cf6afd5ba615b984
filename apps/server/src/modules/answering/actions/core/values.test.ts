/** Values out of the customer's own words: found where they are clear, left open where not. */
import type { ActionField } from '@baton/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aField } from '../testing/an-action.ts';
import { checkValue, checkValues } from './check-values.ts';
import { nameValues } from './name-values.ts';
import { recogniseValues } from './recognise-values.ts';

const order = aField();
const found = (field: ActionField, ...newestFirst: string[]) =>
  recogniseValues([field], newestFirst)[field.name] ?? null;
const of = (type: ActionField['type'], changes: Partial<ActionField> = {}) =>
  aField({ type, examples: [], label: 'Thing', ...changes });

describe('a code', () => {
  const coded = aField({ examples: ['AB-1234'] });
  it.each([
    ['where is #1042?', '#1042'],
    ["it's 1042", '1042'],
    ['1042.', '1042'],
    ['order number: 77', '77'],
    ['my order number is X-9', 'X-9'],
    ['where is my order', null],
    ['I ordered 2 lamps', null],
    ['#1042 or #1043?', null],
    ['#1042, yes #1042', '#1042'],
    ['call me at 0151-1042-99', null],
  ])('“%s” → %s', (text, value) => {
    expect(found(order, text)).toBe(value);
  });

  it.each([
    ['it is ab-1234', 'ab-1234'],
    ['AB 1234 please', 'AB 1234'],
    ['AB1234', 'AB1234'],
    ['XY-99-1234-5', null],
    ['1234', null],
  ])('like AB-1234: “%s” → %s', (text, value) => {
    expect(found(coded, text)).toBe(value);
  });
});

describe('other kinds', () => {
  it.each([
    [of('email'), 'write to Cleo@Shop.example please', 'cleo@shop.example'],
    [of('email'), 'a@b.example or c@d.example', null],
    [of('date'), 'it came on 3 May 2026', '2026-05-03'],
    [of('date'), 'May 3rd, 2026', '2026-05-03'],
    [of('date'), 'am 3.5.2026', '2026-05-03'],
    [of('date'), '2026-05-03', '2026-05-03'],
    [of('date'), '25/12/2026', '2026-12-25'],
    [of('date'), '3/4/2026', null],
    [of('date'), '31.02.2026', null],
    [of('number'), 'three? no, 4', '4'],
    [of('number'), 'I bought 2 lamps last year and one of them broke after some weeks', null],
    [of('choice', { choices: ['Red', 'Dark blue'] }), 'the dark blue one', 'Dark blue'],
    [of('choice', { choices: ['Red', 'Dark blue'] }), 'red or dark blue?', null],
    [of('choice', { choices: ['Red'] }), 'I am bored', null],
    [of('text'), 'I do not like it', null],
    [of('text', { label: 'Reason' }), 'Reason: it is too big', 'it is too big'],
  ])('%#: “%s” → %s', (field, text, value) => {
    expect(found(field, text)).toBe(value);
  });
});

it('the newest message that says it clearly counts', () => {
  expect(found(order, 'sorry, #1043', 'it is #1042')).toBe('#1043');
  expect(found(order, 'any news?', 'it is #1042')).toBe('#1042');
});

it('identity is never read from words', () => {
  const id = aField({ from: 'identity.id', label: 'Customer number' });
  expect(found(id, 'customer number: 1042')).toBeNull();
});

describe('what is filled in', () => {
  it('is checked together, and what is not asked for is not theirs to send', () => {
    const fields = [order, aField({ name: 'me', from: 'identity.id' })];
    expect(checkValues(fields, { order: '1', me: 'admin' })).toEqual({
      ok: false,
      faults: [{ path: 'me', message: 'is not asked for' }],
    });
    expect(checkValues(fields, { order: ' 1 ' })).toEqual({ ok: true, values: { order: '1' } });
    expect(checkValues(fields, {})).toMatchObject({ ok: false, faults: [{ path: 'order' }] });
  });

  it('never throws, and what is recognised is always right for its field', () => {
    const kinds = fc.constantFrom(
      of('email'),
      of('date'),
      of('number'),
      of('text', { label: 'a' }),
      order,
      aField({ examples: ['AB-1234', '(x)', '[', '\\d+'] }),
      of('choice', { choices: ['Red', '(', 'a.b'] }),
    );
    fc.assert(
      fc.property(kinds, fc.string({ unit: 'grapheme', maxLength: 200 }), (field, text) => {
        const value = found(field, text);
        if (value !== null) expect(checkValue(field, value)).toEqual({ ok: true, value });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a message read with its values named', () => {
  it.each([
    ['where is my order #1042?', 'where is my order?'],
    ['where is my order number 1042?', 'where is my order?'],
    ['cancel #1042 for me', 'cancel order for me'],
    ['where is my order', 'where is my order'],
    ['#1042 or #1043', '#1042 or #1043'],
  ])('“%s” → “%s”', (text, named) => {
    expect(nameValues(text, [order])).toBe(named);
  });
});
