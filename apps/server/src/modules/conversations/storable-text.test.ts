import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storable } from './storable-text.ts';

describe('text as PostgreSQL can keep it', () => {
  it('leaves what is well formed as it is', () => {
    const value = { body: 'שלום 🙂 <b>\\u0000</b>', turn: 1, none: null };
    expect(storable(value)).toEqual(value);
  });

  it('drops NUL and replaces half a character', () => {
    expect(storable({ a: ['x\u0000y'], b: '\ud83d!', c: '🙂' })).toEqual({
      a: ['xy'],
      b: '\ufffd!',
      c: '🙂',
    });
  });

  it('makes anything typed into JSON that needs no escape PostgreSQL refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { body } = storable({ body: text });
        expect(() => encodeURIComponent(body)).not.toThrow();
        expect(body).not.toContain('\u0000');
      }),
    );
  });
});
