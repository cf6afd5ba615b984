import { expect, it } from 'vitest';
import { hashToken, newToken } from './tokens.ts';

it('a token is 256 random bits that fit in a URL, and is recognised by its hash', () => {
  const [one, other] = [newToken(), newToken()];
  expect(one).toMatch(/^[\w-]{43}$/);
  expect(one).not.toBe(other);
  expect(hashToken(one)).toHaveLength(32);
  expect(hashToken(one).equals(hashToken(one))).toBe(true);
  expect(hashToken(one).equals(hashToken(other))).toBe(false);
});
