import { CircleAlert, Clock } from 'lucide-react';
import { useMe } from '../../api/session.ts';
import { Avatar } from '../../design/avatar.tsx';
import { WrittenText } from '../../text/inline-text.tsx';
import { discard, tryAgain } from '../outbox/outbox.ts';
import type { Outgoing } from '../outbox/outbox-state.ts';
import { useDrafts } from '../composer/drafts.ts';
import { Bubble } from './bubble.tsx';
import { NoteName } from './message-bubble.tsx';

/** A message on its way, or one that was refused: nothing that was written is ever lost. */
export function UnsentBubble({ message }: { message: Outgoing }) {
  const me = useMe();
  const { putBack } = useDrafts(message.conversationId);
  const failed = message.state === 'failed';
  return (
    <Bubble
      speaker={message.kind === 'note' ? 'note' : 'teammate'}
      avatar={<Avatar name={me.name} seed={me.id} size={28} />}
      byline={
        <span className="font-medium text-ink-soft">
          {message.kind === 'note' ? <NoteName name="You" /> : 'You'}
        </span>
      }
      first
      last
      faded={!failed}
      under={
        <div
          role="status"
          className="mt-1 flex max-w-full flex-wrap items-center justify-end gap-x-2 px-0.5 text-small"
        >
          {failed ? (
            <>
              <span className="flex min-w-0 items-center gap-1 text-danger-text">
                <CircleAlert size={12} aria-hidden className="shrink-0" />
                Not sent. {message.problem}
              </span>
              <TextButton onClick={() => tryAgain(message.clientMessageId)}>Retry</TextButton>
              <TextButton
                onClick={() => {
                  putBack(message.kind, message.body);
                  discard(message.clientMessageId);
                }}
              >
                Edit
              </TextButton>
              <TextButton onClick={() => discard(message.clientMessageId)}>Discard</TextButton>
            </>
          ) : (
            <span className="flex items-center gap-1 text-ink-faint">
              <Clock size={12} aria-hidden />
              {message.state === 'waiting' ? 'Sent as soon as Baton is reachable' : 'Sending …'}
            </span>
          )}
        </div>
      }
    >
      <WrittenText text={message.body} />
    </Bubble>
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
