/** A message on one line of a list. */

const previewLength = 160;

/** White space becomes single spaces; never cuts a character that is two UTF-16 units in half. */
export function shorten(body: string): string {
  // Enough of the beginning for any preview: a 20,000-character message is not walked for 160.
  const line = body
    .slice(0, previewLength * 8)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (line.length <= previewLength) return line;
  const characters = Array.from(line);
  return characters.length <= previewLength
    ? line
    : `${characters
        .slice(0, previewLength - 1)
        .join('')
        .trimEnd()}…`;
}
