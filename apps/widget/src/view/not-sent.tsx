/** Why something stands there unsent, and what can be done about it. */
import type { PendingMessage } from '@baton/replica';
import { t, type Word } from '../text/strings.ts';
import { Icon } from './icons.tsx';

interface NotSentProps {
  pending: PendingMessage;
  onRetry: ((clientMessageId: string) => void) | undefined;
  onDiscard: ((clientMessageId: string) => void) | undefined;
}

const words: Readonly<Record<string, Word>> = {
  offline: 'notSentOffline',
  busy: 'notSentBusy',
  closed: 'formClosed',
};

export function NotSent({ pending, onRetry, onDiscard }: NotSentProps) {
  const { clientMessageId, problem } = pending;
  return (
    <div class="failed" role="alert">
      <Icon name="alert" size={15} />
      {t(words[problem ?? ''] ?? 'notSent')}
      {problem !== 'closed' && (
        <button type="button" class="link" onClick={() => onRetry?.(clientMessageId)}>
          {t('retry')}
        </button>
      )}
      <button type="button" class="link" onClick={() => onDiscard?.(clientMessageId)}>
        {t('remove')}
      </button>
    </div>
  );
}
