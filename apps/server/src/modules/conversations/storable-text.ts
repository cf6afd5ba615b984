/**
 * Text as PostgreSQL can keep it: jsonb refuses NUL and half a surrogate pair, and a message must
 * never be lost for one odd character. NUL goes, a half becomes U+FFFD.
 */

/** What JSON.stringify writes for them; true also for text that merely looks so. */
const suspicious = /\\u(?:0000|d[89a-f])/i;

/** The same value with every string in it storable. Usually the very same object. */
export function storable<T>(value: T): T {
  const json = JSON.stringify(value);
  if (json === undefined || !suspicious.test(json)) return value;
  return JSON.parse(JSON.stringify(value, (_, part: unknown) => cleaned(part))) as T;
}

function cleaned(part: unknown): unknown {
  return typeof part === 'string'
    ? part.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd')
    : part;
}
