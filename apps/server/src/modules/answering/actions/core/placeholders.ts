/** `{{name}}` in a template: found, and filled in by whoever knows how to write a value there. */

const PLACEHOLDER = /\{\{\s*([^{}]{1,200}?)\s*\}\}/g;

/** The names in a template, each once, in order. */
export function namesIn(template: string): string[] {
  return [...new Set(Array.from(template.matchAll(PLACEHOLDER), ([, name]) => name as string))];
}

/** `at` is where the placeholder begins in the template. */
export function fill(template: string, write: (name: string, at: number) => string): string {
  return template.replace(PLACEHOLDER, (_, name: string, at: number) => write(name, at));
}

/** The whole of the text is one placeholder: its name. */
export function onlyPlaceholder(text: string): string | null {
  const [name] = namesIn(text);
  return name !== undefined && fill(text, () => '') === '' ? name : null;
}

/** For a place in an address. Half a character becomes U+FFFD: there is no code for it. */
export const percentEncoded = (value: string): string =>
  encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
