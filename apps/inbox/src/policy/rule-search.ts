/** Which rules a list shows: those that fit what was typed, a page at a time. Pure. */

export const PAGE = 40;

/** With their place in the policy, by which findings and changes name them. */
export type Placed<Item> = { item: Item; index: number };

export function fitting<Item>(
  items: readonly Item[],
  typed: string,
  wordsOf: (item: Item) => readonly string[],
): Placed<Item>[] {
  const words = typed.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const placed = items.map((item, index) => ({ item, index }));
  if (words.length === 0) return placed;
  return placed.filter(({ item }) => {
    const text = wordsOf(item).join('\n').toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** A name as an id: "Disputed charges" → "disputed-charges", and a number where it is taken. */
export function freeId(name: string, taken: readonly string[]): string {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/gu, '-')
      .replace(/^-+|-+$/gu, '')
      .slice(0, 50) || 'rule';
  let id = base;
  for (let n = 2; taken.includes(id); n++) id = `${base}-${n}`;
  return id;
}
