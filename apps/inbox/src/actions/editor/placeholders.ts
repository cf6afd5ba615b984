/** `{{name}}` in what an owner writes: found, checked while they type, offered from a response. Pure. */
const PLACEHOLDER = /\{\{\s*([^{}]{1,200}?)\s*\}\}/gu;

/** Each once, in order. */
export const namesIn = (template: string): string[] => [
  ...new Set(Array.from(template.matchAll(PLACEHOLDER), ([, name = '']) => name)),
];

/** Those that are no field. */
export const unknownIn = (template: string, known: readonly string[]): string[] =>
  namesIn(template).filter((name) => !known.includes(name));

/** Whether it is JSON once values stand in it: bare placeholders count as values. */
export function isJsonTemplate(template: string): boolean {
  const quoted = template.replace(/"(?:[^"\\]|\\.)*"|\{\{[^{}]*\}\}/gsu, (token) =>
    token.startsWith('"') ? token : '0',
  );
  try {
    JSON.parse(quoted);
    return true;
  } catch {
    return false;
  }
}

/** Text with a placeholder put in at the caret, and where the caret is then. */
export function withPlaceholder(text: string, name: string, from: number, to: number) {
  const put = `{{${name}}}`;
  return { text: text.slice(0, from) + put + text.slice(to), caret: from + put.length };
}

const MOST_PATHS = 24;

export type SaidValue = { path: string; value: string };

/** What of a response can be said: its words, numbers and yeses, by their path. */
export function sayableIn(response: string | null): SaidValue[] {
  if (response === null) return [];
  let json: unknown;
  try {
    json = JSON.parse(response);
  } catch {
    return [];
  }
  const found: SaidValue[] = [];
  const look = (at: unknown, path: string) => {
    if (found.length >= MOST_PATHS) return;
    if (typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean') {
      const isName = path !== '' && !/[{}]/u.test(path);
      if (isName && String(at).trim() !== '') found.push({ path, value: String(at) });
    } else if (at !== null && typeof at === 'object') {
      for (const [key, inside] of Object.entries(at))
        if (!key.includes('.')) look(inside, path === '' ? key : `${path}.${key}`);
    }
  };
  look(json, '');
  return found;
}

/** The server that an address is at, as far as it can be told; placeholders have no part in it. */
export function serverOf(url: string): string | null {
  const [, origin = ''] = /^(https?:\/\/[^/?#{}\s]+)/iu.exec(url.trim()) ?? [];
  return URL.canParse(origin) ? new URL(origin).origin : null;
}
