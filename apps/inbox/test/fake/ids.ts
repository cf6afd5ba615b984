/** Ids of the right shape, in order: `id('cnv', 7)`. */
export const id = (prefix: string, number: number) =>
  `${prefix}_01jd${String(number).padStart(22, '0')}`;
