// The text of a page, whatever its website says about its encoding, page by page: a byte order mark
// says it for certain, then the header, then the page itself; then the bytes must speak for
// themselves (decode-text.ts). A header that is wrong is common, so what is valid UTF-8 is UTF-8.

import { decodeText } from '../decode-text.ts';

export function textOfPage(bytes: Uint8Array, contentType: string): string | null {
  const declared = /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(contentType)?.[1];
  const marked =
    (bytes[0] === 0xef && bytes[1] === 0xbb) ||
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (declared && !marked && !/^(?:utf-?8|us-ascii)$/i.test(declared)) {
    // Multi-byte encodings may be valid UTF-8 by chance only when they are plain ASCII.
    const utf8 = strictly(bytes, 'utf-8');
    if (utf8 !== null && !/utf-?16|iso-2022|hz/i.test(declared)) return withoutNul(utf8);
    // Western text is read by decode-text.ts, which knows the quotes of windows-1252.
    if (!/^(?:windows-1252|cp1252|iso-?8859-1|latin-?1)$/i.test(declared)) {
      const asDeclared = strictly(bytes, declared);
      if (asDeclared !== null) return withoutNul(asDeclared);
    }
  }
  const decoded = decodeText(bytes);
  if ('text' in decoded) return withoutNul(decoded.text);
  const last = declared ? strictly(bytes, declared) : null;
  return last === null ? null : withoutNul(last);
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Malformed, or an encoding that nobody knows.
    return null;
  }
}

function withoutNul(text: string): string {
  return text.replaceAll('\u0000', '');
}
