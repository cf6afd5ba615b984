// How a text is spelt, as a sparse vector: words, pairs of words and character n-grams, hashed into
// a fixed number of buckets. It sees what sentence vectors blur: misspellings, exact words, and
// languages that the embedder was not made for. The hash is part of every shipped head: changing
// anything here means fitting them all again.

export const LEXICAL_BUCKETS = 4_096;
const LONGEST = 600;

/** Bucket → value, of unit length. */
export type LexicalFeatures = ReadonlyMap<number, number>;

export function lexicalFeatures(text: string): LexicalFeatures {
  const words = lexicalWords(text);
  const counts = new Map<number, number>();
  const add = (token: string) => {
    const bucket = fnv1a(token) % LEXICAL_BUCKETS;
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  };
  words.forEach((word, at) => {
    add(`w:${word}`);
    add(`b:${words[at - 1] ?? '^'} ${word}`);
    const padded = `^${word}$`;
    for (const n of [3, 4, 5])
      for (let from = 0; from + n <= padded.length; from += 1)
        add(`c:${padded.slice(from, from + n)}`);
  });
  if (words.length > 0) add(`b:${words.at(-1)} $`);
  let sum = 0;
  for (const count of counts.values()) sum += count;
  const norm = Math.sqrt(sum);
  return new Map([...counts].map(([bucket, count]) => [bucket, Math.sqrt(count) / norm]));
}

/** Lower-case words without accents; marks that carry feeling (!, ?) are words of their own. */
export function lexicalWords(text: string): string[] {
  const plain = text
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’‘`]/gu, "'");
  return (plain.match(/[\p{L}\p{N}]+(?:'\p{L}+)?|[!?]+/gu) ?? []).map((word) =>
    /\p{N}/u.test(word) ? '0' : /^[!?]{2,}$/u.test(word) ? '!!' : word,
  );
}

/** 32-bit FNV-1a over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
