import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTyped, type Inline, parseInline, parseLinks, plainWords, safeHref } from './inline.ts';

const textOf = (parts: readonly Inline[]): string =>
  parts.map((part) => ('text' in part ? part.text : textOf(part.inside))).join('');
const links = (parts: readonly Inline[]): string[] =>
  parts.flatMap((part) =>
    part.kind === 'link' ? [part.href] : 'inside' in part ? links(part.inside) : [],
  );

describe('addresses', () => {
  it('are followed only where they cannot run anything', () => {
    expect(safeHref('https://lumen.example/a')).toBe('https://lumen.example/a');
    expect(safeHref('/help/returns')).toBe('/help/returns');
    for (const bad of [
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)',
      'data:text/html,x',
      '//evil.example',
      '/\\evil.example',
      'vbscript:x',
    ]) {
      expect(safeHref(bad)).toBeNull();
    }
  });

  it('in what people write become links, without the full stop after them', () => {
    expect(links(parseLinks('See https://a.example/x?y=1. Or (https://b.example)!'))).toEqual([
      'https://a.example/x?y=1',
      'https://b.example',
    ]);
  });
});

describe('inline marks', () => {
  it('are bold, emphasis, code and links', () => {
    expect(
      parseInline('**now** *soon* `x` [here](https://a.example)').map(({ kind }) => kind),
    ).toEqual(['strong', 'text', 'emphasis', 'text', 'code', 'text', 'link']);
  });

  it('leave names_with_underscores and 2 * 3 * 4 alone', () => {
    expect(
      parseInline('a snake_case_name and 2 * 3 * 4').every(({ kind }) => kind === 'text'),
    ).toBe(true);
  });

  it('never make a link that could run something, and keep its words', () => {
    const parts = parseInline('[click me](javascript:alert(1))');
    expect(links(parts)).toEqual([]);
    expect(textOf(parts)).toContain('click me');
  });

  it('can be left out for a preview, or for a draft that a person goes on typing', () => {
    const markdown = '## How\n\n1. Go to **Orders**.\n- See [here](https://a.example/x)';
    expect(plainWords(markdown)).toBe('How\n\n1. Go to Orders.\nSee here');
    expect(asTyped(markdown)).toBe('How\n\n1. Go to Orders.\n- See here (https://a.example/x)');
  });

  it('writes a table as lines where no table can stand', () => {
    const table = '| Delivery | Price |\n|---|---:|\n| **Standard** | €4.90 |\n| Express | €9.90 |';
    expect(asTyped(`Prices:\n\n${table}\n\nThat is all.`)).toBe(
      'Prices:\n\nDelivery · Price\nStandard: €4.90\nExpress: €9.90\n\nThat is all.',
    );
    expect(plainWords(table)).toBe('Delivery · Price; Standard: €4.90; Express: €9.90');
  });

  it('takes tables of many cells, without outer bars, and cut in the middle', () => {
    expect(asTyped('Size | Fits | Days\n--- | --- | ---\nS | 32 \\| 34 | 2')).toBe(
      'Size · Fits · Days\nS · 32 | 34 · 2',
    );
    expect(asTyped('| Express | €9.90 |\n| Island | |')).toBe('Express: €9.90\nIsland');
    expect(asTyped('this | that\n\n---\n\n- a')).toBe('this | that\n\n---\n\n- a');
  });

  it('law: what people wrote is shown whole, and every link is safe', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(textOf(parseLinks(text))).toBe(text);
        for (const href of links(parseInline(text))) expect(safeHref(href)).not.toBeNull();
      }),
    );
  });
});
