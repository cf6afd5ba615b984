/** While the chat is closed: the newest message that was not seen, beside the launcher. */
import type { Chat } from '../chat/chat.ts';
import { type ChatState, unreadMessages } from '../chat/chat-state.ts';
import { plainText } from '../text/plain-text.ts';
import { t } from '../text/strings.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';

export function Preview({ chat, state }: { chat: Chat; state: ChatState }) {
  const message = unreadMessages(state).at(-1);
  if (!message || message.version <= state.dismissed) return null;
  return (
    <div class="preview" key={message.version}>
      <button type="button" class="preview-open" onClick={chat.open}>
        <Avatar who={message.author === 'ai' ? 'ai' : 'human'} name={message.name} />
        <span class="preview-text">
          <strong dir="auto">{message.name}</strong>
          <span class="preview-body" dir="auto">
            {message.author === 'ai' ? plainText(message.text) : message.text}
          </span>
        </span>
      </button>
      <button
        type="button"
        class="preview-dismiss"
        aria-label={t('dismiss')}
        onClick={chat.dismissPreview}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
