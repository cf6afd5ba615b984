/** The whole screen: a launcher, a preview of what was missed, and the panel. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.ts';
import { unreadMessages } from '../chat/chat-state.ts';
import { language, t } from '../text/strings.ts';
import { Icon } from './icons.tsx';
import { Panel } from './panel.tsx';
import { Preview } from './preview.tsx';

export function Widget({ chat }: { chat: Chat }) {
  const [state, setState] = useState(chat.store.state);
  useEffect(() => {
    setState(chat.store.state);
    return chat.store.subscribe((now) => setState(now));
  }, [chat]);

  const launcher = useRef<HTMLButtonElement>(null);
  const close = () => {
    chat.close();
    launcher.current?.focus();
  };
  const unread = unreadMessages(state).length;
  const label = t(state.open ? 'closeChat' : 'openChat');

  return (
    <div class={`root ${state.config.look.position}`} lang={language()} data-open={state.open}>
      {state.open && <Panel chat={chat} state={state} onClose={close} />}
      {!state.open && <Preview chat={chat} state={state} />}
      <button
        ref={launcher}
        type="button"
        class="launcher"
        aria-expanded={state.open}
        aria-label={unread > 0 ? `${label}, ${t('unread', { count: unread })}` : label}
        onClick={state.open ? close : chat.open}
      >
        <span class="launcher-icon" key={String(state.open)}>
          <Icon name={state.open ? 'down' : 'chat'} size={28} />
        </span>
        {unread > 0 && !state.open && <span class="badge">{unread > 9 ? '9+' : unread}</span>}
      </button>
      <output class="unseen">{unread > 0 && !state.open && t('unread', { count: unread })}</output>
    </div>
  );
}
