import { describe, expect, it } from 'vitest';
import { mayEmbed } from './origins.ts';

const own = ['https://baton.example'];

describe('which websites may show the chat', () => {
  it('any, while no list was made', () => {
    expect(mayEmbed([], 'https://anywhere.example', own)).toBe(true);
  });

  it('only those on the list, to the letter', () => {
    const allowed = ['https://shop.example'];
    expect(mayEmbed(allowed, 'https://shop.example', own)).toBe(true);
    expect(mayEmbed(allowed, 'http://shop.example', own)).toBe(false);
    expect(mayEmbed(allowed, 'https://shop.example.evil.example', own)).toBe(false);
    expect(mayEmbed(allowed, 'null', own)).toBe(false);
  });

  it("Baton's own pages always, also those whose requests carry no origin", () => {
    expect(mayEmbed(['https://shop.example'], 'https://baton.example', own)).toBe(true);
    expect(mayEmbed(['https://shop.example'], null, own)).toBe(true);
  });
});
