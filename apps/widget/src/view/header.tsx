/** Who one is talking to, how that stands, and what else can be done. */
import { type ChatState, type Holder, holderOf } from '../chat/chat-state.ts';
import { t, type Word } from '../text/strings.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { Menu, type MenuItem } from './menu.tsx';

interface HeaderProps {
  state: ChatState;
  onClose: () => void;
  onToggleSound: () => void;
  /** Null while a person is on it already. */
  onAskForPerson: (() => void) | null;
}

const stateWords: Readonly<Record<Holder, Word>> = {
  ai: 'aiState',
  queue: 'waitingState',
  human: 'humanState',
  resolved: 'resolvedState',
};

export function Header({ state, onClose, onToggleSound, onAskForPerson }: HeaderProps) {
  const holder = holderOf(state);
  const { aiAgentName, workspaceName } = state.config;
  const teammate = state.replica.conversation?.teammateName ?? null;
  const names: Readonly<Record<Holder, string>> = {
    ai: aiAgentName,
    queue: workspaceName,
    human: teammate ?? t('aPerson'),
    resolved: teammate ?? aiAgentName,
  };
  const face = holder === 'resolved' ? (teammate === null ? 'ai' : 'human') : holder;
  const items: MenuItem[] = [
    {
      icon: state.sound ? 'muted' : 'sound',
      label: t(state.sound ? 'soundOff' : 'soundOn'),
      choose: onToggleSound,
    },
  ];
  if (onAskForPerson) {
    items.unshift({ icon: 'person', label: t('talkToPerson'), choose: onAskForPerson });
  }

  return (
    <header class="header">
      <Avatar key={face} who={face} name={names[holder]} />
      <div class="header-text">
        <h2 dir="auto">{names[holder]}</h2>
        <p class={`state state-${holder}`}>{t(stateWords[holder])}</p>
      </div>
      <Menu items={items} />
      <button type="button" class="round" aria-label={t('closeChat')} onClick={onClose}>
        <Icon name="close" />
      </button>
    </header>
  );
}
