// Sentences of a text, by the platform's own segmenter, with the joints it gets wrong repaired.

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'sentence' });
/** After these a capital letter does not begin a sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|no|nr|art|fig|approx|incl|max|min|mr|mrs|ms|dr|st|z\.\s?B|d\.\s?h|bzw|ca|usw|p\.\s?ex|ej)\.\s*$/i;

/** In order; joined with spaces they give the text again. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let pending = '';
  for (const { segment } of SEGMENTER.segment(text)) {
    pending += segment;
    if (ABBREVIATION.test(pending)) continue;
    if (pending.trim()) sentences.push(pending.trim());
    pending = '';
  }
  if (pending.trim()) sentences.push(pending.trim());
  return sentences;
}
