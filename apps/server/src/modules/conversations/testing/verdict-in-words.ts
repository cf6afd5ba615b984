/** What the core said to a command, in one line: the events by type, or why there are none. */
import type { Verdict } from '../core/verdict.ts';

export function verdictInWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'accepted':
      return verdict.events.map(({ type }) => type).join(' ');
    case 'stale':
      return `stale: ${verdict.why}`;
    case 'refused':
      return `refused: ${verdict.code}`;
    case 'unchanged':
      return 'unchanged';
  }
}
