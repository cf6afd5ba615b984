/**
 * A company may choose any accent colour. From it: fills that stand out from the panel, the text
 * that is readable on them, and an ink for links and outlines that is readable on the panel, for
 * light and dark. Readable means 4.5 : 1 (WCAG 2 AA).
 */
export interface Shades {
  /** Launcher, header, own bubbles. */
  readonly fill: string;
  /** The other end of a gradient from `fill`; text on it reads even better. */
  readonly deep: string;
  readonly onFill: string;
  /** Links, chips, focus rings. */
  readonly ink: string;
}

export interface Accent {
  readonly light: Shades;
  readonly dark: Shades;
}

type Rgb = readonly [red: number, green: number, blue: number];

/** The bubbles that links stand on: the least favourable surface of each scheme. */
export const LIGHT_SURFACE = '#f1f2f5';
export const DARK_SURFACE = '#2a2d35';

const READABLE = 4.5;
/** An accent as pale as the panel is moved at least so far from it. */
const VISIBLE = 1.3;
const FALLBACK = '#3b5bdb';
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

export function accentFrom(colour: string): Accent {
  const accent = rgb(/^#[0-9a-f]{6}$/i.test(colour) ? colour : FALLBACK);
  return {
    light: shades(accent, rgb('#ffffff'), rgb(LIGHT_SURFACE), BLACK),
    dark: shades(accent, rgb('#191b20'), rgb(DARK_SURFACE), WHITE),
  };
}

/** Contrast of two colours, 1 to 21, as WCAG counts it. */
export function contrast(one: string, other: string): number {
  return ratio(rgb(one), rgb(other));
}

function shades(accent: Rgb, panel: Rgb, surface: Rgb, away: Rgb): Shades {
  const fill = until(accent, away, (colour) => ratio(colour, panel) >= VISIBLE);
  const ink = until(accent, away, (colour) => ratio(colour, surface) >= READABLE);
  const [onFill, opposite] = ratio(fill, WHITE) >= READABLE ? [WHITE, BLACK] : [BLACK, WHITE];
  return {
    fill: hex(fill),
    deep: hex(mix(fill, opposite, 0.16)),
    onFill: hex(onFill),
    ink: hex(ink),
  };
}

/** The colour, moved towards `away` in small steps until it will do. */
function until(colour: Rgb, away: Rgb, enough: (colour: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(colour, away, share);
    if (enough(mixed)) return mixed;
  }
  return away;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

function ratio(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function rgb(colour: string): Rgb {
  const part = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16);
  return [part(1), part(3), part(5)];
}

function hex(colour: Rgb): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
