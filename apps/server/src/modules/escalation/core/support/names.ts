// What a text calls by name: links, addresses, codes, menu paths, quoted labels, capitalised names.
// A sentence may only name what its passages name.

export interface Names {
  /** Links, e-mail addresses, codes such as "X-Kite-Signature" or "WPA2", in lower case. */
  exact: string[];
  /** Labels and capitalised names, in lower case, as they were written. */
  names: string[];
}

const LINK = /\b(?:https?:\/\/|www\.)[^\s)\]>"”]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;
const DOMAIN =
  /\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|gov|edu|eu|de|fr|es|uk|example)\b(?:\/[^\s)\]>"”]*)?/giu;
const QUOTED_CODE = /`([^`\n]{1,200})`/gu;
const OPTION = /(?<![\w/.-])(?:--?[a-z][\w-]*|(?:\/[\w.-]+){2,})/gu;
/** Then kept when it has a digit, an underscore or inner capitals: "WPA2", "DENO_COMPAT", "X-Kite". */
const TOKEN = /[\p{L}\p{N}]+(?:[_.-][\p{L}\p{N}]+)*_?/gu;
const PATH = /[^.!?;:,()>\n]{2,40}(?:\s>\s[^.!?;:,()>\n]{2,40})+/gu;
const QUOTED = /["“„«]([^"”“»\n]{2,60})["”“»]|\*\*([^*\n]{2,60})\*\*/gu;
/** One name, however many words it has. */
const CAPITALS = /(?<![\p{L}\p{N}'’-])\p{Lu}[\p{L}\p{N}'’-]*(?: \p{Lu}[\p{L}\p{N}'’-]*)*/gu;
/** A number with a unit or an ordinal is a quantity, not a code. */
const QUANTITY = /^(?:\d+(?:[.,]\d+)*(?:st|nd|rd|th|[a-z]{1,5})?|[a-z]\d?)$/iu;

const isCode = (said: string): boolean =>
  /\p{L}/u.test(said) &&
  !QUANTITY.test(said) &&
  (/[\p{N}_]/u.test(said) || /^\p{Lu}[\p{L}\p{N}]*(?:-\p{Lu}[\p{L}\p{N}]*){2,}$/u.test(said));

export function namesOf(text: string): Names {
  const exact = new Set<string>();
  let rest = text.normalize('NFKC');
  const take = (pattern: RegExp, keep: (found: string) => boolean = () => true) => {
    rest = rest.replace(pattern, (found, inside?: unknown) => {
      const said = (typeof inside === 'string' ? inside : found).replace(/[.,;:!?]+$/u, '');
      if (said.includes('⋯') || !keep(said)) return found;
      exact.add(said.toLowerCase());
      return ' ⋯ ';
    });
  };
  take(LINK);
  take(DOMAIN);
  take(QUOTED_CODE);
  take(OPTION);
  take(TOKEN, isCode);
  const names = new Set<string>();
  for (const [path] of rest.replace(/\*\*/gu, '').matchAll(PATH)) {
    const [first = '', ...steps] = path.split(/\s>\s/u);
    // "then open Settings": of the first step its capitals are the label.
    names.add((/(?:\p{Lu}[\p{L}\p{N}-]* ?)+$/u.exec(first)?.[0] ?? '').toLowerCase().trim());
    for (const step of steps) names.add(head(step));
  }
  for (const match of rest.matchAll(QUOTED)) {
    const label = (match[1] ?? match[2] ?? '').toLowerCase().trim();
    if (!label.includes(' > ')) names.add(label);
  }
  // In German every noun has a capital.
  for (const match of isGerman(rest) ? [] : rest.matchAll(CAPITALS)) {
    const words = match[0].split(' ');
    if (startsSentence(rest, match.index)) words.shift();
    const name = words
      .filter((word) => !NOT_NAMES.has(word))
      .join(' ')
      .toLowerCase()
      .replace(/['’]s$/u, '');
    if (name.length > 1) names.add(name);
  }
  names.delete('');
  return { exact: [...exact], names: [...names] };
}

const isGerman = (text: string): boolean =>
  (text.match(
    /\b(?:der|die|das|den|dem|und|ist|sie|ein|eine|einen|nicht|für|mit|wir|ihr|ihre|von|im|zu|kann|können|haben|wird|werden|aus)\b/giu,
  )?.length ?? 0) >= 2;

/** Of "Light if you see bands" the label alone, as far as it can be told: its capitals. */
const head = (step: string): string =>
  (/^\S+(?: \p{Lu}\S*)*/u.exec(step.trim())?.[0] ?? '').toLowerCase();

const startsSentence = (text: string, at: number): boolean =>
  /(?:^|[.!?:…"“„«*⟩|\n]\s*|[-•]\s+)$/u.test(text.slice(0, at));

const NOT_NAMES = new Set([
  'I',
  'OK',
  'PC',
  'AM',
  'PM',
  'FAQ',
  'PDF',
  'ID',
  'UK',
  'EU',
  'US',
  'USA',
  'TV',
]);

/** Does `text` (in lower case) hold this name, whole or with an ending? */
export function holds(text: string, name: string): boolean {
  if (text.includes(name)) return true;
  const words = name.split(/\s+/u);
  if (words.length > 1) return words.every((word) => word.length < 3 || text.includes(word));
  const short = name.replace(/(?:'s|s|es|en|n)$/u, '');
  return short.length >= 4 && text.includes(short);
}
