// Cheap and early: ten megabytes of script must not become a document tree.

/** The page without elements of this name. Linear, whatever is left open. */
export function cutElements(html: string, name: string): string {
  const lower = html.toLowerCase();
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const open = lower.indexOf(`<${name}`, at);
    if (open < 0) break;
    kept.push(html.slice(at, open));
    const close = lower.indexOf(`</${name}`, open);
    // Never closed: browsers take all that follows for its content.
    if (close < 0) return kept.join('');
    const end = lower.indexOf('>', close);
    if (end < 0) return kept.join('');
    at = end + 1;
  }
  return kept.join('') + html.slice(at);
}

/** What stands between `<name …>` and `</name>`, for each that `isWanted` by its attributes. */
export function contentsOfElements(
  html: string,
  name: string,
  isWanted: (attributes: string) => boolean,
): string[] {
  const lower = html.toLowerCase();
  const contents: string[] = [];
  for (let at = lower.indexOf(`<${name}`); at >= 0; at = lower.indexOf(`<${name}`, at + 1)) {
    const end = lower.indexOf('>', at);
    const close = end < 0 ? -1 : lower.indexOf(`</${name}`, end);
    if (close < 0) break;
    if (isWanted(html.slice(at, Math.min(end, at + 500))))
      contents.push(html.slice(end + 1, close));
    at = close;
  }
  return contents;
}
