import { classNames } from './class-names.ts';
import { BatonMark } from './baton-mark.tsx';

/** One of six calm grounds; a person keeps theirs. */
function groundOf(seed: string): string {
  let hash = 0;
  for (const char of seed) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return `var(--face-${(hash % 6) + 1})`;
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

type Props = { name: string; seed?: string; size?: number; online?: boolean; className?: string };

/** A face for a person: initials, and a dot when they are online. The name is spoken beside it. */
export function Avatar({ name, seed = name, size = 28, online = false, className }: Props) {
  return (
    <span
      aria-hidden
      className={classNames('relative inline-grid shrink-0 place-items-center', className)}
      style={{ width: size, height: size }}
    >
      <span
        className="grid size-full place-items-center rounded-full font-semibold text-(--face-ink)"
        style={{ background: groundOf(seed), fontSize: Math.max(9, size * 0.38) }}
      >
        {initials(name)}
      </span>
      {online && (
        <span className="absolute -right-px -bottom-px size-2.5 rounded-full border-2 border-surface bg-good" />
      )}
    </span>
  );
}

/** The AI agent's face. */
export function AiAvatar({ size = 28 }: { size?: number }) {
  return (
    <span
      aria-hidden
      className="inline-grid shrink-0 place-items-center rounded-full bg-accent text-accent-ink"
      style={{ width: size, height: size }}
    >
      <BatonMark size={size * 0.62} />
    </span>
  );
}
