// Several teammates may mark one decision. What counts is the majority of their last words; where
// they draw, the latest of them.

import type { ReviewMark, ReviewSubject, ReviewVerdict } from '@baton/protocol';

export function countedVerdict(
  marks: readonly Pick<ReviewMark, 'about' | 'verdict' | 'at'>[],
  about: ReviewSubject,
): ReviewVerdict | null {
  const said = marks.filter((mark) => mark.about === about);
  const votes = new Map<ReviewVerdict, number>();
  for (const { verdict } of said) votes.set(verdict, (votes.get(verdict) ?? 0) + 1);
  const most = Math.max(0, ...votes.values());
  const leading = said.filter(({ verdict }) => votes.get(verdict) === most);
  const latest = leading.reduce<(typeof leading)[number] | null>(
    (last, mark) => (last === null || mark.at > last.at ? mark : last),
    null,
  );
  return latest?.verdict ?? null;
}

export const subjectOf = (verdict: ReviewVerdict): ReviewSubject =>
  verdict === 'right' || verdict === 'wrong' ? 'answer' : 'handoff';
