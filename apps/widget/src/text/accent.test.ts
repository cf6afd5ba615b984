import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accentFrom, contrast, DARK_SURFACE, LIGHT_SURFACE } from './accent.ts';

const colour = fc
  .integer({ min: 0, max: 0xff_ff_ff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

it('whatever the accent colour, text on it and links in it are readable', () => {
  fc.assert(
    fc.property(colour, (accent) => {
      const { light, dark } = accentFrom(accent);
      for (const { fill, deep, onFill } of [light, dark]) {
        expect(contrast(fill, onFill)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(deep, onFill)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(light.ink, LIGHT_SURFACE)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark.ink, DARK_SURFACE)).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 500 },
  );
});

it('a colour that is fit already stays what it is', () => {
  expect(accentFrom('#3b5bdb').light).toMatchObject({ fill: '#3b5bdb', onFill: '#ffffff' });
});

it('white and black accents still show on white and black', () => {
  expect(contrast(accentFrom('#ffffff').light.fill, '#ffffff')).toBeGreaterThan(1.25);
  expect(contrast(accentFrom('#000000').dark.fill, '#191b20')).toBeGreaterThan(1.25);
});

it('what is no colour gets a decent one', () => {
  expect(accentFrom('red;}*{display:none').light.fill).toMatch(/^#[0-9a-f]{6}$/);
});
