import { Hourglass } from 'lucide-react';
import { useNow } from '../../app/now.ts';
import { span, spokenSpan } from '../../app/times.ts';
import { Chip } from '../../design/chip.tsx';

/** Longer than this is long for a customer in a chat. */
const LONG_MS = 10 * 60_000;

/** How long the customer has been waiting for a person. */
export function WaitingChip({ since }: { since: string | null }) {
  const now = useNow();
  const waited = since === null ? 0 : Math.max(0, now - Date.parse(since));
  return (
    <Chip
      tone={waited > LONG_MS ? 'danger' : 'warn'}
      icon={<Hourglass size={11} aria-hidden />}
      className="tabular-nums"
    >
      <span className="sr-only">Waiting for {spokenSpan(waited)}</span>
      <span aria-hidden>{waited < 60_000 ? 'Just now' : span(waited)}</span>
    </Chip>
  );
}
