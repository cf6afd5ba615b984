/**
 * Which pages of a website are read: the include and exclude patterns, as the crawler understands
 * them, for the example beside the fields. Pure.
 */

export type Scope = { start: string; include: readonly string[]; exclude: readonly string[] };
export type Verdict = { read: boolean; why: string };

/** `*` within one part of a path, `**` across parts; `/help/**` is also /help itself. */
export function matches(pattern: string, path: string): boolean {
  return asExpression(pattern).test(path);
}

function asExpression(pattern: string): RegExp {
  const source = pattern
    .split(/(\/\*\*$|\*\*|\*)/)
    .map((part) => {
      if (part === '/**') return '(?:/.*)?';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, 'u');
}

/** Whether the page at this path is read, and which rule says so. */
export function verdict({ start, include, exclude }: Scope, path: string): Verdict {
  const excluded = exclude.find((pattern) => matches(pattern, path));
  if (excluded) return { read: false, why: `left out by ${excluded}` };
  if (include.length > 0) {
    const included = include.find((pattern) => matches(pattern, path));
    if (!included && path === pathOf(start)) return { read: true, why: 'the start address' };
    return included
      ? { read: true, why: `fits ${included}` }
      : { read: false, why: 'fits none of the patterns' };
  }
  const folder = folderOf(start);
  return path.startsWith(folder) || path === pathOf(start)
    ? { read: true, why: folder === '/' ? 'on this website' : `under ${folder}` }
    : { read: false, why: `not under ${folder}` };
}

/**
 * What the start address stands for: /help/ and /help/start.html for what is below /help/, and so is
 * /help, which is no file by its look. A sitemap stands for its website.
 */
export function folderOf(start: string): string {
  const path = pathOf(start) ?? '/';
  if (/\.xml(\.gz)?$/i.test(path)) return '/';
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last === '' || last.includes('.') ? path.slice(0, path.lastIndexOf('/') + 1) : `${path}/`;
}

/** Null for what is no address at all. A scheme may be left out. */
export function pathOf(address: string): string | null {
  try {
    const text = address.trim();
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
    return decodeURI(url.pathname);
  } catch {
    return null;
  }
}

/** Patterns as typed: one a line, empty lines left out. */
export const patternsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Paths to try the patterns on before anything was read: some of the kind that help centres have. */
export function examplePaths({ start, include, exclude }: Scope): string[] {
  const folder = folderOf(start);
  const typical = ['', 'articles/returns', 'articles/orders/tracking'].map((end) => folder + end);
  const fromPatterns = [...include, ...exclude].map((pattern) =>
    pattern
      .replaceAll('**', 'some/page')
      .replaceAll('*', 'page')
      .replace(/^(?!\/)/, '/'),
  );
  return [...new Set([...typical, ...fromPatterns, '/blog/news', '/login'])].slice(0, 7);
}
