import { expect, it } from 'vitest';
import { personOf } from './person.ts';

const jwt = (claims: object, signature = 'c2ln') =>
  `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;

it('is the same for one person, however often they are vouched for, and differs for two', () => {
  const ada = personOf(jwt({ sub: 'ada', exp: 1 }));
  expect(ada).toMatch(/^[a-z0-9]{1,7}$/);
  expect(personOf(jwt({ sub: 'ada', exp: 2, name: 'Ada Ängström 光' }, 'other'))).toBe(ada);
  expect(personOf(jwt({ sub: 'ben', exp: 1 }))).not.toBe(ada);
});

it.each([
  ['no JWT', 'ada'],
  ['one without a sub', jwt({ name: 'Ada' })],
  ['one whose sub is no text', jwt({ sub: 7 })],
  ['one that is broken', 'a.b.c'],
  ['one that is too long', jwt({ sub: 'x'.repeat(4_000) })],
])('nobody is named by %s', (_, text) => {
  expect(personOf(text)).toBeNull();
});
