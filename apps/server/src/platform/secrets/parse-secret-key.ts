/** A secret key as people write one down: 32 bytes in hex, base64 or base64url. Null: it is none. */
export function parseSecretKey(text: string): Buffer | null {
  const word = text.trim();
  if (/^[0-9a-f]{64}$/i.test(word)) return Buffer.from(word, 'hex');
  // 43 characters hold 258 bits: two that mean nothing, and at most one "=" to fill the last four.
  if (/^[\w+/-]{43}=?$/.test(word)) return Buffer.from(word, 'base64');
  return null;
}
