/** The same as the server's limit; a test holds them together. */
export const PINNED_MOST = 20;

const bare = (text: string) =>
  text
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export const isPinned = (questions: readonly string[], question: string): boolean =>
  questions.some((one) => bare(one) === bare(question));

/** The questions with one more; null when there is nothing to add, it is there already, or no room. */
export function withQuestion(questions: readonly string[], question: string): string[] | null {
  const text = question.replace(/\s+/g, ' ').trim().slice(0, 300);
  if (text === '' || isPinned(questions, text) || questions.length >= PINNED_MOST) return null;
  return [...questions, text];
}
