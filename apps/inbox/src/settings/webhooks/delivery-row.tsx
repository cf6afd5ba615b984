import type { WebhookDelivery } from '@baton/protocol';
import { RotateCcw } from 'lucide-react';
import { useNow } from '../../app/now.ts';
import { comingMoment, pastMoment } from '../../app/times.ts';
import { Chip } from '../../design/chip.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { deliveryLooks } from './webhook-words.ts';

/** One delivery: what it was, what came of it, and once more. */
export function DeliveryRow({
  delivery,
  busy,
  onResend,
}: {
  delivery: WebhookDelivery;
  busy: boolean;
  onResend: () => void;
}) {
  const now = useNow();
  const { event, state, attempts, createdAt, nextAt, last } = delivery;
  const { tone, words } = deliveryLooks[state];
  const told = [
    pastMoment(createdAt, now),
    attempts > 1 && `${attempts} tries`,
    last?.status != null && `answered ${last.status} in ${last.milliseconds} ms`,
    nextAt !== null && attempts > 0 && `next try ${comingMoment(nextAt, now)}`,
  ].filter(Boolean);
  // A status says what is wrong; without one it takes words.
  const problem = last?.status == null ? last?.problem : null;
  return (
    <li className="flex min-h-13 items-center gap-3 border-t border-line px-5 py-2 max-md:px-4">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <code className="truncate font-mono text-small">{event}</code>
          <Chip tone={tone}>{words}</Chip>
        </p>
        <p className="text-small text-ink-soft">{told.join(' · ')}</p>
        {problem && <p className="text-small break-words text-danger-text">{problem}</p>}
        {last?.response && (
          <p className="truncate font-mono text-micro text-ink-soft" title={last.response}>
            {last.response}
          </p>
        )}
      </div>
      {state !== 'waiting' && (
        <IconButton label={`Send ${event} again`} size="small" disabled={busy} onClick={onResend}>
          <RotateCcw size={14} />
        </IconButton>
      )}
    </li>
  );
}
