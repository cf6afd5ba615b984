/** The accent colour as custom properties, for light and dark. */
import { accentFrom, type Shades } from '../text/accent.ts';

export function themeCss(accent: string): string {
  const { light, dark } = accentFrom(accent);
  return `.root{${properties(light)}}@media (prefers-color-scheme:dark){.root{${properties(dark)}}}`;
}

function properties({ fill, deep, onFill, ink }: Shades): string {
  return `--fill:${fill};--deep:${deep};--on-fill:${onFill};--ink:${ink}`;
}
