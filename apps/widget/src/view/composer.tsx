/** Where the customer writes. Enter sends, Shift+Enter starts a new line. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Chat } from '../chat/chat.ts';
import { type ChatState, holderOf } from '../chat/chat-state.ts';
import { MESSAGE_LENGTH } from '../text/limits.ts';
import { t } from '../text/strings.ts';
import { Icon } from './icons.tsx';

const TALLEST = 140;

export function Composer({ chat, state }: { chat: Chat; state: ChatState }) {
  const { draft } = state;
  const field = useRef<HTMLTextAreaElement>(null);
  const length = draft.trim().length;
  const room = MESSAGE_LENGTH - length;
  const sendable = length > 0 && room >= 0;

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, TALLEST)}px`;
    element.style.overflowY = element.scrollHeight > TALLEST ? 'auto' : 'hidden';
  }, [draft]);

  const send = () => {
    if (!sendable) return;
    chat.send(draft);
    chat.draft('');
    field.current?.focus();
  };
  const placeholder = t(holderOf(state) === 'resolved' ? 'writeToReopen' : 'writeHere');

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        aria-label={placeholder}
        aria-describedby="baton-room"
        placeholder={placeholder}
        enterkeyhint="send"
        value={draft}
        onInput={(event) => chat.draft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" class="send" aria-label={t('send')} disabled={!sendable}>
        <Icon name="send" />
      </button>
      <output id="baton-room" class="room" data-over={room < 0}>
        {room < MESSAGE_LENGTH / 10 &&
          (room < 0 ? t('tooLong', { count: -room }) : t('left', { count: room }))}
      </output>
    </form>
  );
}

/** Enter that ends the choice of a word (Japanese, Chinese …) sends nothing. */
function isComposing(event: KeyboardEvent): boolean {
  // oxlint-disable-next-line typescript/no-deprecated -- the only way in which Safari tells
  return event.isComposing || event.keyCode === 229;
}
