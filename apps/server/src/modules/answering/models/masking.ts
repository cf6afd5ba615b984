/**
 * Providers repeat the key that they refuse, whole or in part, and their words are shown to
 * managers and kept with decisions. Nothing that is a key, or looks like one, passes.
 */
export const MOST_DETAIL = 500;
const MASK = '[key]';
/** Shorter ones are words such as "none" or "ollama", which local servers take for a key. */
const SHORTEST_KEY = 8;

const LOOKS_LIKE_A_KEY = [
  /\b(?:bearer|basic)\s+[\w.~+/=*-]{6,}/gi,
  // sk-…, sk-ant-…, pk_…, gsk_…, hf_…, xai-…, AIza…; also as providers shorten them: sk-ab***yz
  /\b(?:sk|pk|rk|gsk|hf|xai|nvapi|key|org|r8|fw|tgp|csk|api)[-_][\w*.…-]{5,}[\w*…-]/gi,
  /\bAIza[\w-]{10,}/g,
  /\beyJ[\w-]{10,}(?:\.[\w-]+)*/g,
  /\b(?=\w*\d)[A-Za-z0-9]{32,}\b/g,
  /[\w-]{2,}\*{3,}[\w-]*/g,
];

/** @param key the access's own, in the clear */
export function withoutKeys(words: string, key: string | null): string {
  let safe = words;
  if (key !== null && key.length >= SHORTEST_KEY) {
    for (const form of new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])) {
      safe = safe.replaceAll(form, MASK);
    }
  }
  for (const shape of LOOKS_LIKE_A_KEY) safe = safe.replace(shape, MASK);
  return safe;
}

/** One line of at most 500 characters, without keys; null when nothing is left. */
export function detailOf(words: string | null, key: string | null): string | null {
  if (words === null) return null;
  // Before cutting: a key must not survive as its first half.
  const line = withoutKeys(words, key).replace(/\s+/g, ' ').trim();
  if (line === '') return null;
  return line.length > MOST_DETAIL ? `${line.slice(0, MOST_DETAIL - 1)}…` : line;
}
