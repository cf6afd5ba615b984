/** A face for whoever speaks: a spark for the AI, initials for a person, an outline for nobody yet. */
import type { Holder } from '../chat/chat-state.ts';
import { Icon } from './icons.tsx';

interface AvatarProps {
  who: Holder;
  name: string | null;
}

export function Avatar({ who, name }: AvatarProps) {
  const initials = who === 'human' ? initialsOf(name) : '';
  const icon = who === 'queue' || who === 'human' ? 'person' : 'spark';
  return (
    <span class={`avatar avatar-${who}`} aria-hidden="true">
      {initials || <Icon name={icon} size={18} />}
    </span>
  );
}

function initialsOf(name: string | null): string {
  const words = (name ?? '').trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
