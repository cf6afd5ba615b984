/** The open chat: header, thread, composer. A dialog that does not lock the page in. */
import { useEffect, useRef } from 'preact/hooks';
import type { Chat } from '../chat/chat.ts';
import { type ChatState, holderOf } from '../chat/chat-state.ts';
import { t, type Word } from '../text/strings.ts';
import { Composer } from './composer.tsx';
import { useEscape } from './escape.ts';
import { Header } from './header.tsx';
import { Icon } from './icons.tsx';
import { Thread } from './thread.tsx';
import { useWholeScreen } from './whole-screen.ts';

interface PanelProps {
  chat: Chat;
  state: ChatState;
  onClose: () => void;
}

export function Panel({ chat, state, onClose }: PanelProps) {
  const panel = useRef<HTMLDialogElement>(null);
  useWholeScreen(panel);
  useEscape(panel, onClose);
  useEffect(() => {
    // On a touch screen the field would bring up the keyboard over the greeting.
    const touch = matchMedia('(pointer: coarse)').matches;
    const first = touch ? panel.current : panel.current?.querySelector('textarea');
    first?.focus({ preventScroll: true });
  }, []);
  const holder = holderOf(state);
  const askForPerson = () => chat.send(t('askForPerson'));

  return (
    <dialog
      ref={panel}
      open
      class="panel"
      tabIndex={-1}
      aria-label={t('chatWith', { name: state.config.aiAgentName })}
    >
      <Header
        state={state}
        onClose={onClose}
        onToggleSound={chat.toggleSound}
        onAskForPerson={holder === 'ai' ? askForPerson : null}
      />
      <Banner state={state} />
      <Thread chat={chat} state={state} />
      <Composer chat={chat} state={state} />
      <div class="foot">
        {holder === 'ai' && (
          <button type="button" class="link" onClick={askForPerson}>
            <Icon name="person" size={16} />
            {t('talkToPerson')}
          </button>
        )}
        <span class="foot-note">{holder === 'ai' ? t('aiNote') : 'Runs on Baton'}</span>
      </div>
    </dialog>
  );
}

/** Says that the line is down, after a moment (see the styles): short drops are nobody's business. */
function Banner({ state }: { state: ChatState }) {
  const word = troubleOf(state);
  return <output class="banner">{word && <span>{t(word)}</span>}</output>;
}

function troubleOf({ session, connection }: ChatState): Word | null {
  if (session === 'failing') return 'unreachable';
  return connection === 'offline' || connection === 'reconnecting' ? connection : null;
}
