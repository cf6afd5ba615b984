import { CircleAlert, Clock } from 'lucide-react';
import { useDrafts } from '../composer/drafts.ts';
import { discard, tryAgain } from '../outbox/outbox.ts';
import type { Outgoing } from '../outbox/outbox-state.ts';

/** Under a message that is on its way or was refused: nothing that was written is ever lost. */
export function UnsentFooter({ message }: { message: Outgoing }) {
  const { putBack } = useDrafts(message.conversationId);
  const { clientMessageId, kind, body, state, problem } = message;
  return (
    <div
      role="status"
      className="mt-1 flex max-w-full flex-wrap items-center justify-end gap-x-2 px-0.5 text-small"
    >
      {state === 'failed' ? (
        <>
          <span className="flex min-w-0 items-center gap-1 text-danger-text">
            <CircleAlert size={12} aria-hidden className="shrink-0" />
            Not sent. {problem}
          </span>
          <TextButton onClick={() => tryAgain(clientMessageId)}>Retry</TextButton>
          <TextButton
            onClick={() => {
              putBack(kind, body);
              discard(clientMessageId);
            }}
          >
            Edit
          </TextButton>
          <TextButton onClick={() => discard(clientMessageId)}>Discard</TextButton>
        </>
      ) : (
        // Most messages arrive before this would have been read.
        <span className="flex animate-late items-center gap-1 text-ink-faint">
          <Clock size={12} aria-hidden />
          {state === 'waiting' ? 'Sent as soon as Baton is reachable' : 'Sending …'}
        </span>
      )}
    </div>
  );
}

function TextButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="rounded-sm font-medium underline underline-offset-2 hover:text-accent-text"
    >
      {children}
    </button>
  );
}
