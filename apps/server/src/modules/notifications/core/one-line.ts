/**
 * What somebody typed, made fit for a line of a mail and for its headers: no line breaks, nothing that
 * is not seen, nothing that turns the direction of what comes after it.
 */

/** Control characters, halves of characters, soft and zero-width ones, line and paragraph ends, direction marks, tags. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|[\u{e0000}-\u{e007f}]/gu;

export function oneLine(text: string, longest: number): string {
  const clean = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const characters = Array.from(clean);
  if (characters.length <= longest) return clean;
  return `${characters
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`;
}
