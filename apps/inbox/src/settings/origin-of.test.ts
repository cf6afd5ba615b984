import { Origin } from '@baton/protocol';
import { describe, expect, it } from 'vitest';
import { inkOn } from './contrast.ts';
import { originOf } from './origin-of.ts';

describe('a website as somebody types it', () => {
  it.each([
    ['shop.example', 'https://shop.example'],
    [' https://shop.example/cart?x=1 ', 'https://shop.example'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['HTTPS://Shop.Example:443', 'https://shop.example'],
  ])('%j becomes the origin %j', (typed, origin) => {
    expect(originOf(typed)).toBe(origin);
    expect(Origin.safeParse(origin).success).toBe(true);
  });

  it.each(['', 'shop', 'ftp://shop.example', 'two words', '*', 'javascript:alert(1)'])(
    '%j is none',
    (typed) => {
      expect(originOf(typed)).toBeNull();
    },
  );
});

describe('the text on a colour', () => {
  it('is the one that can be read', () => {
    expect(inkOn('#0d6157')).toBe('#ffffff');
    expect(inkOn('#ffe08a')).toBe('#000000');
  });
});
