/** Until when this teammate has read each conversation. Kept in this browser. */
import type { ConversationSummary } from '@baton/protocol';
import { rememberedStore } from '../../app/remembered.ts';

const KEEP = 500;
export const readMarks = rememberedStore<Readonly<Record<string, string>>>('read', {});

export function markRead({ id, lastMessageAt }: ConversationSummary) {
  readMarks.set((marks) => {
    if ((marks[id] ?? '') >= lastMessageAt) return marks;
    const { [id]: _, ...others } = marks;
    const kept = Object.entries(others).slice(1 - KEEP);
    return Object.fromEntries([...kept, [id, lastMessageAt]]);
  });
}

/** The customer said something that a person should see and this one has not. */
export function isUnread(
  summary: ConversationSummary,
  marks: Readonly<Record<string, string>>,
): boolean {
  if (summary.controller === 'ai' || summary.status !== 'open') return false;
  return summary.preview.author === 'contact' && summary.lastMessageAt > (marks[summary.id] ?? '');
}
