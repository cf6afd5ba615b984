/** What somebody types for a website, as the origin a browser sends. Pure; null when it is none. */
export function originOf(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    if (
      !/^https?:$/.test(url.protocol) ||
      !/^(localhost|[^.\s]+(\.[^.\s]+)+|\[.*\])$/.test(url.hostname)
    ) {
      return null;
    }
    return url.origin;
  } catch {
    return null;
  }
}
