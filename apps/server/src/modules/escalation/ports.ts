// What escalation needs from outside: a way to turn texts into MiniLM vectors. Nothing else.

/** One unit-length vector of 384 numbers a text, in order. */
export type Embed = (texts: string[]) => Promise<Float32Array[]>;

/**
 * Remembers the latest vectors, so that measuring a turn twice (before and after retrieval), or
 * reading the examples of a policy again, embeds nothing twice.
 */
export function rememberingEmbed(embed: Embed, capacity = 16_384): Embed {
  const known = new Map<string, Promise<Float32Array>>();
  return async (texts) => {
    const missing = [...new Set(texts.filter((text) => !known.has(text)))];
    if (missing.length > 0) {
      const asked = embed(missing);
      missing.forEach((text, at) => {
        const vector = asked.then((vectors) => {
          const found = vectors[at];
          if (found === undefined) throw new Error('the embedder returned too few vectors');
          return found;
        });
        // A failure must not be remembered; whoever asked sees it below.
        vector.catch(() => known.delete(text));
        known.set(text, vector);
      });
    }
    const found = await Promise.all(texts.map((text) => known.get(text) as Promise<Float32Array>));
    for (const text of texts) touch(known, text);
    while (known.size > capacity) known.delete(known.keys().next().value ?? '');
    return found;
  };
}

/** Moves an entry to the young end of the map. */
function touch<V>(map: Map<string, V>, key: string): void {
  const value = map.get(key);
  if (value === undefined) return;
  map.delete(key);
  map.set(key, value);
}
