/**
 * While nobody has the conversation yet: the baton on its way from the assistant to a person, and
 * a place to leave an address, so that leaving the page does not mean losing the answer.
 */
import { useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.ts';
import type { ChatState } from '../chat/chat-state.ts';
import { looksLikeEmail } from '../text/field-check.ts';
import { t } from '../text/strings.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';

export function WaitingCard({ chat, state }: { chat: Chat; state: ChatState }) {
  const online = state.config.teammatesOnline;
  return (
    <section class="waiting">
      <div class="passing" aria-hidden="true">
        <Avatar who="ai" name={null} />
        <span class="track">
          <i />
        </span>
        <Avatar who="queue" name={null} />
      </div>
      <p class="waiting-title">{t(online ? 'connecting' : 'waiting')}</p>
      <p class="waiting-more">{t(online ? 'connectingMore' : 'connectingLater')}</p>
      {state.email === null ? (
        <EmailForm chat={chat} />
      ) : (
        state.email && (
          <p class="waiting-email">
            <Icon name="check" size={15} />
            {t('emailThanks', { email: state.email })}
          </p>
        )
      )}
    </section>
  );
}

function EmailForm({ chat }: { chat: Chat }) {
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<'emailWrong' | 'failed' | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async (event: Event) => {
    event.preventDefault();
    const address = email.trim();
    if (!looksLikeEmail(address)) return setProblem('emailWrong');
    setBusy(true);
    const result = await chat.leaveEmail(address);
    setBusy(false);
    setProblem(result === 'saved' ? null : result === 'invalid' ? 'emailWrong' : 'failed');
  };

  return (
    <form class="email" noValidate onSubmit={(event) => void save(event)}>
      <label for="baton-email">{t('emailAsk')}</label>
      <div class="email-line">
        <input
          id="baton-email"
          class="input"
          type="email"
          autocomplete="email"
          maxLength={254}
          placeholder={t('email')}
          value={email}
          aria-invalid={problem !== null}
          aria-describedby="baton-email-problem"
          onInput={(event) => {
            setEmail(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <button type="submit" class="button" disabled={busy}>
          {t('leaveEmail')}
        </button>
      </div>
      <p id="baton-email-problem" class="problem" role="alert">
        {problem && t(problem)}
      </p>
      <button type="button" class="link" onClick={chat.declineEmail}>
        {t('noThanks')}
      </button>
    </form>
  );
}
