// What a rewrite says that the text did not: numbers and addresses, which a careless model changes
// and a hurried reader misses. Words are the teammate's to read.

const NUMBERS = /\d[\d.,:/\u00A0 ]*\d|\d/gu;
const ADDRESSES = /https?:\/\/[^\s)>\]]+|[\w.+-]+@[\w-]+\.[\w.]+/giu;

/** In words, for the notice above the draft; thousands marks may change with the language. */
export function newFacts(before: string, after: string): string[] {
  return [...missingFrom(before, after, ADDRESSES, (each) => each.toLowerCase())].concat(
    missingFrom(before, after, NUMBERS, (each) => each.replace(/\D/gu, '')),
  );
}

function missingFrom(
  before: string,
  after: string,
  pattern: RegExp,
  alike: (found: string) => string,
): string[] {
  const known = new Set((before.match(pattern) ?? []).map(alike));
  const all = (after.match(pattern) ?? []).filter((each) => !known.has(alike(each)));
  return [...new Set(all)].map((each) => `“${each.trim()}” was not in your text.`);
}
