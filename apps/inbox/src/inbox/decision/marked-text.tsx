/** A text with the words that matched the question set apart. */
export function MarkedText({ text, terms }: { text: string; terms: readonly string[] }) {
  const stems = terms.filter((term) => term.length > 2).map(escape);
  if (stems.length === 0) return text;
  // Terms are stems: "deliver" marks "delivered" too.
  const parts = text.split(
    new RegExp(`((?<![\\p{L}\\p{N}])(?:${stems.join('|')})[\\p{L}\\p{N}]*)`, 'iu'),
  );
  return parts.map((part, index) => {
    const key = `${index}-${part}`;
    return index % 2 === 1 ? (
      <mark key={key} className="rounded-sm bg-accent-soft font-medium text-accent-text">
        {part}
      </mark>
    ) : (
      <span key={key}>{part}</span>
    );
  });
}

const escape = (term: string) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
