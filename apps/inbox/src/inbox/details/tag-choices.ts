/** What to offer while a tag is typed: the team's own tags that fit, then a new one. Pure. */
export type TagChoice = { tag: string; isNew: boolean };

export function tagChoices(
  known: readonly { tag: string }[],
  present: readonly string[],
  typed: string,
): TagChoice[] {
  const wanted = typed.trim().toLowerCase();
  const fitting = known
    .map(({ tag }) => tag)
    .filter((tag) => !present.includes(tag) && tag.includes(wanted))
    .sort((a, b) => Number(b.startsWith(wanted)) - Number(a.startsWith(wanted)))
    .slice(0, 8)
    .map((tag) => ({ tag, isNew: false }));
  const isNew =
    wanted !== '' && !present.includes(wanted) && !known.some(({ tag }) => tag === wanted);
  return isNew ? [...fitting, { tag: wanted, isNew }] : fitting;
}
