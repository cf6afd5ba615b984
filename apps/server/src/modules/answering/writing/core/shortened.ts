// A long text cut where a sentence or a line ends, so that no half sentence says something else.

import { unitsOf } from './answer-parser.ts';

/** At most `length` characters; whole units from its beginning, at the worst none but the cut first one. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  for (const { lead, raw } of unitsOf(text.slice(0, length + 2_000))) {
    if (kept.length + lead.length + raw.length > length - 2) break;
    kept += lead + raw;
  }
  if (kept.trim() === '') kept = text.slice(0, Math.max(0, length - 2)).replace(/\S*$/u, '');
  return `${kept.trim()} …`;
}
