import { expect, test } from 'vitest';
import { Strangers } from './strangers.ts';

test('an address may hold so many strangers and no more, and others are not touched', () => {
  const strangers = new Strangers(2);
  const first = strangers.enter('a');
  expect(strangers.enter('a')).not.toBeNull();
  expect(strangers.enter('a')).toBeNull();
  expect(strangers.enter('b')).not.toBeNull();
  first?.();
  expect(strangers.enter('a')).not.toBeNull();
});

test('who stops being a stranger twice makes room once', () => {
  const strangers = new Strangers(1);
  const known = strangers.enter('a');
  known?.();
  known?.();
  expect(strangers.enter('a')).not.toBeNull();
  expect(strangers.enter('a')).toBeNull();
});
