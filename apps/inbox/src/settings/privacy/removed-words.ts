/** What retention removes, in words. */
import type { RetentionCounts } from '@baton/protocol';

const one: Record<keyof RetentionCounts, [one: string, many: string]> = {
  conversations: ['conversation', 'conversations'],
  visitors: ['person without conversations', 'people without conversations'],
  decisionInputs: ['customer’s question in a decision', 'customers’ questions in decisions'],
  auditEntries: ['entry of the audit log', 'entries of the audit log'],
};

/** "1,204 conversations and 3 people without conversations"; null when it is nothing. */
export function removedInWords(counts: RetentionCounts): string | null {
  const parts = (Object.keys(one) as (keyof RetentionCounts)[]).flatMap((name) => {
    const count = counts[name];
    return count === 0 ? [] : `${count.toLocaleString()} ${one[name][count === 1 ? 0 : 1]}`;
  });
  if (parts.length < 2) return parts[0] ?? null;
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
