/** What a website's token may say, after its signature was found right. */
import { describe, expect, it } from 'vitest';
import { readClaims } from './identity-claims.ts';

const now = 1_800_000_000;
const claims = (changes: Record<string, unknown> = {}) => ({
  sub: 'user-7',
  exp: now + 3_600,
  ...changes,
});

describe('claims', () => {
  it('say who the customer is', () => {
    const email = 'Cleo@Shop.example';
    expect(readClaims(claims({ email, name: ' Cleo ' }), now)).toEqual({
      ok: true,
      identity: { id: 'user-7', email: 'cleo@shop.example', name: 'Cleo' },
    });
    expect(readClaims(claims({ email: '', name: null }), now)).toMatchObject({
      identity: { email: null, name: null },
    });
  });

  it.each([
    ['no sub', { sub: undefined }, 'sub'],
    ['an empty sub', { sub: '  ' }, 'sub'],
    ['a number for a sub', { sub: 7 }, 'sub'],
    ['a sub of 201 characters', { sub: 'x'.repeat(201) }, 'sub'],
    ['a sub with a line break', { sub: 'a\nb' }, 'sub'],
    ['no exp', { exp: undefined }, 'exp'],
    ['an exp in a month', { exp: now + 30 * 86_400 }, '24 hours'],
    ['an iat in the future', { iat: now + 600 }, 'iat'],
    ['an email that is none', { email: 'cleo' }, 'email'],
    ['an email that is no text', { email: {} }, 'email'],
    ['a name of 121 characters', { name: 'x'.repeat(121) }, 'name'],
  ])('with %s are refused, in words for a developer', (_, changes, word) => {
    const read = readClaims(claims(changes), now);
    expect(read).toMatchObject({ ok: false, words: expect.stringContaining(word) });
  });

  it('may come from a clock that is a little ahead', () => {
    expect(readClaims(claims({ iat: now + 30, exp: now + 86_430 }), now).ok).toBe(true);
  });
});
