/** What a model was called for, as an owner reads it. */
import type { UsagePurpose } from '@baton/protocol';

export const purposeWords: Record<UsagePurpose, string> = {
  answer: 'Answers to customers',
  standalone_question: 'Understanding follow-up questions',
  self_check: 'Checks by the model itself',
  suggest_reply: 'Suggested replies',
  rewrite: 'Rewritten drafts',
  summary: 'Summaries',
  test: 'Tests of the connection',
};
